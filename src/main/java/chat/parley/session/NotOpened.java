package chat.parley.session;

/// A payload that this session cannot open: damaged, forged, or made under other keys.
public class NotOpened extends Exception {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong, without anything from the payload
  public NotOpened(String message) {
    super(message);
  }
}
