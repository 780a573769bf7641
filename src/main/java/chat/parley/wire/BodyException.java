package chat.parley.wire;

/// A frame came whole, but its body is not what the protocol allows. The next frame can be read as if
/// nothing had happened. The message is a sentence that says what is wrong and never quotes the body.
public final class BodyException extends Exception {
  private static final long serialVersionUID = 1;

  public BodyException(String message) {
    super(message);
  }

  public BodyException(String message, Throwable cause) {
    super(message, cause);
  }
}
