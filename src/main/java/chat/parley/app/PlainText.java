package chat.parley.app;

/// Text from outside, made harmless for a terminal.
final class PlainText {
  private static final String NEXT_LINE = System.lineSeparator() + "    ";
  private static final char REPLACEMENT = '\ufffd';

  private PlainText() {}

  /// The text with its lines indented from the second on, so that none can pass for a line of its own, and
  /// with every other control or direction character replaced: no escape sequence comes through.
  static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.replace("\r\n", "\n").codePoints().forEach(codePoint -> append(plain, codePoint));
    return plain.toString();
  }

  private static void append(StringBuilder plain, int codePoint) {
    switch (codePoint) {
      case '\n', 0x85, 0x2028, 0x2029 -> plain.append(NEXT_LINE);
      case '\t' -> plain.append(' ');
      // Without the joiners many scripts and emoji fall apart; they move nothing.
      case 0x200c, 0x200d -> plain.appendCodePoint(codePoint);
      default -> {
        switch (Character.getType(codePoint)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE ->
              plain.append(REPLACEMENT);
          default -> plain.appendCodePoint(codePoint);
        }
      }
    }
  }
}
