package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {
  @Test
  void aPrefixEndsWithTheZeroThatNoLabelContains() {
    byte[] prefix = new Label("parley1 root").prefix();

    assertEquals(0, prefix[prefix.length - 1]);
    assertArrayEquals("parley1 root\0".getBytes(StandardCharsets.US_ASCII), prefix);
    assertArrayEquals(
        "parley1 root".getBytes(StandardCharsets.US_ASCII), new Label("parley1 root").bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\0b", "ä", "a\nb"})
  void whatIsNotPrintableAsciiIsNoLabel(String text) {
    assertThrows(IllegalArgumentException.class, () -> new Label(text));
  }
}
