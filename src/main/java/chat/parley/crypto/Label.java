package chat.parley.crypto;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// What a derivation, a signature or a hash is for. Two purposes never share one, so that what was made for
/// one is worthless for another.
///
/// @param text 1 to 64 printable ASCII characters
public record Label(String text) {
  private static final Pattern ALLOWED = Pattern.compile("[ -~]{1,64}");

  /// @throws IllegalArgumentException if the text is empty, long, or not printable ASCII
  public Label {
    if (!ALLOWED.matcher(text).matches()) {
      throw new IllegalArgumentException("a label is 1 to 64 printable ASCII characters");
    }
  }

  /// The text alone, for HKDF's `info`, which has a place of its own.
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The text and a zero byte, for what the label is joined with: no label is then the beginning of another.
  public byte[] prefix() {
    return (text + '\0').getBytes(StandardCharsets.US_ASCII);
  }
}
