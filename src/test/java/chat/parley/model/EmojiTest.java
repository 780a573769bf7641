package chat.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmojiTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u2764",
        "\u2764\ufe0f",
        "\ud83d\udc4d",
        // A thumb with a skin tone.
        "\ud83d\udc4d\ud83c\udffd",
        // A family of four.
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66",
        // The flag of Germany, and that of England with its tags.
        "\ud83c\udde9\ud83c\uddea",
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
        "1\ufe0f\u20e3",
        "!",
        "\u00e9",
        "e\u0301",
        "\u4e2d"
      })
  void oneSignIsOne(String text) {
    assertEquals(text, new Emoji(text).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "\r\n",
        "\u0000",
        "ab",
        "\ud83d\udc4d\ud83d\udc4d",
        "\ud83d\udc4d!",
        // Half a character, marks alone, and what turns the direction.
        "\ud83d",
        "\u0301",
        "\u200d",
        "\u202e",
        "a\u202e",
        "\u2028",
        "\ue000"
      })
  void anythingElseIsNot(String text) {
    assertEquals(Optional.empty(), Emoji.of(text));
    assertThrows(IllegalArgumentException.class, () -> new Emoji(text));
  }

  @Test
  void oneSignHasAnEnd() {
    String longest = "a" + "\u0301".repeat(23);
    assertEquals(Optional.of(new Emoji(longest)), Emoji.of(longest));
    assertEquals(Optional.empty(), Emoji.of(longest + "\u0301"));
    assertEquals(Optional.empty(), Emoji.of("a" + "\u0301".repeat(100_000)));
  }
}
