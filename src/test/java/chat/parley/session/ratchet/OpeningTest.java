package chat.parley.session.ratchet;

import static chat.parley.session.ratchet.Person.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.X25519;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.session.AlreadyOpened;
import chat.parley.session.NotOpened;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// How a session begins, and every way in which it must not. Case numbers are those of the adversary page.
class OpeningTest {
  private static final int OPENING_AT = 2;
  private static final int EPHEMERAL_AT = OPENING_AT + 4;
  private static final int ENCAPSULATED_AT = EPHEMERAL_AT + 32;
  private static final int SPKI_AT = ENCAPSULATED_AT + 1088;
  private static final int SIGNATURE_AT = SPKI_AT + 2 + 294;
  private static final int HEADER_AT = SIGNATURE_AT + 2 + 256;

  private final Person alice = Person.alice();
  private final Person bob = Person.bob();

  @Test
  void theFirstMessageOpensTheSessionAndSpendsTheOneTimePrekey() throws Exception {
    PrekeyPrivate prekey = bob.publish(false, NOON);
    alice.open(bob, prekey, NOON);

    ContactSessions.Received received = bob.receive(alice.say("hello", NOON), NOON);

    assertEquals("hello", Person.text(received.content()));
    assertEquals(OptionalInt.of(prekey.prekey().id()), received.spent());
    assertFalse(received.replaces());
    assertTrue(bob.prekeys.isEmpty());
    assertEquals("hello yourself", alice.hear(bob.say("hello yourself", NOON), NOON));
  }

  @Test
  void theInitiatorSendsOpeningsUntilItIsAnswered() throws Exception {
    alice.open(bob, NOON);
    Bytes first = alice.say("one", NOON);
    Bytes second = alice.say("two", NOON);
    assertTrue(Payload.decode(first).opening().isPresent());
    assertTrue(Payload.decode(second).opening().isPresent());

    assertEquals("two", bob.hear(second, NOON), "any of them opens the session");
    Bytes answer = bob.say("three", NOON);
    assertTrue(Payload.decode(answer).opening().isEmpty(), "the responder has nothing to open");
    assertTrue(Payload.decode(alice.say("four", NOON)).opening().isPresent());
    alice.hear(answer, NOON);
    assertTrue(Payload.decode(alice.say("five", NOON)).opening().isEmpty());
    assertEquals("one", bob.hear(first, NOON));
  }

  @Test
  void aPrekeyThatItsOwnerDidNotSignIsRefused() throws Exception {
    Prekey prekey = bob.publish(false, NOON).prekey();
    Bytes byCarol = Bytes.of(prekey.sign(Person.CAROL, bob.random));
    Bytes underAnotherName =
        Bytes.of(prekey.sign(new Identity(new Name("bobby"), Person.BOB.key()), bob.random));
    Bytes ofAnother = Bytes.of(bob.publish(false, NOON).prekey().sign(Person.BOB, bob.random));

    assertPrekeyRefused(PrekeyRefused.Reason.BAD_SIGNATURE, prekey, byCarol);
    assertPrekeyRefused(PrekeyRefused.Reason.BAD_SIGNATURE, prekey, underAnotherName);
    assertPrekeyRefused(PrekeyRefused.Reason.BAD_SIGNATURE, prekey, ofAnother);
    assertPrekeyRefused(PrekeyRefused.Reason.BAD_SIGNATURE, prekey, Bytes.EMPTY);
  }

  /// Case 20, at the session: a bundle that was issued 91 days ago.
  @Test
  void aPrekeyIssuedMoreThan90DaysAgoIsRefused() throws Exception {
    Prekey old = bob.publish(false, NOON.minus(Duration.ofDays(90)).minusMillis(1)).prekey();
    Prekey justInTime = bob.publish(false, NOON.minus(Duration.ofDays(90))).prekey();

    assertPrekeyRefused(
        PrekeyRefused.Reason.TOO_OLD, old, Bytes.of(old.sign(Person.BOB, bob.random)));
    Bytes signature = Bytes.of(justInTime.sign(Person.BOB, bob.random));
    assertTrue(alice.sessions.initiate(justInTime, signature, alice.random, NOON).canSend(NOON));
  }

