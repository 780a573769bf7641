package chat.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Alice",
        "Alice the 2nd",
        "J\u00fcrgen O\u2019Neill-\u00c5str\u00f6m",
        "\u0623\u062d\u0645\u062f",
        "\u674e\u5c0f\u9f8d",
        "Zoe\u0308",
        // Persian spells with a joiner, Sinhala with another.
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
        "\ud83d\udc31"
      })
  void aNameIsAsItsOwnerWritesIt(String name) {
    assertEquals(name, new DisplayName(name).value());
    assertEquals(Optional.of(new DisplayName(name)), DisplayName.of(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " Alice",
        "Alice ",
        "Alice  Bob",
        "Alice\nBob",
        "Alice\tBob",
        "Alice\u0000",
        "Alice\u202eecila",
        "\u2066Alice\u2069",
        "Al\u00adice",
        "Alice\u200b",
        "\u200dAlice",
        "Alice\u200c",
        "A \u200d B",
        "Alice\u00a0Bob",
        "Alice\u3000Bob",
        "Alice\u2028",
        "Alice\ue000",
        "Alice\ud83d",
        "\ufeffAlice",
        "\u0301Alice",
        "alice\u2800\u2800",
        "alice\u3164",
        "a\u034Flice",
        "A\u0301\u0301\u0301\u0301"
      })
  void whatHidesOrTurnsTheDirectionIsNone(String name) {
    assertEquals(Optional.empty(), DisplayName.of(name));
    assertThrows(IllegalArgumentException.class, () -> new DisplayName(name));
  }

  @Test
  void aNameHasAnEnd() {
    assertEquals(64, new DisplayName("a".repeat(64)).value().length());
    assertEquals(Optional.empty(), DisplayName.of("a".repeat(65)));
    assertEquals(Optional.empty(), DisplayName.of("a".repeat(10_000)));
  }

  @Test
  void spaceThatWasTypedAroundItIsLeftOut() {
    assertEquals(Optional.of(new DisplayName("Alice B.")), DisplayName.typed("  Alice \t B. "));
    assertEquals(Optional.empty(), DisplayName.typed("   "));
  }
}
