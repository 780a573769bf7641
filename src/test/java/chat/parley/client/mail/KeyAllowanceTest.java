package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyAllowanceTest {
  private static final Instant NOON = VirtualClock.NOON;

  private final KeyAllowance allowance = new KeyAllowance();

  @Test
  void aKeyCountsAsTheCubeOfItsLength() {
    assertEquals(400, taken(2048, NOON));
    assertEquals(7, taken(8192, NOON.plus(Duration.ofHours(1))));
  }

  @Test
  void whatALongKeyCostsBeyondWhatIsLeftIsADebt() {
    assertEquals(7, taken(8192, NOON));
    assertFalse(allowance.take(2048, NOON.plusSeconds(4)));
    assertTrue(allowance.take(2048, NOON.plusSeconds(5)));
  }

  @Test
  void aClockThatWasPutBackGivesNothingAndTakesNothing() {
    assertEquals(400, taken(2048, NOON));
    assertFalse(allowance.take(2048, NOON.minus(Duration.ofDays(1_000))));
    assertEquals(10, taken(2048, NOON.minus(Duration.ofDays(1_000)).plusSeconds(1)));
  }

  private int taken(int bits, Instant now) {
    int taken = 0;
    while (allowance.take(bits, now)) {
      taken++;
    }
    return taken;
  }
}
