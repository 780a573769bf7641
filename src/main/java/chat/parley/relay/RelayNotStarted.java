package chat.parley.relay;

import java.io.IOException;

/// The settings are good, but the relay cannot listen or open its store. The message is one
/// sentence that says where and why.
public final class RelayNotStarted extends IOException {
  private static final long serialVersionUID = 1;

  RelayNotStarted(String message, Throwable cause) {
    super(message, cause);
  }
}
