package chat.parley.session.ratchet;

import static chat.parley.session.ratchet.Person.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.session.AlreadyOpened;
import chat.parley.session.NotOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Several sessions with one contact, repeated payloads, stored state. Case numbers are those of the
/// adversary page.
class ContactSessionsTest {
  private final Person alice = Person.alice();
  private final Person bob = Person.bob();

  private void talk() throws Exception {
    alice.open(bob, NOON);
    bob.hear(alice.say("hello", NOON), NOON);
    alice.hear(bob.say("hello", NOON), NOON);
  }

  @Test
  void nothingIsSentWithoutASession() {
    assertFalse(alice.sessions.canSend(NOON));
    assertThrows(SessionNeeded.class, () -> alice.say("hello", NOON));
  }

  @Test
  void whenBothOpenASessionAtOnceBothStayAndTheyConverge() throws Exception {
    alice.open(bob, NOON);
    bob.open(alice, NOON);
    Bytes fromAlice = alice.say("a", NOON);
    Bytes fromBob = bob.say("b", NOON);

    assertEquals("a", bob.hear(fromAlice, NOON));
    assertEquals("b", alice.hear(fromBob, NOON));
    SessionId alicesChoice = Payload.decode(fromBob).session();
    SessionId bobsChoice = Payload.decode(fromAlice).session();
    Bytes second = alice.say("c", NOON);
    assertEquals(alicesChoice, Payload.decode(second).session(), "where it last received");
    assertEquals(bobsChoice, Payload.decode(bob.say("lost", NOON)).session());

    assertEquals("c", bob.hear(second, NOON));
    assertEquals(alicesChoice, Payload.decode(bob.say("d", NOON)).session());
  }

  @Test
  void aSecondSessionOfTheContactIsToldOnlyIfOneWasInUse() throws Exception {
    alice.open(bob, NOON);
    bob.open(alice, NOON);
    assertFalse(bob.receive(alice.say("a", NOON), NOON).replaces(), "both opened at once");

    alice.open(bob, NOON);
    ContactSessions.Received received = bob.receive(alice.say("b", NOON), NOON);
    assertTrue(received.replaces());
    assertFalse(bob.receive(alice.say("c", NOON), NOON).replaces(), "told once");
  }

  @Test
  void theSessionLeastRecentlyUsedIsDroppedBeyondFive() throws Exception {
    talk();
    Bytes onFirst = alice.say("on the first", NOON);
    List<Bytes> waiting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      alice.open(bob, NOON);
      bob.hear(alice.say("opens", NOON), NOON);
      waiting.add(alice.say("waits", NOON));
    }
    assertEquals("on the first", bob.hear(onFirst, NOON), "the fifth is kept");

