package chat.parley.relay;

/// A setting that the relay does not start with. The message is one sentence for who set it.
public final class SettingRejected extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public SettingRejected(String message) {
    super(message);
  }
}
