package chat.parley.session.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.model.Bytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrekeyPrivateTest {
  private final PrekeyPrivate prekey =
      PrekeyPrivate.generate(true, new SeededRandom(1), Person.NOON);

  @Test
  void bothHalvesComeBackFromTheStoredForm() throws StateDamaged {
    Bytes stored = prekey.encode();
    PrekeyPrivate again = PrekeyPrivate.decode(stored);

    assertEquals(1 + 4 + 1 + 8 + 32 + 64, stored.length());
    assertEquals(prekey.prekey(), again.prekey());
    assertEquals(stored, again.encode());
  }

  @Test
  void damagedStoredFormsAreRefused() {
    byte[] stored = prekey.encode().toArray();
    for (int length = 0; length < stored.length; length++) {
      assertDamaged(Arrays.copyOf(stored, length));
    }
    assertDamaged(Arrays.copyOf(stored, stored.length + 1));
    for (int at : new int[] {0, 5, 6}) {
      byte[] other = stored.clone();
      other[at] = (byte) 0xff;
      assertDamaged(other);
    }
  }

  private static void assertDamaged(byte[] stored) {
    assertThrows(StateDamaged.class, () -> PrekeyPrivate.decode(Bytes.of(stored)));
  }

  @Test
  void eachOneIsNew() {
    SeededRandom random = new SeededRandom(2);
    assertNotEquals(
        PrekeyPrivate.generate(false, random, Person.NOON).prekey(),
        PrekeyPrivate.generate(false, random, Person.NOON).prekey());
  }
}
