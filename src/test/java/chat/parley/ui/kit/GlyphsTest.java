package chat.parley.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class GlyphsTest {
  private static final String SMILE = "\uD83D\uDE00";
  private final Glyphs some = new Glyphs(each -> each == 0x1F600 || each == 0x2764);

  @Test
  void whatCanBeDrawnStaysAsItIs() {
    String text = "plain “text”, 字, שלום, " + SMILE + " \u2764\uFE0F";
    assertSame(text, some.drawable(text));
  }

  @Test
  void anEmojiWithoutAGlyphIsWrittenAsItsName() {
    assertEquals("[thumbs up] ok", some.drawable("\uD83D\uDC4D ok"));
    assertEquals("[raised fist]", some.drawable("\u270A\uD83C\uDFFF"));
    assertEquals(
        "[man][woman][girl]", some.drawable("\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67"));
  }

  @Test
  void aFlagIsItsLettersAndASkinToneIsLeftOut() {
    assertEquals("DE", some.drawable("\uD83C\uDDE9\uD83C\uDDEA"));
    assertEquals(SMILE, some.drawable(SMILE + "\uD83C\uDFFD"));
  }

  @Test
  void anyOtherCharacterWithoutAGlyphIsTheOneForWhatCannotBeShown() {
    assertEquals("a\uFFFDb", some.drawable("a" + Character.toString(0x12000) + "b"));
  }

  @Test
  void nothingIsTakenAwayWhereAllCanBeDrawn() {
    Glyphs all = new Glyphs(_ -> true);
    String text = "\uD83D\uDC4D\uD83C\uDFFD \u2764\uFE0F \uD83D\uDC68\u200D\uD83D\uDC69";
    assertSame(text, all.drawable(text));
  }
}
