package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.ChatMessage.Note.Kind;
import chat.parley.model.Emoji;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars.Expiry;
import chat.parley.model.Quote;
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
    assertTrue(bob.events.contains(new MailEvent.MessageChanged(last(bob, ALICE))));
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
    return device.page(contact).getLast();
  }
}
