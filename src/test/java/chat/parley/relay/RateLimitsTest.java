package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Name;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What a relay remembers of each, and that it is bounded.
class RateLimitsTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void aBucketIsEmptiedAtOnceAndFillsAtItsRate() {
    RateLimits<String> limits = new RateLimits<>(new Rate(3, 2), now::get);
    for (int i = 0; i < 3; i++) {
      assertTrue(limits.take("a", 1));
    }
    assertFalse(limits.take("a", 1));
    assertTrue(limits.take("b", 1));
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertTrue(limits.take("a", 1));
    assertTrue(limits.take("a", 1));
    assertFalse(limits.take("a", 1));
  }

  @Test
  void whoHasAWholeSiteOfIpv6IsCountedAsOne() throws Exception {
    AddressLimits limits = new AddressLimits(new Rate(2, 0.001), now::get);
    int taken = 0;
    for (int network = 0; network < 100; network++) {
      if (limits.take(network("2001:db8:1:%x::1".formatted(network)), 1)) {
        taken++;
      }
    }
    assertEquals(32, taken);
    assertTrue(limits.take(network("2001:db8:2::1"), 1));
    for (int host = 0; host < 100; host++) {
      assertTrue(limits.take(network("192.0.2." + host), 1));
    }
  }

  private static ByteBuffer network(String address) throws Exception {
    return Connections.network(InetAddress.getByName(address));
  }

  @Test
  void whatCostsMoreThanThereIsLeavesADebt() {
    RateLimits<String> limits = new RateLimits<>(new Rate(10, 10), now::get);
    assertTrue(limits.take("a", 30));
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertFalse(limits.take("a", 1));
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertTrue(limits.take("a", 1));
  }

  @Test
  void waitingLongGivesNoMoreThanTheBurst() {
    RateLimits<String> limits = new RateLimits<>(new Rate(2, 100), now::get);
    now.addAndGet(TimeUnit.DAYS.toNanos(1));
    assertTrue(limits.take("a", 1));
    assertTrue(limits.take("a", 1));
    assertFalse(limits.take("a", 1));
  }

  @Test
  void aRateOfNothingIsRefused() {
    assertThrows(SettingRejected.class, () -> new Rate(0, 1));
    assertThrows(SettingRejected.class, () -> new Rate(1, 0));
  }

  @Test
  void anIdIsRememberedUntilAThousandMoreOfItsSenderCame() {
    RecentIds ids = new RecentIds();
    assertNull(ids.note(letter("alice", 0)));
    assertEquals(RecentIds.State.UNDER_WAY, ids.note(letter("alice", 0)));
    ids.accepted(letter("alice", 0));
    assertEquals(RecentIds.State.ACCEPTED, ids.note(letter("alice", 0)));
    assertNull(ids.note(letter("bob", 0)));
    for (int i = 1; i <= RecentIds.OF_ONE; i++) {
      assertNull(ids.note(letter("alice", i)));
    }
    assertNull(ids.note(letter("alice", 0)));
    ids.forget(letter("alice", 0));
    assertNull(ids.note(letter("alice", 0)));
  }

  @Test
  void whoSentLongestAgoIsForgottenFirst() {
    RecentIds ids = new RecentIds();
    for (int sender = 0; sender <= RecentIds.OF_ALL / RecentIds.OF_ONE; sender++) {
      for (int i = 0; i < RecentIds.OF_ONE; i++) {
        assertNull(ids.note(letter("sender" + sender, i)));
      }
    }
    assertEquals(RecentIds.State.UNDER_WAY, ids.note(letter("sender1", 999)));
    assertNull(ids.note(letter("sender0", 0)));
  }

  private static Letter letter(String from, int number) {
    return new Letter(
        new Name(from),
        new Name("carol"),
        ParleyTestClient.id(number),
        ParleyTestClient.text("x"),
        0,
        0,
        false);
  }
}
