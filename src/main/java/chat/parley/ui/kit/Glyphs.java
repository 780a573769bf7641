package chat.parley.ui.kit;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import javafx.scene.text.Text;

/// Writes a text so that the type faces of this computer can draw it.
///
/// Where a glyph is missing, JavaFX draws a box over what follows, and measures lines wrongly if the
/// character is one beyond 16 bits. So an emoji that no face has is written as its name (*thumbs up*),
/// a flag as its letters; a skin tone, which only colours what is before it, is left out; any other
/// character becomes the one that stands for what cannot be shown.
///
/// Used on the FX thread.
public final class Glyphs {
  private static final int FIRST_IN_QUESTION = 0x2190;
  private static final int FIRST_FLAG_LETTER = 0x1F1E6;
  private static final int LAST_FLAG_LETTER = 0x1F1FF;
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int JOINER = 0x200D;
  private static final String UNKNOWN = "\uFFFD";

  /// No character, and never one.
  private static final int NONCHARACTER = 0x3FFFE;

  private static final Glyphs OF_THIS_COMPUTER = new Glyphs(new Measured());

  private final IntPredicate isDrawn;

  /// @param isDrawn whether some type face has a glyph for a code point
  Glyphs(IntPredicate isDrawn) {
    this.isDrawn = isDrawn;
  }

  /// Those of the type faces that are installed.
  public static Glyphs ofThisComputer() {
    return OF_THIS_COMPUTER;
  }

  /// The text as it can be drawn; the same one if all of it can.
  public String drawable(String text) {
    if (text.chars().noneMatch(each -> each >= FIRST_IN_QUESTION)) {
      return text;
    }
    StringBuilder written = new StringBuilder(text.length());
    int before = 0;
    for (int at = 0; at < text.length(); ) {
      int each = text.codePointAt(at);
      at += Character.charCount(each);
      write(written, each, before);
      before = each;
    }
    String result = written.toString();
    return result.equals(text) ? text : result;
  }

  private void write(StringBuilder written, int each, int before) {
    if (each == EMOJI_STYLE || (each == JOINER && Character.isEmoji(before))) {
      // they only shape what is beside them, which a missing glyph cannot be
      if (isDrawn.test(before)) {
        written.appendCodePoint(each);
      }
    } else if (!isInQuestion(each) || isDrawn.test(each)) {
      written.appendCodePoint(each);
    } else if (each >= FIRST_FLAG_LETTER && each <= LAST_FLAG_LETTER) {
      written.append((char) ('A' + each - FIRST_FLAG_LETTER));
    } else if (Character.isEmoji(each)) {
      if (!Character.isEmojiModifier(each)) {
        written.append('[').append(name(each)).append(']');
      }
    } else {
      written.append(UNKNOWN);
    }
  }

  private static boolean isInQuestion(int codePoint) {
    return Character.isSupplementaryCodePoint(codePoint)
        || (codePoint >= FIRST_IN_QUESTION && Character.isEmoji(codePoint));
  }

  /// What a sign is called: *thumbs up*.
  public static String name(int emoji) {
    String name = Character.getName(emoji);
    return name == null
        ? UNKNOWN
        : name.toLowerCase(Locale.ROOT).replaceFirst(" (?:sign|symbol)$", "");
  }

  /// Finds out by measuring: what is as wide as what no face can have is missing.
  private static final class Measured implements IntPredicate {
    private final Text text = new Text();
    private final Map<Integer, Boolean> known = new HashMap<>();

    @Override
    public boolean test(int codePoint) {
      return known.computeIfAbsent(codePoint, each -> width(each) != width(NONCHARACTER));
    }

    private double width(int codePoint) {
      text.setText(Character.toString(codePoint));
      return text.getLayoutBounds().getWidth();
    }
  }
}
