package chat.parley.identity;

/// Something about usable key files that their owner should know.
public enum KeyWarning {
  /// Other users of this computer can read `priv.pem`.
  PRIVATE_KEY_READABLE_BY_OTHERS,
  /// It is one of the keys that come with the program, so everybody can read it.
  DEMONSTRATION_KEY;

  /// One sentence that says what it means or what to do.
  public String sentence() {
    return switch (this) {
      case PRIVATE_KEY_READABLE_BY_OTHERS ->
          "Other users of this computer can read priv.pem; take that away with chmod 600 priv.pem.";
      case DEMONSTRATION_KEY ->
          "This is a demonstration key that everybody has; it protects nothing.";
    };
  }
}
