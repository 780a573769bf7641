package chat.parley.client;

import chat.parley.model.RelayAddress;
import java.io.IOException;

/// The relay inside this program, for [RelayAddress.OnThisComputer].
@FunctionalInterface
public interface LocalRelay {
  /// Starts the relay unless it runs, and waits until it listens. Called before each attempt to connect,
  /// on a thread that may wait.
  ///
  /// @return where it listens
  /// @throws IOException if it cannot be started
  RelayAddress.Classic ensureRunning() throws IOException;
}
