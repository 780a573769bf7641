package chat.parley.session.classic;

/// A contact signed something that is no key: its program is at fault, and nobody else.
public final class HandshakeDamaged extends Exception {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong, without anything from the frame
  public HandshakeDamaged(String message) {
    super(message);
  }
}
