package chat.parley.session.ratchet;

import static chat.parley.session.ratchet.Person.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Messages that are overtaken: how many, for how long, and at what cost. Case 23 of the adversary page.
class SkippingTest {
  private final Person alice = Person.alice();
  private final Person bob = Person.bob();

  @BeforeEach
  void talk() throws Exception {
    alice.open(bob, NOON);
    bob.hear(alice.say("hello", NOON), NOON);
    alice.hear(bob.say("hello", NOON), NOON);
    bob.hear(alice.say("a new chain", NOON), NOON);
  }

  private List<Bytes> say(int count) throws Exception {
    List<Bytes> payloads = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      payloads.add(alice.say("message " + i, NOON));
    }
    return payloads;
  }

  @Test
  void tenThousandAheadOpensAndOneMoreIsRefused() throws Exception {
    List<Bytes> payloads = say(10_002);

    OpeningTest.assertRefused(PayloadRefused.Reason.TOO_FAR_AHEAD, bob, payloads.get(10_001));
    Bytes before = bob.state();
    assertEquals("message 9999", bob.hear(payloads.get(9_999), NOON));
    bob.restore(before);
    bob.tags.clear();
    assertEquals("message 10000", bob.hear(payloads.get(10_000), NOON));
    assertEquals("message 10001", bob.hear(payloads.get(10_001), NOON));

    assertEquals("message 8000", bob.hear(payloads.get(8_000), NOON), "the newest 2,000");
    assertEquals("message 9998", bob.hear(payloads.get(9_998), NOON));
    OpeningTest.assertRefused(PayloadRefused.Reason.KEY_GONE, bob, payloads.get(7_999));
    OpeningTest.assertRefused(PayloadRefused.Reason.KEY_GONE, bob, payloads.getFirst());
  }

  @Test
  void anEndedChainIsWalkedToItsEndAndNotTooFar() throws Exception {
    List<Bytes> ended = say(3);
    alice.hear(bob.say("a turn", NOON), NOON);
    assertEquals("after the turn", bob.hear(alice.say("after the turn", NOON), NOON));
    for (int i = 2; i >= 0; i--) {
      assertEquals("message " + i, bob.hear(ended.get(i), NOON));
    }

    say(10_001);
    alice.hear(bob.say("another turn", NOON), NOON);
    OpeningTest.assertRefused(
        PayloadRefused.Reason.TOO_FAR_AHEAD, bob, alice.say("too late", NOON));
  }

  @Test
  void skippedKeysAreKept60Days() throws Exception {
    List<Bytes> payloads = say(2);
    bob.hear(alice.say("overtakes", NOON), NOON);
    Instant last = NOON.plus(Duration.ofDays(60));
    Bytes before = bob.state();

    assertEquals("message 0", bob.hear(payloads.getFirst(), last));
    bob.restore(before);
    PayloadRefused refused =
        assertThrows(PayloadRefused.class, () -> bob.peek(payloads.get(1), last.plusMillis(1)));
    assertEquals(PayloadRefused.Reason.KEY_GONE, refused.reason());

    ContactSessions kept = bob.sessions.freshAt(last, id -> true);
    assertEquals(before, kept.encode());
    ContactSessions fresh = bob.sessions.freshAt(last.plusMillis(1), id -> true);
    assertEquals(before.length() - 2 * (32 + 4 + 32 + 8), fresh.encode().length());
  }

  /// What a relay can make a receiver pay with a forged header: one walk and one agreement. The walk over the
  /// chain before, and this side's new key pair, come after the tag.
  @Test
  void aForgedHeaderCostsOneBoundedWalk() throws Exception {
    ChainKey start = new ChainKey(Bytes.of(new byte[32]), 0);
    ChainWalk walk = ChainWalk.to(ChainWalk.MOST_AHEAD, start);
    assertEquals(SkippedKeys.MOST, walk.passed().size());
    assertEquals(ChainWalk.MOST_AHEAD - SkippedKeys.MOST, walk.passed().getFirst().index());

    byte[] forged = alice.say("to be forged", NOON).toArray();
    int header = 2;
    int previousAt = header + 16 + 32;
    forged[header + 16] ^= 1;
    forged[previousAt + 2] = (byte) (9_000 >> 8);
    forged[previousAt + 6] = (byte) (9_000 >> 8);
    CountingRandom random = new CountingRandom();
    Payload payload = Payload.decode(Bytes.of(forged));
    PayloadRefused refused =
        assertThrows(
            PayloadRefused.class,
            () -> bob.sessions.open(payload, id -> Optional.empty(), tag -> false, random, NOON));
    assertEquals(PayloadRefused.Reason.NOT_AUTHENTIC, refused.reason());
    assertTrue(random.draws == 0, "no key pair is made for a forged header");
  }

  @Test
  void theLargestStateIsReadAgain() throws Exception {
    say(2_500);
    bob.hear(alice.say("overtakes", NOON), NOON);
    Bytes state = bob.state();

    assertTrue(state.length() < 170_000, state.length() + " bytes");
    bob.restore(state);
    assertEquals(state, bob.state());
  }

  private static final class CountingRandom extends SecureRandom {
    private static final long serialVersionUID = 1;
    private int draws;

    @Override
    public void nextBytes(byte[] target) {
      draws++;
      super.nextBytes(target);
    }
  }
}