    alice.open(bob, NOON);
    bob.hear(alice.say("opens a sixth", NOON), NOON);
    OpeningTest.assertRefused(PayloadRefused.Reason.OPENED_BEFORE, bob, waiting.getFirst());
    for (Bytes payload : waiting.subList(1, 4)) {
      assertEquals("waits", bob.hear(payload, NOON));
    }
  }

  @Test
  void anInitiatorWithoutAnAnswerFor30DaysNeedsAnotherSession() throws Exception {
    alice.open(bob, NOON);
    Bytes first = alice.say("anybody there?", NOON);
    Instant month = NOON.plus(Duration.ofDays(30));
    assertTrue(alice.sessions.canSend(month));
    assertFalse(alice.sessions.canSend(month.plusMillis(1)));
    assertThrows(SessionNeeded.class, () -> alice.say("hello?", month.plusMillis(1)));

    bob.hear(first, NOON);
    assertEquals("late", alice.hear(bob.say("late", NOON), month.plusMillis(1)));
    assertTrue(alice.sessions.canSend(month.plusMillis(1)), "an answer revives it");
  }

  /// Case 2.
  @Test
  void aRepeatedPayloadOfAnOldChainIsDroppedAndChangesNothing() throws Exception {
    alice.open(bob, NOON);
    Bytes old = alice.say("chain one", NOON);
    bob.hear(old, NOON);
    for (int i = 0; i < 5; i++) {
      alice.hear(bob.say("there", NOON), NOON);
      bob.hear(alice.say("and back", NOON), NOON);
    }
    Bytes before = bob.state();

    assertThrows(AlreadyOpened.class, () -> bob.receive(old, NOON));
    assertEquals(before, bob.state());
    bob.tags.clear();
    assertThrows(NotOpened.class, () -> bob.receive(old, NOON));
    assertEquals(before, bob.state());
  }

  /// Case 9, at the session: what a restored sender says again under used keys is refused, never shown, and
  /// repeats no pair of key and IV.
  @Test
  void aRestoredSenderRepeatsNoKeyWithAnIv() throws Exception {
    talk();
    Bytes snapshot = alice.state();
    Set<Bytes> ivs = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      Bytes payload = alice.say("before " + i, NOON);
      ivs.add(iv(payload));
      bob.hear(payload, NOON);
    }
    alice.restore(snapshot);
    for (int i = 0; i < 10; i++) {
      Bytes payload = alice.say("after " + i, NOON);
      ivs.add(iv(payload));
      OpeningTest.assertRefused(PayloadRefused.Reason.KEY_GONE, bob, payload);
    }
    assertEquals(20, ivs.size());

    bob.open(alice, NOON);
    alice.hear(bob.say("resend", NOON), NOON);
    assertEquals("again", bob.hear(alice.say("again", NOON), NOON));
  }

  private static Bytes iv(Bytes payload) throws PayloadRefused {
    return Bytes.of(Payload.decode(payload).message().ciphertext().toArray(), 0, 16);
  }

  /// Case 18, at the session: the same content encrypted again is another payload under another tag.
  @Test
  void aReEncryptionIsAnotherPayload() throws Exception {
    talk();
    Bytes once = alice.say("same", NOON);
    Bytes twice = alice.say("same", NOON);

    assertNotEquals(once, twice);
    assertNotEquals(Payload.decode(once).tag(), Payload.decode(twice).tag());
    assertEquals("same", bob.hear(twice, NOON));
    assertEquals("same", bob.hear(once, NOON));
    assertThrows(AlreadyOpened.class, () -> bob.hear(once, NOON));
  }

  @Test
  void sendingLeavesTheValueItStartedFromAsItWas() throws Exception {
    talk();
    ContactSessions before = alice.sessions;
    Bytes encoded = before.encode();
    alice.say("one", NOON);
    alice.say("two", NOON);

    assertEquals(encoded, before.encode());
  }

  @Test
  void closedSessionsOpenNothingMore() throws Exception {
    talk();
    Bytes payload = alice.say("too late", NOON);
    bob.sessions = bob.sessions.closed();

    OpeningTest.assertRefused(PayloadRefused.Reason.NO_SESSION, bob, payload);
    assertFalse(bob.sessions.canSend(NOON));
  }

  @Test
  void aStateIsOnlyReadForTheTwoPeopleItBelongsTo() throws Exception {
    talk();
    Bytes state = alice.state();

    assertDamaged(new Person(Person.CAROL, Person.BOB, 1), state);
    assertDamaged(new Person(Person.ALICE, Person.CAROL, 1), state);
    alice.restore(state);
    assertEquals(state, alice.state());
  }

  @Test
  void damagedStatesAreRefused() throws Exception {
    talk();
    alice.say("leaves a gap", NOON);
    bob.hear(alice.say("and this comes", NOON), NOON);
    Bytes state = bob.state();
    for (int length = 0; length < state.length(); length++) {
      assertDamaged(bob, Bytes.of(state.toArray(), 0, length));
    }
    assertDamaged(bob, Bytes.of(Arrays.copyOf(state.toArray(), state.length() + 1)));
    byte[] version = state.toArray();
    version[0] = 2;
    assertDamaged(bob, Bytes.of(version));
  }

  private static void assertDamaged(Person person, Bytes state) {
    assertThrows(StateDamaged.class, () -> person.restore(state));
  }

  @Test
  void noSecretIsInAnyText() throws Exception {
    talk();
    assertEquals("ContactSessions[bob, 1]", alice.sessions.toString());
    PrekeyPrivate prekey = bob.publish(false, NOON);
    assertEquals("PrekeyPrivate[" + prekey.prekey() + "]", prekey.toString());
  }
}
