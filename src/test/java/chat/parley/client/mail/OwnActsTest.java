package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Delivery.FailReason;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Quote;
import chat.parley.wire.parley.UndeliverableCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Alice does something to texts, and Bob hears of it.
class OwnActsTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final Emoji THUMB = new Emoji("👍");

  private final World world = new World(32);
  private final Device alice = world.join(World.ALICE, World.BOB);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @BeforeEach
  void talk() {
    world.say(alice, bob, "hello");
    world.say(bob, alice, "hello, you");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anEditComesAndLeavesNothingButTheWords() {
    alice.call(mail -> mail.edit(own(0).id(), "hello, Bob"));
    assertEquals(new Delivery.AtRelay(), afterFlow(own(0).id()).delivery());
    world.pass(MOMENT);
    assertEquals(List.of("hello, Bob"), bob.shown(ALICE));
    assertEquals("hello, Bob", own(0).text());
    assertTrue(own(0).particulars().isEdited());
    assertEquals(new Delivery.Delivered(), own(0).delivery());
    assertEquals(0, onItsWay());
  }

  @Test
  void ofEditsThatWaitOnlyTheLastIsSent() {
    alice.disconnect();
    int before = fromAlice();
    for (int i = 0; i < 5; i++) {
      String text = "hello " + i;
      alice.call(mail -> mail.edit(own(0).id(), text));
      alice.call(mail -> mail.react(own(0).id(), new Emoji(text.substring(6))));
    }
    assertInstanceOf(Delivery.Waiting.class, own(0).delivery());
    assertEquals(2, onItsWay());
    alice.connect();
    world.pass(MOMENT);
    assertEquals(List.of("hello 4"), bob.shown(ALICE));
    assertEquals(new Emoji("4"), bob.page(ALICE).getFirst().particulars().theirs());
    assertEquals(2, fromAlice() - before);
  }

  @Test
  void anActThatTheRelayDropsIsSentAgainWhenTheNextTextTellsOfIt() {
    alice.call(mail -> mail.edit(own(0).id(), "edited"));
    alice.hand();
    world.relay.account(BOB).mailbox.clear();
    world.say(alice, bob, "next");
    world.pass(Duration.ofSeconds(30));
    assertEquals(List.of("edited", "next"), bob.shown(ALICE));
    assertEquals(0, onItsWay());
    assertEquals(0, bob.contact(ALICE).missing());
  }

  @Test
  void anActSurvivesTheEndOfTheProgramBeforeItIsSent() {
    alice.disconnect();
    alice.call(mail -> mail.edit(own(0).id(), "edited"));
    alice.call(mail -> mail.react(alice.page(BOB).get(1).id(), THUMB));
    world.restart(alice);
    world.pass(MOMENT);
    assertEquals(List.of("edited"), bob.shown(ALICE));
    assertEquals(THUMB, bob.page(ALICE).get(1).particulars().theirs());
  }

  @Test
  void aTextThatNeverLeftIsWithdrawnAndNobodyHearsOfIt() {
    alice.disconnect();
    alice.say(BOB, "never mind");
    MessageId id = own(1).id();
    int before = fromAlice();
    alice.call(mail -> mail.edit(id, "never, mind"));
    alice.call(mail -> mail.react(id, THUMB));
    alice.call(mail -> mail.delete(id));
    assertEquals(List.of("hello"), alice.texts(BOB));
    assertTrue(alice.events.contains(new MailEvent.MessageRemoved(BOB, id)));
    alice.connect();
    world.pass(MOMENT);
    assertEquals(0, fromAlice() - before);
    assertEquals(0, onItsWay());
  }

  @Test
  void aTextThatLeftIsTakenBackOnBothSides() {
    alice.call(mail -> mail.edit(own(0).id(), "hello, and a secret"));
    world.pass(MOMENT);
    bob.call(mail -> mail.react(bob.page(ALICE).getFirst().id(), THUMB));
    alice.call(mail -> mail.delete(own(0).id()));
    world.pass(MOMENT);
    for (ChatMessage shown : List.of(alice.page(BOB).getFirst(), bob.page(ALICE).getFirst())) {
      assertTrue(shown.particulars().isDeleted());
      assertFalse(shown.particulars().isEdited());
      assertNull(shown.particulars().mine());
      assertNull(shown.particulars().theirs());
    }
    assertEquals(List.of(""), bob.shown(ALICE));
    assertEquals(List.of(""), alice.texts(BOB));
    alice.call(mail -> mail.edit(own(0).id(), "again"));
    alice.call(mail -> mail.react(own(0).id(), THUMB));
    alice.call(mail -> mail.delete(own(0).id()));
    assertEquals(List.of(""), alice.texts(BOB));
    assertEquals(0, onItsWay());
  }

  /// Neither the text nor an edit of it leaves once it was taken back, whoever asks for it.
  @Test
  void aTextThatTheRelayHoldsBackIsNotSentAgainAfterItWasTakenBack() {
    alice.say(BOB, "a secret");
    alice.hand();
    alice.call(mail -> mail.edit(own(1).id(), "a secret, edited"));
    alice.hand();
    world.relay.account(BOB).mailbox.clear();
    alice.call(mail -> mail.delete(own(1).id()));
    world.pass(MOMENT);
    world.say(alice, bob, "next");
    world.pass(Duration.ofHours(2));
    assertEquals(List.of("hello", "next"), bob.shown(ALICE));
    assertEquals(0, bob.contact(ALICE).missing());
    assertEquals(0, onItsWay());
  }

  @Test
  void aReactionIsTakenBack() {
    MessageId theirs = alice.page(BOB).get(1).id();
    alice.call(mail -> mail.react(theirs, THUMB));
    world.pass(MOMENT);
    assertEquals(THUMB, bob.page(ALICE).get(1).particulars().theirs());
    assertEquals(new Delivery.Delivered(), bob.outgoing(ALICE, "hello, you").delivery());
    alice.call(mail -> mail.react(theirs, null));
    world.pass(MOMENT);
    assertNull(bob.page(ALICE).get(1).particulars().theirs());
    assertNull(alice.page(BOB).get(1).particulars().mine());
  }

  @Test
  void anEditThatFailsIsShownAtItsTextAndSentAgainWithIt() {
    refuse(UndeliverableCode.TOO_LARGE);
    alice.call(mail -> mail.edit(own(0).id(), "edited"));
    world.pass(MOMENT);
    assertEquals(new Delivery.Failed(FailReason.TOO_LARGE), own(0).delivery());
    assertEquals(List.of("hello"), bob.shown(ALICE));
    world.relay.refusal = letter -> Optional.empty();
    alice.call(mail -> mail.retry(own(0).id()));
    world.pass(MOMENT);
    assertEquals(new Delivery.Delivered(), own(0).delivery());
    assertEquals(List.of("edited"), bob.shown(ALICE));
  }

  @Test
  void aReactionThatFailsIsAsItWasBefore() {
    MessageId theirs = alice.page(BOB).get(1).id();
    alice.call(mail -> mail.react(theirs, THUMB));
    world.pass(MOMENT);
    refuse(UndeliverableCode.NO_ACCOUNT);
    alice.call(mail -> mail.react(theirs, new Emoji("!")));
    world.pass(MOMENT);
    assertEquals(THUMB, alice.page(BOB).get(1).particulars().mine());
    assertEquals(0, onItsWay());
  }

  /// The first never left, and the second failed: neither is there.
  @Test
  void ofReactionsThatNeverArriveNoneIsShown() {
    MessageId theirs = alice.page(BOB).get(1).id();
    alice.disconnect();
    alice.call(mail -> mail.react(theirs, THUMB));
    alice.call(mail -> mail.react(theirs, new Emoji("!")));
    refuse(UndeliverableCode.NO_ACCOUNT);
    alice.connect();
    world.pass(MOMENT);
    assertNull(alice.page(BOB).get(1).particulars().mine());
  }

  /// Both are on their way when the key is replaced.
  @Test
  void reactionsThatFailTogetherAreUndoneInOrder() {
    MessageId theirs = alice.page(BOB).get(1).id();
    bob.disconnect();
    alice.call(mail -> mail.react(theirs, THUMB));
    alice.hand();
    alice.call(mail -> mail.react(theirs, new Emoji("!")));
    alice.hand();
    alice.call(mail -> mail.keysRead(List.of(World.entry(new Identity(BOB, World.CAROL.key())))));
    assertNull(alice.page(BOB).get(1).particulars().mine());
    assertEquals(0, onItsWay());
  }

  /// The text failed together with its deletion: all that is left to send is the deletion.
  @Test
  void aDeletedTextWaitsForNothingButItsDeletion() {
    bob.disconnect();
    alice.say(BOB, "a secret");
    alice.send(0);
    alice.call(mail -> mail.delete(own(1).id()));
    alice.call(mail -> mail.keysRead(List.of(World.entry(new Identity(BOB, World.CAROL.key())))));
    assertInstanceOf(Delivery.Failed.class, own(1).delivery());
    alice.call(mail -> mail.retry(own(1).id()));
    assertInstanceOf(Delivery.Waiting.class, own(1).delivery());
    alice.call(mail -> mail.keysRead(List.of(World.entry(World.BOB))));
    alice.call(mail -> mail.retry(own(1).id()));
    bob.connect();
    world.pass(Duration.ofMinutes(2));
    assertEquals(new Delivery.Delivered(), own(1).delivery());
    assertEquals(0, onItsWay());
    assertEquals(List.of("hello", ""), bob.shown(ALICE));
  }

  @Test
  void anAnswerQuotesOnBothSides() {
    MessageId theirs = alice.page(BOB).get(1).id();
    alice.call(mail -> mail.write(BOB, "and you?", theirs));
    world.pass(MOMENT);
    assertEquals(
        new Quote(theirs, false, "hello, you"), alice.page(BOB).getLast().particulars().quote());
    assertEquals(
        new Quote(bob.page(ALICE).get(1).id(), true, "hello, you"),
        bob.page(ALICE).getLast().particulars().quote());
  }

  private void refuse(UndeliverableCode code) {
    world.relay.refusal =
        letter -> letter.from.equals(ALICE) ? Optional.of(code) : Optional.empty();
  }

  private ChatMessage.Outgoing afterFlow(MessageId id) {
    world.flow();
    return (ChatMessage.Outgoing)
        alice.page(BOB).stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private ChatMessage.Outgoing own(int number) {
    return alice.page(BOB).stream()
        .filter(ChatMessage.Outgoing.class::isInstance)
        .map(ChatMessage.Outgoing.class::cast)
        .toList()
        .get(number);
  }

  private int onItsWay() {
    return alice
        .read(database -> database.commit(tables -> tables.log().awaited(BOB, 100)))
        .rows()
        .size();
  }

  private int fromAlice() {
    return (int) world.relay.taken().stream().filter(each -> each.from.equals(ALICE)).count();
  }
}
