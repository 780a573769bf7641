package chat.parley.client;

/// Text from outside, as a person may see it in a notice.
final class Shown {
  private static final int MAX_LENGTH = 200;

  private Shown() {}

  /// At most 200 characters, on one line, without anything that is not seen: control and format
  /// characters, halves of pairs.
  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    while (at < text.length() && shown.length() < MAX_LENGTH) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      switch (Character.getType(codePoint)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            shown.append(' ');
        default -> shown.appendCodePoint(codePoint);
      }
    }
    return (at < text.length() ? shown.append('…') : shown).toString().strip();
  }
}