  /// Case 14, at the session: u = 0.
  @Test
  void aPrekeyOfLowOrderIsRefusedThoughItsOwnerSignedIt() throws Exception {
    Prekey good = bob.publish(false, NOON).prekey();
    Prekey weak = new Prekey(7, false, NOON, new byte[32], good.mlKem768());

    assertPrekeyRefused(
        PrekeyRefused.Reason.WEAK_KEY, weak, Bytes.of(weak.sign(Person.BOB, bob.random)));
  }

  @Test
  void nobodyOpensASessionWithTheOwnKey() throws Exception {
    Person mirror = new Person(Person.ALICE, Person.ALICE, 3);
    Prekey prekey = mirror.publish(false, NOON).prekey();
    Bytes signature = Bytes.of(prekey.sign(Person.ALICE, mirror.random));

    assertEquals(
        PrekeyRefused.Reason.OWN_KEY,
        assertThrows(
                PrekeyRefused.class,
                () -> mirror.sessions.initiate(prekey, signature, mirror.random, NOON))
            .reason());
    alice.open(bob, NOON);
    Bytes own = alice.say("to bob", NOON);
    Person reflected = new Person(Person.ALICE, Person.BOB, 4);
    assertRefused(PayloadRefused.Reason.OWN_KEY, reflected, own);
    assertRefused(PayloadRefused.Reason.OWN_KEY, mirror, own);
  }

  @Test
  void anOpeningWithAnotherKeyThanThePinnedOneIsNamed() throws Exception {
    Person carol = new Person(Person.CAROL, Person.BOB, 3);
    carol.open(bob, NOON);
    Bytes payload = carol.say("I am alice", NOON);

    UnexpectedKey refused = assertThrows(UnexpectedKey.class, () -> bob.peek(payload, NOON));

    assertEquals(Bytes.of(Person.CAROL.publicKey().spki()), refused.spki());
    assertTrue(Party.of(Person.ALICE.name(), refused.spki()).isPresent());
    assertTrue(Party.of(Person.ALICE.name(), Bytes.of(new byte[294])).isEmpty());
  }

  /// Case 13: DELIVER says carol where bob wrote.
  @Test
  void aRenamedSenderIsRefusedOnAnOpeningAndLater() throws Exception {
    Person carolsView = new Person(Person.BOB, Person.CAROL, 5);
    carolsView.prekeys.putAll(bob.prekeys);
    alice.open(bob, NOON);
    carolsView.prekeys.putAll(bob.prekeys);
    Bytes opening = alice.say("hello", NOON);
    assertThrows(UnexpectedKey.class, () -> carolsView.peek(opening, NOON));

    Person samePinOtherName =
        new Person(Person.BOB, new Identity(new Name("carol"), Person.ALICE.key()), 6);
    samePinOtherName.prekeys.putAll(bob.prekeys);
    assertRefused(PayloadRefused.Reason.WRONG_TRANSCRIPT, samePinOtherName, opening);

    bob.hear(opening, NOON);
    alice.hear(bob.say("answer", NOON), NOON);
    Bytes later = alice.say("later", NOON);
    assertRefused(PayloadRefused.Reason.NO_SESSION, carolsView, later);
    assertEquals("later", bob.hear(later, NOON));
  }

  /// How a message request comes about: under the key that the opening brings.
  @Test
  void aStrangersOpeningIsOpenedUnderTheKeyItBrings() throws Exception {
    Person carol = new Person(Person.CAROL, Person.BOB, 3);
    carol.open(bob, NOON);
    Bytes payload = carol.say("may I?", NOON);

    Bytes claimed = Payload.decode(payload).claimedKey().orElseThrow();
    bob.sessions =
        ContactSessions.none(Person.BOB, Party.of(Person.CAROL.name(), claimed).orElseThrow());

    assertEquals("may I?", bob.hear(payload, NOON));
  }

