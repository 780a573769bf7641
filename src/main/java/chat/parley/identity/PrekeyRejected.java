package chat.parley.identity;

/// Bytes that are no prekey.
public final class PrekeyRejected extends Exception {
  private static final long serialVersionUID = 1;

  /// @param why what is wrong, without the bytes
  public PrekeyRejected(String why) {
    super("not a prekey: " + why);
  }
}
