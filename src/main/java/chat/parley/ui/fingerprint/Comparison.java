package chat.parley.ui.fingerprint;

import chat.parley.client.KeyDetails;
import chat.parley.model.Fingerprint;

/// What comes of comparing a pasted text with a key: a safety number or a SHA-256, in whatever form
/// people send them.
public sealed interface Comparison {
  /// Nothing was pasted yet.
  record Nothing() implements Comparison {}

  /// Neither a safety number nor a SHA-256.
  record NotANumber() implements Comparison {}

  /// Its beginning is not compared: half a comparison proves nothing.
  ///
  /// @param missing how many digits, at least 1
  record TooShort(Kind kind, int missing) implements Comparison {}

  /// More digits than there can be.
  ///
  /// @param extra how many digits, at least 1
  record TooLong(Kind kind, int extra) implements Comparison {}

  /// The very same.
  record Equal(Kind kind) implements Comparison {}

  /// Another one.
  record Different(Kind kind) implements Comparison {}

  /// The SHA-256 of the user's own key, where the contact's is wanted.
  record Own() implements Comparison {}

  /// What the text is.
  enum Kind {
    SAFETY_NUMBER(60),
    SHA_256(2 * Fingerprint.BYTES);

    private final int digits;

    Kind(int digits) {
      this.digits = digits;
    }

    /// How many digits it has.
    public int digits() {
      return digits;
    }
  }

  /// Compares a text with a key and the conversation's safety number. Spaces, line breaks, colons,
  /// dashes, case and what `openssl` and `sha256sum` print around the digits are ignored.
  ///
  /// @param own the fingerprint of the user's own key
  static Comparison of(String text, KeyDetails key, Fingerprint own) {
    if (text.isBlank()) {
      return new Nothing();
    }
    String digits = PastedDigits.in(text);
    if (digits == null) {
      return new NotANumber();
    }
    Kind kind = kind(digits);
    int missing = kind.digits() - digits.length();
    if (missing > 0) {
      return new TooShort(kind, missing);
    }
    if (missing < 0) {
      return new TooLong(kind, -missing);
    }
    String expected =
        switch (kind) {
          case SAFETY_NUMBER -> String.join("", key.safetyNumber());
          case SHA_256 -> key.fingerprint().hex();
        };
    if (digits.equals(expected)) {
      return new Equal(kind);
    }
    return digits.equals(own.hex()) ? new Own() : new Different(kind);
  }

  /// Decimal digits alone are a safety number, unless there are exactly as many as a SHA-256 has.
  private static Kind kind(String digits) {
    boolean decimal = digits.chars().allMatch(Character::isDigit);
    return decimal && digits.length() != Kind.SHA_256.digits() ? Kind.SAFETY_NUMBER : Kind.SHA_256;
  }
}