  @Test
  void anOpeningForAnotherRecipientIsRefused() throws Exception {
    Person carol = new Person(Person.CAROL, Person.ALICE, 3);
    PrekeyPrivate prekey = bob.publish(false, NOON);
    alice.open(bob, prekey, NOON);
    carol.prekeys.put(prekey.prekey().id(), prekey);

    assertRefused(PayloadRefused.Reason.WRONG_TRANSCRIPT, carol, alice.say("to bob", NOON));
  }

  @Test
  void aFlippedBitInAFirstPayloadIsRefused() throws Exception {
    alice.open(bob, NOON);
    Bytes payload = alice.say("hello", NOON);
    Bytes before = bob.state();

    for (int at = 0; at < payload.length(); at++) {
      Bytes damaged = Person.flipped(payload, 8 * at + at % 8);
      NotOpened refused =
          assertThrows(NotOpened.class, () -> bob.peek(damaged, NOON), "byte " + at);
      assertEquals(expectedAt(at), reason(refused), "byte " + at);
      assertEquals(before, bob.state());
    }
    assertEquals("hello", bob.hear(payload, NOON));
  }

  private static Optional<PayloadRefused.Reason> expectedAt(int at) {
    if (at < OPENING_AT || isLengthOf(SPKI_AT, at) || isLengthOf(SIGNATURE_AT, at)) {
      return Optional.of(PayloadRefused.Reason.MALFORMED);
    }
    if (at < EPHEMERAL_AT) {
      return Optional.of(PayloadRefused.Reason.PREKEY_GONE);
    }
    if (at < SPKI_AT) {
      return Optional.of(PayloadRefused.Reason.WRONG_TRANSCRIPT);
    }
    if (at < SIGNATURE_AT) {
      return Optional.empty();
    }
    if (at < HEADER_AT) {
      return Optional.of(PayloadRefused.Reason.BAD_SIGNATURE);
    }
    if (at < HEADER_AT + SessionId.BYTES) {
      return Optional.of(PayloadRefused.Reason.WRONG_TRANSCRIPT);
    }
    int counterAt = HEADER_AT + Header.BYTES - 4;
    return Optional.of(
        at >= counterAt && at <= counterAt + 2
            ? PayloadRefused.Reason.TOO_FAR_AHEAD
            : PayloadRefused.Reason.NOT_AUTHENTIC);
  }

  private static boolean isLengthOf(int field, int at) {
    return at == field || at == field + 1;
  }

  private static Optional<PayloadRefused.Reason> reason(NotOpened refused) {
    return refused instanceof PayloadRefused known ? Optional.of(known.reason()) : Optional.empty();
  }

  /// Case 14, at the session: the opening's key, and the ratchet key, of low order. Whoever sends one signs
  /// for it, so it is the contact itself.
  @Test
  void aWeakEphemeralKeyOfTheContactIsRefused() throws Exception {
    PrekeyPrivate prekey = bob.publish(false, NOON);
    alice.open(bob, prekey, NOON);
    Opening good = Payload.decode(alice.say("hello", NOON)).opening().orElseThrow();
    Bytes zero = Bytes.of(new byte[X25519.KEY_BYTES]);
    Transcript transcript =
        Transcript.of(
            Party.of(Person.ALICE),
            Party.of(Person.BOB),
            prekey.prekey(),
            zero,
            good.encapsulated());
    Opening weak =
        new Opening(
            good.prekey(),
            zero,
            good.encapsulated(),
            good.spki(),
            transcript.sign(Person.ALICE, alice.random));
    Header header = new Header(transcript.session(), zero, 0, 0);
    Message message = new Message(header, Bytes.of(new byte[272]), Bytes.of(new byte[32]));

    assertRefused(
        PayloadRefused.Reason.WEAK_KEY, bob, new Payload(Optional.of(weak), message).encode());
  }

