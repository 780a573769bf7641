package chat.parley.identity;

/// Something about usable key files that their owner should mend.
public enum KeyWarning {
  /// Other users of this computer can read `priv.pem`.
  PRIVATE_KEY_READABLE_BY_OTHERS;

  /// One sentence that says what to do.
  public String sentence() {
    return switch (this) {
      case PRIVATE_KEY_READABLE_BY_OTHERS ->
          "Other users of this computer can read priv.pem; take that away with chmod 600 priv.pem.";
    };
  }
}
