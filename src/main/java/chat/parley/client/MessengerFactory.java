package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.RelayAddress;

/// Logs people in.
@FunctionalInterface
public interface MessengerFactory {
  /// Begins to connect, and returns at once: what becomes of it is told as events.
  ///
  /// @param identity who logs in, unlocked
  /// @param keys where the keys of contacts are; watched until the messenger is closed
  /// @param relay where to
  Messenger open(Identity identity, KeysFolder keys, RelayAddress relay);
}
