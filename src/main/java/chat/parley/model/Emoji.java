package chat.parley.model;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;

/// One sign that stands beside a text: what a person sees as a single character (a grapheme cluster of Unicode,
/// UAX #29), of as many code points as it takes.
///
/// @param text at most [#MAX_BYTES] in UTF-8
public record Emoji(String text) {
  /// The longest one in bytes of UTF-8: a couple of two skin tones takes 35.
  public static final int MAX_BYTES = 48;

  private static final int JOINER = 0x200D;
  private static final int FIRST_TAG = 0xE0020;
  private static final int LAST_TAG = 0xE007F;

  /// @throws IllegalArgumentException if the text is anything else
  public Emoji {
    if (!isOne(text)) {
      throw new IllegalArgumentException("not one sign");
    }
  }

  /// Reads one.
  ///
  /// @return nothing if the text is anything else
  public static Optional<Emoji> of(String text) {
    return isOne(text) ? Optional.of(new Emoji(text)) : Optional.empty();
  }

  private static boolean isOne(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_BYTES
        && StandardCharsets.UTF_8.newEncoder().canEncode(text)
        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
        && isSeen(text.codePointAt(0))
        && text.codePoints().skip(1).allMatch(Emoji::isPart)
        && isOneCluster(text);
  }

  /// What there is to be seen without anything before it.
  private static boolean isSeen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          false;
      default -> true;
    };
  }

  /// Of what is not seen, only what joins signs and makes flags belongs to one: nothing that turns the direction.
  private static boolean isPart(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      case Character.FORMAT ->
          codePoint == JOINER || (codePoint >= FIRST_TAG && codePoint <= LAST_TAG);
      default -> isSeen(codePoint);
    };
  }

  private static boolean isOneCluster(String text) {
    BreakIterator clusters = BreakIterator.getCharacterInstance(Locale.ROOT);
    clusters.setText(text);
    return clusters.next() == text.length();
  }

  /// What somebody felt is private.
  @Override
  public String toString() {
    return "Emoji";
  }
}