  /// Case 3.
  @Test
  void aLastResortOpeningIsTakenOnceThoughItsSessionIsGone() throws Exception {
    PrekeyPrivate lastResort = bob.publish(true, NOON);
    alice.open(bob, lastResort, NOON);
    Bytes first = alice.say("first", NOON);
    Bytes withheld = alice.say("withheld", NOON);
    bob.hear(first, NOON);
    for (int i = 0; i < 6; i++) {
      alice.open(bob, NOON);
      bob.hear(alice.say("session " + i, NOON), NOON);
    }

    assertThrows(AlreadyOpened.class, () -> bob.peek(first, NOON));
    assertRefused(PayloadRefused.Reason.OPENED_BEFORE, bob, withheld);
    bob.tags.clear();
    assertRefused(PayloadRefused.Reason.OPENED_BEFORE, bob, first);
    assertEquals("on the current one", alice.hear(bob.say("on the current one", NOON), NOON));
  }

  @Test
  void theMemoryOfAnOpeningGoesWithItsPrekey() throws Exception {
    alice.open(bob, bob.publish(true, NOON), NOON);
    Bytes first = alice.say("first", NOON);
    bob.hear(first, NOON);
    bob.sessions = bob.sessions.closed();
    bob.tags.clear();

    bob.sessions = bob.sessions.freshAt(NOON, bob.prekeys::containsKey);
    assertRefused(PayloadRefused.Reason.OPENED_BEFORE, bob, first);
    bob.prekeys.clear();
    bob.sessions = bob.sessions.freshAt(NOON, bob.prekeys::containsKey);
    assertRefused(PayloadRefused.Reason.PREKEY_GONE, bob, first);
  }

  /// Case 4.
  @Test
  void aReplayedOpeningDoesNotRollALiveSessionBack() throws Exception {
    alice.open(bob, bob.publish(true, NOON), NOON);
    Bytes first = alice.say("first", NOON);
    bob.hear(first, NOON);
    for (int i = 0; i < 20; i++) {
      alice.hear(bob.say("ping " + i, NOON), NOON);
      bob.hear(alice.say("pong " + i, NOON), NOON);
    }
    Bytes before = bob.state();

    assertThrows(AlreadyOpened.class, () -> bob.peek(first, NOON));
    bob.tags.clear();
    assertRefused(PayloadRefused.Reason.NOT_AUTHENTIC, bob, first);
    assertEquals(before, bob.state());
    assertEquals("next", alice.hear(bob.say("next", NOON), NOON));
    assertEquals("next", bob.hear(alice.say("next", NOON), NOON));
  }

  @Test
  void moreOpeningsThanAreRememberedAreRefused() throws Exception {
    alice.open(bob, NOON);
    Bytes payload = alice.say("one too many", NOON);
    OpenedIds full = OpenedIds.NONE;
    for (int i = 0; i < OpenedIds.MOST; i++) {
      full = full.with(new SessionId(Bytes.of(new byte[16])), i);
    }
    Encoder state = new Encoder().raw(Bytes.of(bob.state().toArray(), 0, 34).toArray());
    full.encode(state);
    bob.restore(Bytes.of(state.toArray()));

    assertRefused(PayloadRefused.Reason.TOO_MANY_OPENINGS, bob, payload);
  }

  private void assertPrekeyRefused(PrekeyRefused.Reason reason, Prekey prekey, Bytes signature) {
    assertEquals(
        reason,
        assertThrows(
                PrekeyRefused.class,
                () -> alice.sessions.initiate(prekey, signature, alice.random, NOON))
            .reason());
  }

  static void assertRefused(PayloadRefused.Reason reason, Person person, Bytes payload) {
    Bytes before = person.state();
    assertEquals(
        reason, assertThrows(PayloadRefused.class, () -> person.peek(payload, NOON)).reason());
    assertEquals(before, person.state());
  }
}
