package chat.parley.session.ratchet;

import java.util.Arrays;
import java.util.Optional;

/// Hides the length of a content: `content ‖ 80 ‖ 00…`, to a Padmé length (Nikitin and others, *Reducing
/// Metadata Leakage from Encrypted Files*, 2019, algorithm 1), at least 256 bytes. Such a length is always
/// whole blocks of AES.
public final class Padding {
  /// The shortest padded content in bytes.
  static final int MIN_BYTES = 256;

  /// The longest padded content in bytes: the largest Padmé length that leaves room in a frame for
  /// everything around it.
  static final int MAX_BYTES = 258_048;

  /// The longest content in bytes.
  public static final int MAX_CONTENT_BYTES = MAX_BYTES - 1;

  private static final byte MARK = (byte) 0x80;

  private Padding() {}

  /// The smallest Padmé length that is not below.
  static int padme(int length) {
    int exponent = 31 - Integer.numberOfLeadingZeros(length);
    int digits = 32 - Integer.numberOfLeadingZeros(exponent);
    int mask = (1 << (exponent - digits)) - 1;
    return (length + mask) & ~mask;
  }

  /// Whether a padded content can have this length.
  static boolean isLength(int length) {
    return length >= MIN_BYTES && length <= MAX_BYTES && padme(length) == length;
  }

  static byte[] pad(byte[] content) throws ContentTooLong {
    if (content.length > MAX_CONTENT_BYTES) {
      throw new ContentTooLong(content.length);
    }
    byte[] padded = Arrays.copyOf(content, padme(Math.max(content.length + 1, MIN_BYTES)));
    padded[content.length] = MARK;
    return padded;
  }

  /// The content, or nothing unless [#pad] gives exactly these bytes.
  static Optional<byte[]> unpad(byte[] padded) {
    int end = padded.length - 1;
    while (end > 0 && padded[end] == 0) {
      end--;
    }
    if (end < 0 || padded[end] != MARK || padme(Math.max(end + 1, MIN_BYTES)) != padded.length) {
      return Optional.empty();
    }
    return Optional.of(Arrays.copyOf(padded, end));
  }
}
