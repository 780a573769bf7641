package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.RelayAddress;

/// Logs people in.
@FunctionalInterface
public interface MessengerFactory {
  /// Begins to connect: what becomes of it is told as events. Opening what is kept on the disk may take a
  /// moment.
  ///
  /// @param identity who logs in, unlocked
  /// @param keys where the keys of contacts are; watched until the messenger is closed
  /// @param relay where to
  /// @throws HistoryUnusable if what is kept of earlier conversations cannot be used: its reasons say what
  ///     the user can do
  Messenger open(Identity identity, KeysFolder keys, RelayAddress relay) throws HistoryUnusable;
}
