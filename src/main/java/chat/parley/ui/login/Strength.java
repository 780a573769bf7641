package chat.parley.ui.login;

import java.util.regex.Pattern;

/// A rough guess at how long a passphrase would stand against guessing.
enum Strength {
  /// Nothing typed.
  NONE,
  WEAK,
  FAIR,
  STRONG;

  private static final double FAIR_BITS = 45;
  private static final double STRONG_BITS = 70;

  /// Counts the kinds of signs and how many different ones there are: a hint beside the field, not a
  /// rule.
  static Strength of(CharSequence passphrase) {
    if (passphrase.isEmpty()) {
      return NONE;
    }
    int alphabet =
        alphabet(passphrase, "[a-z]", 26)
            + alphabet(passphrase, "[A-Z]", 26)
            + alphabet(passphrase, "[0-9]", 10)
            + alphabet(passphrase, "[^a-zA-Z0-9]", 33);
    long different = passphrase.chars().distinct().count();
    double counted = Math.min(passphrase.length(), different * 1.6);
    double bits = counted * Math.log(alphabet) / Math.log(2);
    return bits < FAIR_BITS ? WEAK : bits < STRONG_BITS ? FAIR : STRONG;
  }

  private static int alphabet(CharSequence passphrase, String kind, int size) {
    return Pattern.compile(kind).matcher(passphrase).find() ? size : 0;
  }
}
