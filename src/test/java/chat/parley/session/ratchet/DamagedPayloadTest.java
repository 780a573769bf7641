package chat.parley.session.ratchet;

import static chat.parley.session.ratchet.Person.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.crypto.X25519;
import chat.parley.model.Bytes;
import chat.parley.session.AlreadyOpened;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Payloads of an open session that somebody has changed. Case 14 of the adversary page, at the session.
class DamagedPayloadTest {
  private static final int HEADER_AT = 2;
  private static final int KEY_AT = HEADER_AT + SessionId.BYTES;

  private final Person alice = Person.alice();
  private final Person bob = Person.bob();

  @BeforeEach
  void talk() throws Exception {
    alice.open(bob, NOON);
    bob.hear(alice.say("hello", NOON), NOON);
    alice.hear(bob.say("hello", NOON), NOON);
  }

  @Test
  void everyFlippedBitIsRefusedInAMessageThatTurnsTheRatchet() throws Exception {
    assertEveryFlipRefused(alice.say("turns", NOON));
  }

  @Test
  void everyFlippedBitIsRefusedInAMessageOfTheSameChain() throws Exception {
    bob.hear(alice.say("turns", NOON), NOON);
    assertEveryFlipRefused(alice.say("stays", NOON));
  }

  @Test
  void everyFlippedBitIsRefusedInAMessageThatWasOvertaken() throws Exception {
    bob.hear(alice.say("turns", NOON), NOON);
    Bytes late = alice.say("is overtaken", NOON);
    bob.hear(alice.say("overtakes", NOON), NOON);
    assertEveryFlipRefused(late);
  }

  private void assertEveryFlipRefused(Bytes payload) throws Exception {
    Bytes before = bob.state();
    for (int bit = 0; bit < 8 * payload.length(); bit++) {
      Bytes damaged = Person.flipped(payload, bit);
      PayloadRefused refused =
          assertThrows(PayloadRefused.class, () -> bob.peek(damaged, NOON), "bit " + bit);
      if (bit < 8 * HEADER_AT) {
        assertEquals(PayloadRefused.Reason.MALFORMED, refused.reason());
      } else if (bit < 8 * KEY_AT) {
        assertEquals(PayloadRefused.Reason.NO_SESSION, refused.reason());
      } else if (bit >= 8 * (HEADER_AT + Header.BYTES)) {
        assertEquals(PayloadRefused.Reason.NOT_AUTHENTIC, refused.reason());
      }
    }
    assertEquals(before, bob.state());
    bob.hear(payload, NOON);
  }

  @Test
  void aRatchetKeyOfLowOrderIsRefused() throws Exception {
    byte[] payload = alice.say("u = 0", NOON).toArray();
    System.arraycopy(new byte[X25519.KEY_BYTES], 0, payload, KEY_AT, X25519.KEY_BYTES);

    OpeningTest.assertRefused(PayloadRefused.Reason.WEAK_KEY, bob, Bytes.of(payload));
  }

  @Test
  void aMessageSentBackToItsSenderIsRefused() throws Exception {
    OpeningTest.assertRefused(
        PayloadRefused.Reason.NOT_AUTHENTIC, alice, alice.say("a mirror", NOON));
  }

  /// The tag does not cover the opening, which the session has outlived: nothing is shown twice, whatever a
  /// relay writes there.
  @Test
  void theOpeningIsNotLookedAtOnALiveSession() throws Exception {
    Person carol = new Person(Person.CAROL, Person.BOB, 3);
    Person bobForCarol = new Person(Person.BOB, Person.CAROL, 4);
    carol.open(bobForCarol, NOON);
    bobForCarol.hear(carol.say("opens", NOON), NOON);
    Bytes second = carol.say("second of the flight", NOON);
    Bytes changed = Person.flipped(second, 8 * 100);

    assertEquals("second of the flight", bobForCarol.hear(changed, NOON));
    assertThrows(AlreadyOpened.class, () -> bobForCarol.hear(second, NOON));
  }

  @Test
  void badPaddingUnderAGoodTagIsRefusedAndChangesNothing() throws Exception {
    Session session = Session.decode(sessionOf(alice));
    RatchetState ratchet = session.ratchet();
    Header header =
        new Header(
            session.id(), ratchet.own().publicKey(), ratchet.previous(), ratchet.sending().index());
    Message unpadded =
        ratchet
            .sending()
            .messageKey()
            .seal(session.transcript().digest(), header, new byte[256], alice.random);

    OpeningTest.assertRefused(
        PayloadRefused.Reason.BAD_PADDING, bob, new Payload(Optional.empty(), unpadded).encode());
  }

  /// The first session in a stored state: it follows version, binding and number.
  private static Decoder sessionOf(Person person) throws Decoder.Malformed {
    Decoder in = new Decoder(person.state().toArray());
    in.bytes(1 + 32 + 1);
    return in;
  }
}
