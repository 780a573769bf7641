package chat.parley.ui.contacts;

/// How the connection stands, as it is shown.
///
/// @param words what it is
/// @param detail what comes next or what one can do; may be empty
public record ConnectionState(Stage stage, String words, String detail) {
  /// Which icon and colour it has.
  public enum Stage {
    CONNECTING,
    CONNECTED,
    WAITING,
    STOPPED
  }

  /// Whether the words change with every second.
  public boolean counting() {
    return stage == Stage.WAITING;
  }

  /// Whether the user can ask for another try.
  public boolean canTryNow() {
    return stage == Stage.WAITING || stage == Stage.STOPPED;
  }
}
