package chat.parley.session.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {
  /// Lengths worked out by hand after algorithm 1 of the Padmé paper.
  @ParameterizedTest
  @CsvSource({
    "0, 256",
    "255, 256",
    "256, 272",
    "271, 272",
    "272, 288",
    "511, 512",
    "512, 544",
    "1000, 1024",
    "1024, 1088",
    "65535, 65536",
    "65536, 67584",
    "258047, 258048"
  })
  void contentsArePaddedToPadmeLengths(int content, int padded) throws ContentTooLong {
    assertEquals(padded, Padding.pad(new byte[content]).length);
  }

  @Property(tries = 300)
  void whatWasPaddedComesBack(@ForAll @Size(max = 3000) byte[] content) throws ContentTooLong {
    byte[] padded = Padding.pad(content);

    assertTrue(Padding.isLength(padded.length));
    assertEquals(0, padded.length % 16);
    assertArrayEquals(content, Padding.unpad(padded).orElseThrow());
  }

  @Property(tries = 300)
  void paddingAddsAtMostAnEighth(
      @ForAll @IntRange(min = 256, max = Padding.MAX_CONTENT_BYTES) int length)
      throws ContentTooLong {
    int padded = Padding.pad(new byte[length]).length;

    assertTrue(padded > length);
    assertTrue(padded - length <= length / 8 + 16, length + " became " + padded);
  }

  @Test
  void aContentThatNoFrameCarriesIsRefused() {
    assertThrows(ContentTooLong.class, () -> Padding.pad(new byte[Padding.MAX_CONTENT_BYTES + 1]));
  }

  @Test
  void onlyTheOnePaddingOfAContentIsAccepted() throws ContentTooLong {
    byte[] padded = Padding.pad("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    for (int i = 5; i < padded.length; i++) {
      byte[] other = padded.clone();
      other[i] ^= 1;
      assertEquals(Optional.empty(), Padding.unpad(other), "byte " + i);
    }
    assertEquals(Optional.empty(), Padding.unpad(new byte[256]));
    assertEquals(Optional.empty(), Padding.unpad(new byte[0]));
    assertEquals(Optional.empty(), Padding.unpad(Arrays.copyOf(padded, 272)));
    assertEquals(Optional.empty(), Padding.unpad(Arrays.copyOf(padded, 240)));
  }

  @Test
  void otherLengthsAreNone() {
    for (int length : new int[] {-1, 0, 16, 240, 255, 257, 528, 258_049, 262_144}) {
      assertFalse(Padding.isLength(length), "length " + length);
    }
  }
}
