package chat.parley.model;

/// Base32 (RFC 4648 §6) in small letters and without padding, read in either case.
final class Base32 {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte each : bytes) {
      buffer = (buffer << 8) | (each & 0xff);
      for (bits += 8; bits >= BITS; bits -= BITS) {
        text.append(ALPHABET.charAt((buffer >> (bits - BITS)) & 0x1f));
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((buffer << (BITS - bits)) & 0x1f));
    }
    return text.toString();
  }

  /// @throws IllegalArgumentException if the text is not what [#encode] gives, but for its case
  static byte[] decode(String text) {
    byte[] bytes = new byte[text.length() * BITS / 8];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      buffer = (buffer << BITS) | digit(text.charAt(i));
      bits += BITS;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (buffer >> bits);
      }
    }
    boolean whole = encode(bytes).length() == text.length();
    if (!whole || (buffer & ((1 << bits) - 1)) != 0) {
      throw new IllegalArgumentException("not Base32: it ends inside a byte");
    }
    return bytes;
  }

  private static int digit(char c) {
    int digit = ALPHABET.indexOf(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
    if (digit < 0) {
      throw new IllegalArgumentException("not Base32: it takes a-z and 2-7");
    }
    return digit;
  }
}
