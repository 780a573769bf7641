package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Delivery.FailReason;
import chat.parley.model.Delivery.WaitReason;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.session.ratchet.ContactSessions;
import chat.parley.session.ratchet.Party;
import chat.parley.session.ratchet.StateDamaged;
import chat.parley.wire.content.Body;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A contact writes with another key: the same person anew, or somebody else. Alice has met Bob through the
/// relay alone.
class KeyChangeCasesTest {
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final Delivery REPLACED = new Delivery.Failed(FailReason.KEY_REPLACED);
  private static final List<String> UNDELIVERED =
      List.of("undelivered 1", "undelivered 2", "undelivered 3");

  /// Bob with a new key.
  private static final Identity ANEW = new Identity(BOB, World.CAROL.key());

  private final World world = new World(4);
  private final Device alice = world.join(World.ALICE);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @AfterEach
  void close() {
    world.close();
  }

  /// Case 8: key change blocks resend; the user had not compared the old key.
  @Test
  void nothingWrittenForTheOldKeyIsSentToTheNewOneByItself() {
    leaveThreeUndelivered();
    Puppet anew = comeAnew();
    UNDELIVERED.forEach(text -> assertEquals(REPLACED, alice.delivery(BOB, text)));
    assertInstanceOf(Trust.Changed.class, alice.contact(BOB).trust());
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
    assertTrue(alice.notes(BOB).contains(ChatMessage.Note.Kind.KEY_CHANGED));
    assertNothingIsSentAgain(anew);
    alice.call(mail -> mail.retry(alice.outgoing(BOB, UNDELIVERED.get(1)).id()));
    world.pass(MOMENT);
    assertTrue(Puppet.texts(anew.hear()).contains(UNDELIVERED.get(1)));
  }

  /// Case 8: key change blocks resend; the user had compared the old key.
  @Test
  void nothingIsSentToEitherKeyUntilTheUserHasComparedTheNewOne() {
    compare(World.BOB);
    leaveThreeUndelivered();
    Puppet anew = comeAnew();
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
    assertEquals(new Trust.Changed(World.BOB.fingerprint(), true), alice.contact(BOB).trust());
    alice.say(BOB, "to whom?");
    world.pass(Duration.ofMinutes(1));
    assertEquals(new Delivery.Waiting(WaitReason.KEY_CHANGED), alice.delivery(BOB, "to whom?"));
    assertEquals(List.of(), Puppet.texts(anew.hear()));

    compare(ANEW);
    UNDELIVERED.forEach(text -> assertEquals(REPLACED, alice.delivery(BOB, text)));
    assertInstanceOf(Trust.Verified.class, alice.contact(BOB).trust());
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
    assertNothingIsSentAgain(anew);
  }

  /// Case 8: the other way out, to take the comparison back.
  @Test
  void aWithdrawnComparisonTakesTheNewKeyOver() {
    compare(World.BOB);
    leaveThreeUndelivered();
    Puppet anew = comeAnew();
    alice.call(mail -> mail.withdrawVerification(BOB));
    world.pass(MOMENT);
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
    UNDELIVERED.forEach(text -> assertEquals(REPLACED, alice.delivery(BOB, text)));
    assertNothingIsSentAgain(anew);
    alice.say(BOB, "to the new one");
    world.pass(MOMENT);
    assertEquals(List.of("to the new one"), Puppet.texts(anew.hear()));
  }

  /// What came under a key in doubt is shown and marked.
  @Test
  void whatComesUnderAnUnprovenKeyIsMarked() {
    compare(World.BOB);
    comeAnew();
    ChatMessage.Incoming incoming = (ChatMessage.Incoming) alice.received(BOB).getLast().message();
    assertEquals("it is me", incoming.text());
    assertTrue(incoming.keyInDoubt());
  }

  @Test
  void aPrekeyThatIsStillBeingCheckedDoesNotBringTheOldKeyBack() {
    alice.say(BOB, "first");
    world.pass(MOMENT);
    alice.call(mail -> mail.withdrawVerification(BOB));
    world.pass(Duration.ofDays(31));
    alice.say(BOB, "after a long time");
    alice.holdWork();
    world.flow();
    comeAnew();
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
    alice.endWork();
    world.pass(MOMENT);
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
    assertEquals(1, changes());
  }

  /// The relay gives another key where a session is to be opened as an answer to lost state.
  @Test
  void theAnswerToLostStateIsGivenOnceTheUserHasDecidedForTheOldKey() {
    compare(World.BOB);
    Mischief mischief = new Mischief(world.relay, new Random(1));
    Puppet impostor = new Puppet(world, ANEW, World.ALICE);
    bob.say(World.ALICE.name(), "damaged");
    bob.hand();
    mischief.damage(World.ALICE.name());
    bob.disconnect();
    world.relay.rebind(PublicIdentity.of(BOB, ANEW.publicKey()));
    impostor.connect();
    world.pass(MOMENT);
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());

