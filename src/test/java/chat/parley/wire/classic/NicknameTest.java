package chat.parley.wire.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Name;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NicknameTest {
  @ParameterizedTest
  @ValueSource(strings = {"alice", "Alice", "Zoë", "李", "a", "x!?", "👋", "All"})
  void whatAPersonWouldTypeIsAdmitted(String text) {
    assertTrue(new Nickname(text).isAdmissible());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "all",
        "server",
        "a b",
        "a\tb",
        "a\n",
        "a\0",
        "a\u007f",
        "a\u00a0b",
        "a\u202eb",
        "a\u200bb",
        "\ud800",
        "12345678901234567890123456789012345678901234567890123456789012345"
      })
  void reservedUnprintableAndOverlongNicknamesAreNot(String text) {
    assertFalse(new Nickname(text).isAdmissible());
  }

  @Test
  void aNicknameStandsForTheNameInSmallLetters() {
    assertEquals(Optional.of(new Name("alice")), new Nickname("ALIce").name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALİCE", "\u212Aarl", "..", "a/b", "con", "Zoë", "SERVER"})
  void aNicknameThatIsNobodysNameStandsForNobody(String text) {
    assertEquals(Optional.empty(), new Nickname(text).name());
  }
}
