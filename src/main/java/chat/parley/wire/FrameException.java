package chat.parley.wire;

import java.io.IOException;

/// The stream is no longer a sequence of frames: nothing that follows can be trusted, and the
/// connection has to end.
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1;

  public FrameException(String message) {
    super(message);
  }
}