    world.relay.rebind(PublicIdentity.of(BOB, World.BOB.publicKey()));
    bob.connect();
    world.flow();
    int before = Captured.openings(world.relay.taken(), World.ALICE.name());
    alice.call(mail -> mail.verify(BOB, World.BOB.fingerprint()));
    world.pass(Duration.ofMinutes(5));
    assertEquals(before + 1, Captured.openings(world.relay.taken(), World.ALICE.name()));
    assertTrue(alice.shown(BOB).contains("damaged"));
  }

  @Test
  void whatIsMissingOfAnOldKeyIsNotWaitedForWhenTheUserTakesAnotherOver() {
    compare(World.BOB);
    alice.disconnect();
    bob.say(World.ALICE.name(), "lost");
    world.flow();
    world.relay.account(World.ALICE.name()).mailbox.removeLast();
    alice.connect();
    bob.say(World.ALICE.name(), "names the lost one");
    world.flow();
    comeAnew();
    world.pass(Duration.ofMinutes(1));
    alice.call(mail -> mail.verify(BOB, ANEW.fingerprint()));
    world.pass(Duration.ofMinutes(1));
    assertEquals(0, alice.contact(BOB).missing());
  }

  /// The relay has held the first message of another session back until the key was replaced.
  @Test
  void aKeyThatWasReplacedDoesNotComeBackByItself() {
    leaveThreeUndelivered();
    bob.start();
    world.reinstall(bob);
    bob.say(World.ALICE.name(), "on another session");
    bob.hand();
    SimulatedLetter held = world.relay.account(World.ALICE.name()).mailbox.removeLast();
    comeAnew();
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());

    world.relay.account(World.ALICE.name()).mailbox.add(held);
    world.pass(MOMENT);
    assertTrue(alice.events.contains(new MailEvent.OtherKeyOffered(BOB)));
    assertTrue(((ChatMessage.Incoming) alice.received(BOB).getLast().message()).keyInDoubt());
    alice.call(mail -> mail.verify(BOB, ANEW.fingerprint()));
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
  }

  /// Case 8: the relay has held a message of the old session back until the key was replaced.
  @Test
  void nothingOfAClosedSessionIsShownOnceTheKeyWasReplaced() {
    leaveThreeUndelivered();
    world.restart(bob);
    world.pass(MOMENT);
    bob.say(World.ALICE.name(), "held back");
    bob.hand();
    SimulatedLetter held = world.relay.account(World.ALICE.name()).mailbox.removeLast();
    assertFalse(PayloadView.of(held.payload).opens());
    assertTrue(hasSession(World.BOB));
    comeAnew();
    assertFalse(hasSession(World.BOB));

    world.relay.account(World.ALICE.name()).mailbox.add(held);
    world.pass(MOMENT);
    assertTrue(world.relay.account(World.ALICE.name()).mailbox.isEmpty());
    assertFalse(alice.shown(BOB).contains("held back"));
    assertFalse(hasSession(World.BOB));
    assertEquals(ANEW.fingerprint(), alice.contact(BOB).fingerprint());
  }

  /// Whether Alice keeps a session under this key of Bob's.
  private boolean hasSession(Identity key) {
    Party party = new Party(BOB, key.publicKey());
    return Drawer.decode(alice.sessions(BOB).orElseThrow()).stream()
        .flatMap(drawer -> drawer.find(party.spki(), encoded -> decode(party, encoded)).stream())
        .anyMatch(sessions -> sessions.canSend(world.clock.instant()));
  }

  private static ContactSessions decode(Party party, Bytes encoded) {
    try {
      return ContactSessions.decode(World.ALICE, party, encoded);
    } catch (StateDamaged e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void tenMessagesAreTakenUnderAKeyInDoubtUntilTheUserDecides() {
    compare(World.BOB);
    Puppet anew = comeAnew();
    for (int i = 2; i <= 12; i++) {
      anew.send(Body.Text.of("text " + i));
    }
    world.pass(MOMENT);
    assertEquals("text 10", alice.shown(BOB).getLast());
    assertEquals(
        List.of(ChatMessage.Note.Kind.KEY_CHANGED, ChatMessage.Note.Kind.MORE_IN_DOUBT),
        alice.notes(BOB));
    assertTrue(world.relay.account(World.ALICE.name()).mailbox.isEmpty());
    compare(ANEW);
    anew.send(Body.Text.of("text 13"));
    world.pass(MOMENT);
    assertEquals("text 13", alice.shown(BOB).getLast());
  }

  private long changes() {
    return alice.notes(BOB).stream().filter(ChatMessage.Note.Kind.KEY_CHANGED::equals).count();
  }

  private void compare(Identity key) {
    if (alice.received(BOB).isEmpty()) {
      alice.say(BOB, "hello");
      world.pass(MOMENT);
      world.say(bob, alice, "hello to you");
    }
    alice.call(mail -> mail.verify(BOB, key.fingerprint()));
    world.pass(MOMENT);
    Contact contact = alice.contact(BOB);
    assertInstanceOf(Trust.Verified.class, contact.trust());
  }

  private void leaveThreeUndelivered() {
    alice.say(BOB, "delivered");
    world.pass(MOMENT);
    world.say(bob, alice, "heard");
    bob.kill();
    UNDELIVERED.forEach(text -> alice.say(BOB, text));
    world.pass(MOMENT);
  }

  /// The relay lets somebody in under Bob's name with another key, who says so.
  private Puppet comeAnew() {
    bob.kill();
    world.relay.rebind(PublicIdentity.of(BOB, ANEW.publicKey()));
    Puppet anew = new Puppet(world, ANEW, World.ALICE);
    anew.connect();
    anew.open();
    anew.send(Body.Text.of("it is me"));
    world.pass(MOMENT);
    anew.hear();
    assertTrue(alice.shown(BOB).contains("it is me"));
    return anew;
  }

  private void assertNothingIsSentAgain(Puppet anew) {
    anew.send(new Body.Resend());
    world.pass(Duration.ofMinutes(5));
    List<String> sent = Puppet.texts(anew.hear());
    UNDELIVERED.forEach(text -> assertTrue(!sent.contains(text), text));
  }
}
