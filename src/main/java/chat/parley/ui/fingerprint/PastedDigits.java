package chat.parley.ui.fingerprint;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The digits of a text, freed of everything around them.
final class PastedDigits {
  private static final int MAX_TEXT = 2_000;

  /// `SHA2-256(stdin)= `, `SHA256 Fingerprint=`, `SHA256:`, `Safety number: `.
  private static final Pattern BEFORE =
      Pattern.compile(
          "^(?:.*=|\\s*sha-?2?-?256\\s*:|[^0-9:]*safety\\s+number\\s*:)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /// Also the dash that `sha256sum` prints for its standard input.
  private static final Pattern FILLER =
      Pattern.compile("[\\s\\p{Z}\\p{Cf}*:;,.\\p{Pd}]", Pattern.UNICODE_CHARACTER_CLASS);

  private PastedDigits() {}

  /// The digits in small letters; null if there is anything else, or nothing.
  static @Nullable String in(String text) {
    if (text.length() > MAX_TEXT) {
      return null;
    }
    String bare = BEFORE.matcher(text).replaceFirst("");
    String packed = FILLER.matcher(bare).replaceAll("");
    StringBuilder digits = new StringBuilder(packed.length());
    for (int i = 0; i < packed.length(); i++) {
      int value = Character.digit(packed.charAt(i), 16);
      if (value < 0) {
        return null;
      }
      digits.append(Character.forDigit(value, 16));
    }
    return digits.isEmpty() ? null : digits.toString();
  }
}
