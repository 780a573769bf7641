package chat.parley.ui.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.ui.conversation.Sought.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoughtTest {
  @ParameterizedTest
  @CsvSource({
    "café, Meet at the CAFE",
    "CAFE, the café is closed",
    "strasse, die strasse",
    "привет, ПРИВЕТ всем",
    "ё, елка",
    "한, 한글",
    "ﬁn, fine",
    "'  at the ', see you at the lake"
  })
  void neitherCaseNorAccentsNorTheWayALetterIsWrittenCount(String words, String text) {
    assertTrue(new Sought(words).isIn(text));
  }

  @ParameterizedTest
  @CsvSource({"cafes, café", "a b, ab", "ß, s"})
  void otherWordsAreNotFound(String words, String text) {
    assertFalse(new Sought(words).isIn(text));
  }

  @Test
  void whatIsBlankIsFoundNowhere() {
    for (String words : List.of("", "  ", "\u0301")) {
      assertTrue(new Sought(words).isEmpty());
      assertFalse(new Sought(words).isIn("anything \u0301"));
      assertEquals(List.of(), new Sought(words).placesIn("anything"));
    }
  }

  @Test
  void placesAreThoseOfTheTextAsItWasWritten() {
    // an e with its accent as a letter of its own, and an emoji of two units before it
    String text = "\uD83D\uDE42 Cafe\u0301 and CAFÉ";
    List<Place> places = new Sought("cafe").placesIn(text);
    assertEquals(List.of(new Place(3, 8), new Place(13, 17)), places);
    assertEquals("Cafe\u0301", text.substring(3, 8));
    assertEquals("CAFÉ", text.substring(13, 17));
  }

  @Test
  void aLetterThatStandsForTwoIsMarkedWhole() {
    assertEquals(List.of(new Place(0, 1)), new Sought("fi").placesIn("ﬁne"));
    assertEquals(List.of(new Place(0, 1)), new Sought("f").placesIn("ﬁne"));
  }

  @Test
  void aTextThatRepeatsTheWordsHasABoundedNumberOfPlaces() {
    assertEquals(Sought.MOST_PLACES, new Sought("a").placesIn("a".repeat(65_536)).size());
  }
}
