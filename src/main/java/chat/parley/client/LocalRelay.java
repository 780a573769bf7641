package chat.parley.client;

import chat.parley.model.Invitation;
import java.io.IOException;

/// The relay of this user's own, for [chat.parley.model.RelayAddress.OnThisComputer].
@FunctionalInterface
public interface LocalRelay {
  /// Starts the relay unless it runs, in this program or another, and waits until it listens. Called before
  /// a login and before each attempt to connect, on a thread that may wait.
  ///
  /// @return where it listens now, which may be another port each time; its key stays the same
  /// @throws IOException if it cannot be started
  Invitation ensureRunning() throws IOException;
}
