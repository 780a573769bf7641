package chat.parley.ui.conversation;

import chat.parley.model.Emoji;
import chat.parley.ui.kit.Glyphs;
import java.util.List;
import java.util.stream.Stream;

/// The signs that are offered. Any other can be typed or pasted.
final class Signs {
  /// Beside a text.
  static final List<Emoji> REACTIONS =
      of(
          "\u2764\uFE0F",
          "\uD83D\uDC4D",
          "\uD83D\uDC4E",
          "\uD83D\uDE02",
          "\uD83D\uDE2E",
          "\uD83D\uDE22");

  /// In a text.
  static final List<Emoji> TO_WRITE =
      of(
          "\uD83D\uDE42",
          "\uD83D\uDE04",
          "\uD83D\uDE02",
          "\uD83D\uDE09",
          "\uD83D\uDE2E",
          "\uD83D\uDE22",
          "\uD83E\uDD14",
          "\u2764\uFE0F",
          "\uD83D\uDC4D",
          "\uD83D\uDC4E",
          "\uD83D\uDE4F",
          "\uD83C\uDF89");

  private Signs() {}

  private static List<Emoji> of(String... signs) {
    return Stream.of(signs).map(Emoji::new).toList();
  }

  /// How a menu names a sign: the sign with its name, or the name alone where it cannot be drawn.
  static String words(Emoji sign) {
    String drawn = Glyphs.ofThisComputer().drawable(sign.text());
    return drawn.startsWith("[") ? drawn : drawn + "  " + Glyphs.name(sign.text().codePointAt(0));
  }
}
