package chat.parley.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// How a person likes to be called. It proves nothing and is never shown without the account's [Name].
///
/// 1 to 64 characters on one line. Nothing in it turns the direction of what follows, hides, or stands out of its
/// line: no control, format and private characters, no halves of pairs, no more than three marks on one letter,
/// no space but single ones between others. The joiners that some scripts spell with (U+200C, U+200D) may stand
/// between two letters. Every display name that comes from a content or a form passes through here and nowhere else.
///
/// @param value the name
public record DisplayName(String value) {
  /// The longest one in characters.
  public static final int MAX_LENGTH = 64;

  private static final int MOST_MARKS = 3;

  /// Letters, symbols and marks that nothing is drawn for: combining grapheme joiner, the fillers of Hangul and Khmer, the
  /// separator of Mongolian vowels, the empty Braille cell, and the null notehead.
  private static final Set<Integer> BLANK =
      Set.of(
          0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F, 0x2800,
          0x3164, 0xFFA0, 0x1D159);

  /// @throws IllegalArgumentException if the value breaks a rule above
  public DisplayName {
    if (!isAllowed(value)) {
      throw new IllegalArgumentException("not a display name");
    }
  }

  /// Reads one as it came.
  ///
  /// @return nothing if it breaks a rule above
  public static Optional<DisplayName> of(String value) {
    return isAllowed(value) ? Optional.of(new DisplayName(value)) : Optional.empty();
  }

  /// Reads what a person typed: space around it, and more than one in a row, is left out.
  ///
  /// @return nothing if what results breaks a rule above
  public static Optional<DisplayName> typed(String text) {
    return of(text.strip().replaceAll("\\s+", " "));
  }

  private static boolean isAllowed(String value) {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      return false;
    }
    int[] points = value.codePoints().toArray();
    int marks = 0;
    for (int at = 0; at < points.length; at++) {
      marks = isMark(points[at]) ? marks + 1 : 0;
      if (marks > MOST_MARKS || !isAllowed(points, at)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(int[] points, int at) {
    int point = points[at];
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR ->
          point == ' ' && isInside(points, at) && points[at - 1] != ' ';
      case Character.FORMAT ->
          (point == 0x200C || point == 0x200D)
              && isInside(points, at)
              && isSpelt(points[at - 1])
              && isSpelt(points[at + 1]);
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> at > 0 && !BLANK.contains(point);
      default -> !BLANK.contains(point);
    };
  }

  private static boolean isInside(int[] points, int at) {
    return at > 0 && at < points.length - 1;
  }

  private static boolean isSpelt(int point) {
    return Character.isLetter(point) || isMark(point);
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /// Who likes to be called how is private.
  @Override
  public String toString() {
    return "DisplayName";
  }
}
