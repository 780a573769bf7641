package chat.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `protocol-parley1.md`, *Names*; case 22 of the adversary.
class NameTest {
  private static final List<String> REFUSED =
      List.of(
          "",
          "alice.",
          ".alice",
          "-a",
          ".",
          "..",
          "con",
          "prn",
          "aux",
          "nul",
          "com0",
          "com9",
          "lpt0",
          "lpt1",
          "nul.txt",
          "con.a.b",
          "all",
          "server",
          "a b",
          "a/b",
          "a\\b",
          "a:b",
          "a\nb",
          "alice\n",
          "a\0",
          "é",
          "ſ",
          "\u0131",
          "\u212a",
          "al\u0130ce",
          "a\u0307",
          "a\u202eb",
          "\uff41",
          "a".repeat(33));

  @Test
  void whatIsNoNameIsRefusedFromTheWireAndFromForms() {
    for (String text : REFUSED) {
      assertThrows(NameNotAllowed.class, () -> new Name(text), text);
      assertThrows(NameNotAllowed.class, () -> Name.typed(text), text);
    }
    for (String text : List.of("LPT1", "Con", "ALL", "Server", "AL\u0130CE", "NUL.txt")) {
      assertThrows(NameNotAllowed.class, () -> Name.typed(text), text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "_",
        "0",
        "alice",
        "a.b",
        "a-",
        "a_",
        "con1",
        "console",
        "com",
        "com10",
        "lpt",
        "aux_",
        "allan",
        "servers",
        "_.-",
        "xcon.txt",
        "a..b"
      })
  void aNameIsTakenAsItIs(String text) {
    assertEquals(text, new Name(text).value());
    assertEquals(new Name(text), Name.typed(text));
  }

  @Test
  void thirtyTwoCharactersAreTheMost() {
    assertEquals(Name.MAX_LENGTH, new Name("a".repeat(32)).value().length());
  }

  @Test
  void capitalsAreRefusedOnTheWireAndLoweredInForms() {
    assertThrows(NameNotAllowed.class, () -> new Name("Alice"));
    assertEquals(new Name("alice"), Name.typed("Alice"));
    assertEquals(new Name("zaphod"), Name.typed("ZAPHOD"));
  }

  @Test
  void theLocaleMakesNoDifference() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr", "TR"));
      assertEquals("iris", Name.typed("IRIS").value());
      assertThrows(NameNotAllowed.class, () -> Name.typed("AL\u0130CE"));
      assertThrows(NameNotAllowed.class, () -> Name.typed("\u0131ris"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aRefusalShowsNothingThatCouldDisturbATerminal() {
    String message =
        String.valueOf(new NameNotAllowed("a\u001b[2J\u202e\n" + "x".repeat(1000)).getMessage());
    assertFalse(message.chars().anyMatch(Character::isISOControl));
    assertFalse(message.contains("\u202e"));
    assertTrue(message.length() < 100);
  }

  @Property
  void whatEverIsTypedIsANameOfTheAlphabetOrRefused(@ForAll String text) {
    try {
      Name name = Name.typed(text);
      assertTrue(name.value().matches("[a-z0-9._-]{1,32}"));
    } catch (NameNotAllowed e) {
      assertTrue(e.toString().length() < 150);
    }
  }
}
