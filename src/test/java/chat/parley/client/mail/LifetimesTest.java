package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.ChatMessage;
import chat.parley.model.ChatMessage.Note.Kind;
import chat.parley.model.Emoji;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars.Expiry;
import chat.parley.model.Quote;
import chat.parley.wire.content.Body;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Alice writes what is to disappear after an hour: for her an hour after the relay has it, for Bob an hour after he
/// looked at it.
class LifetimesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Name CAROL = World.CAROL.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final Duration HOUR = Duration.ofHours(1);

  private final World world = new World(33);
  private final Device alice = world.join(World.ALICE, World.BOB);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @BeforeEach
  void begin() {
    world.say(alice, bob, "stays");
    alice.call(mail -> mail.setLifetime(BOB, Lifetime.HOUR));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theSettingIsShownAndSurvivesTheProgramsEnd() {
    assertEquals(Lifetime.HOUR, alice.contact(BOB).lifetime());
    assertEquals(List.of(Kind.LIFETIME_HOUR), alice.notes(BOB));
    alice.call(mail -> mail.setLifetime(BOB, Lifetime.HOUR));
    assertEquals(List.of(Kind.LIFETIME_HOUR), alice.notes(BOB));
    world.restart(alice);
    assertEquals(Lifetime.HOUR, alice.contact(BOB).lifetime());
    assertEquals(Lifetime.UNLIMITED, bob.contact(ALICE).lifetime());
    alice.call(mail -> mail.setLifetime(BOB, Lifetime.UNLIMITED));
    world.say(alice, bob, "stays, too");
    world.pass(Duration.ofDays(2));
    assertEquals(List.of("stays", "stays, too"), alice.texts(BOB));
  }

  @Test
  void itGoesForItsAuthorAnHourAfterItWasSent() {
    alice.disconnect();
    alice.say(BOB, "goes");
    world.pass(Duration.ofHours(5));
    assertEquals(new Expiry(HOUR, null), last(alice, BOB).particulars().expiry());
    alice.connect();
    world.flow();
    Instant end = world.clock.instant().plus(HOUR);
    assertEquals(new Expiry(HOUR, end), last(alice, BOB).particulars().expiry());
    MessageId id = last(alice, BOB).id();
    world.pass(HOUR.minusSeconds(1));
    assertEquals(List.of("stays", "goes"), alice.texts(BOB));
    world.pass(Duration.ofSeconds(1));
    assertEquals(List.of("stays"), alice.texts(BOB));
    assertTrue(alice.events.contains(new MailEvent.MessageRemoved(BOB, id)));
  }

  @Test
  void itGoesForItsReceiverAnHourAfterItWasRead() {
    bob.call(mail -> mail.markRead(ALICE));
    world.say(alice, bob, "goes");
    world.pass(Duration.ofDays(3));
    assertEquals(List.of("stays", "goes"), bob.shown(ALICE));
    assertEquals(1, bob.contact(ALICE).unread());
    bob.call(mail -> mail.markRead(ALICE));
    world.pass(HOUR.minusSeconds(1));
    world.restart(bob);
    assertEquals(List.of("stays", "goes"), bob.shown(ALICE));
    world.pass(Duration.ofSeconds(1));
    assertEquals(List.of("stays"), bob.shown(ALICE));
    assertEquals("stays", text(Objects.requireNonNull(bob.contact(ALICE).last())));
    bob.call(mail -> mail.markRead(ALICE));
    assertEquals(0, bob.contact(ALICE).unread());
  }

  @Test
  void oneThatComesLateIsReadWithTheOthers() {
    alice.say(BOB, "goes, late");
    alice.hand();
    SimulatedLetter held = world.relay.account(BOB).mailbox.removeLast();
    world.say(alice, bob, "goes");
    bob.call(mail -> mail.markRead(ALICE));
    world.relay.account(BOB).mailbox.add(held);
    world.flow();
    assertEquals(List.of("stays", "goes, late", "goes"), bob.shown(ALICE));
    world.passStill(HOUR);
    assertEquals(List.of("stays", "goes, late"), bob.shown(ALICE));
    bob.call(mail -> mail.markRead(ALICE));
    world.passStill(HOUR);
    assertEquals(List.of("stays"), bob.shown(ALICE));
  }

  @Test
  void whatEndsWhileTheProgramDoesNotRunIsGoneWhenItStarts() {
    world.say(alice, bob, "goes");
    bob.call(mail -> mail.markRead(ALICE));
    bob.kill();
    alice.kill();
    world.pass(HOUR.multipliedBy(2));
    bob.start();
    alice.start();
    world.pass(Duration.ZERO);
    assertEquals(List.of("stays"), bob.shown(ALICE));
    assertEquals(List.of("stays"), alice.texts(BOB));
  }

  @Test
  void nothingStaysOfItInQuotesReactionsOrOnItsWay() {
    world.say(alice, bob, "goes");
    bob.call(mail -> mail.markRead(ALICE));
    MessageId there = last(bob, ALICE).id();
    bob.call(mail -> mail.write(ALICE, "an answer", there));
    world.pass(MOMENT);
    bob.disconnect();
    bob.call(mail -> mail.react(there, new Emoji("!")));
    assertEquals(1, onItsWay(bob, ALICE));
    world.pass(HOUR);
    assertEquals(List.of("stays"), bob.shown(ALICE));
    assertEquals(Quote.ABSENT, last(bob, ALICE).particulars().quote());
    assertEquals(0, onItsWay(bob, ALICE));
  }

  /// It is gone, and does not wait for a text that will never come.
  @Test
  void whatIsDoneToItAfterwardsDoesNothing() {
    alice.say(BOB, "goes");
    world.pass(MOMENT);
    bob.call(mail -> mail.markRead(ALICE));
    world.passStill(HOUR.minusSeconds(10));
    alice.call(mail -> mail.edit(last(alice, BOB).id(), "goes, edited"));
    alice.hand();
    world.passStill(HOUR);
    world.pass(MOMENT);
    assertEquals(List.of("stays"), bob.shown(ALICE));
    int early = bob.read(database -> database.commit(tables -> tables.early().count(ALICE)));
    assertEquals(0, early);
  }

  /// The clock was years ahead when the time began, and is set right.
  @Test
  void aClockThatWasAheadKeepsNothingForYears() {
    Instant now = world.clock.instant();
    world.clock.passUntil(now.plus(Duration.ofDays(3_650)));
    world.say(alice, bob, "goes");
    world.clock.putBackTo(now);
    world.restart(alice);
    world.pass(HOUR.plusSeconds(1));
    assertEquals(List.of("stays"), alice.texts(BOB));
  }

  /// Each start would begin its time anew, if the first one did not write the right end down.
  @Test
  void aClockThatWasAheadKeepsNothingForLongerThanItsTimeHoweverOftenTheProgramStarts() {
    Instant now = world.clock.instant();
    world.clock.passUntil(now.plus(Duration.ofDays(3_650)));
    world.say(alice, bob, "goes");
    world.clock.putBackTo(now);
    for (int i = 0; i < 5; i++) {
      world.restart(alice);
      world.pass(HOUR.dividedBy(4));
    }
    assertEquals(List.of("stays"), alice.texts(BOB));
  }

  /// What the relay lost can only be sent again from here.
  @Test
  void itWaitsForItsReceiptHoweverLongItsTimeIsOver() {
    bob.disconnect();
    alice.say(BOB, "goes");
    alice.hand();
    world.relay.account(BOB).mailbox.clear();
    world.pass(HOUR.multipliedBy(2));
    assertEquals(List.of("stays", "goes"), alice.texts(BOB));
    bob.connect();
    world.say(alice, bob, "next");
    world.pass(Duration.ofMinutes(1));
    assertEquals(List.of("stays", "goes", "next"), bob.shown(ALICE));
    assertEquals(List.of("stays", "next"), alice.texts(BOB));
  }

  /// The copy of the contact may stay for longer than the author's.
  @Test
  void anEditOrDeletionThatHasNotLeftOutlivesItsText() {
    world.say(alice, bob, "goes");
    world.say(alice, bob, "a secret");
    world.pass(MOMENT);
    alice.disconnect();
    alice.call(mail -> mail.edit(own("goes"), "goes, edited"));
    alice.call(mail -> mail.delete(own("a secret")));
    world.pass(HOUR);
    assertEquals(List.of("stays"), alice.texts(BOB));
    alice.connect();
    world.pass(MOMENT);
    assertEquals(List.of("stays", "goes, edited", ""), bob.shown(ALICE));
    assertEquals(0, onItsWay(alice, BOB));
    assertEquals(List.of("stays"), alice.texts(BOB));
  }

  @Test
  void oneThatFailedBeginsItsTimeAnewWhenItIsSentAgain() {
    bob.disconnect();
    alice.say(BOB, "goes");
    alice.hand();
    alice.call(mail -> mail.verify(BOB, World.BOB.fingerprint()));
    MessageId id = own("goes");
    world.pass(HOUR.minusSeconds(30));
    world.relay.account(BOB).mailbox.clear();
    Identity anew = new Identity(BOB, World.CAROL.key());
    world.relay.rebind(PublicIdentity.of(BOB, anew.publicKey()));
    Puppet other = new Puppet(world, anew, World.ALICE);
    other.connect();
    other.open();
    other.send(Body.Text.of("a new key"));
    world.flow();
    alice.call(mail -> mail.verify(BOB, anew.fingerprint()));
    world.pass(HOUR);
    assertEquals(List.of("stays", "goes"), alice.texts(BOB));
    alice.call(mail -> mail.retry(id));
    world.flow();
    assertEquals(
        new Expiry(HOUR, world.clock.instant().plus(HOUR)),
        alice.outgoing(BOB, "goes").particulars().expiry());
  }

  /// It would be gone before anybody could decide about who wrote it.
  @Test
  void whatAStrangerWroteStaysUntilTheUserDecides() {
    Device carol = world.join(World.CAROL, World.ALICE);
    carol.say(ALICE, "hello");
    carol.call(mail -> mail.setLifetime(ALICE, Lifetime.HOUR));
    carol.say(ALICE, "goes");
    world.flow();
    alice.call(mail -> mail.markRead(CAROL));
    world.pass(HOUR.multipliedBy(2));
    assertEquals(List.of("hello", "goes"), alice.shown(CAROL));
    alice.call(mail -> mail.accept(CAROL));
    world.pass(HOUR.minusSeconds(10));
    assertEquals(List.of("hello", "goes"), alice.shown(CAROL));
    world.pass(Duration.ofSeconds(10));
    assertEquals(List.of("hello"), alice.shown(CAROL));
  }

  @Test
  void whatIsToDisappearAtOnceStaysLongEnoughToBeRead() {
    Puppet mallory = new Puppet(world, World.ALICE, World.BOB);
    alice.kill();
    mallory.connect();
    mallory.open();
    mallory.send(new Body.Text("gone in a second", null, Duration.ofSeconds(1)));
    world.flow();
    bob.call(mail -> mail.markRead(ALICE));
    world.pass(Duration.ofSeconds(29));
    assertEquals(List.of("stays", "gone in a second"), bob.shown(ALICE));
    world.pass(Duration.ofSeconds(1));
    assertEquals(List.of("stays"), bob.shown(ALICE));
  }

  private MessageId own(String text) {
    return alice.outgoing(BOB, text).id();
  }

  private static int onItsWay(Device device, Name contact) {
    return device
        .read(database -> database.commit(tables -> tables.log().awaited(contact, 100)))
        .rows()
        .size();
  }

  private static String text(ChatMessage message) {
    return switch (message) {
      case ChatMessage.Incoming incoming -> incoming.text();
      case ChatMessage.Outgoing outgoing -> outgoing.text();
      case ChatMessage.Note _ -> "";
    };
  }

  private static ChatMessage last(Device device, Name contact) {
    return device.live(contact).getLast();
  }
}
