package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.wire.content.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a relay holds back is seen: in the middle by the receiver, at the end by the sender.
class GapCasesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final World world = new World(5);
  private final Device alice = world.join(World.ALICE, World.BOB);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @AfterEach
  void close() {
    world.close();
  }

  /// Case 12: dropped middle.
  @Test
  void twoOfFiveThatAreDroppedAreToldAfterTenSecondsAndComeAgain() {
    talk();
    List<String> texts = sayFive();
    List<SimulatedLetter> mailbox = world.relay.account(BOB).mailbox;
    mailbox.remove(3);
    mailbox.remove(1);
    world.flow();
    assertEquals(0, bob.contact(ALICE).missing());
    world.passStill(Duration.ofSeconds(9));
    assertEquals(0, bob.contact(ALICE).missing());
    world.passStill(Duration.ofSeconds(2));
    assertEquals(2, bob.contact(ALICE).missing());
    world.pass(MOMENT);
    assertEquals(0, bob.contact(ALICE).missing());
    assertEquals(texts, bob.shown(ALICE).subList(1, 6));
    texts.forEach(text -> assertEquals(new Delivery.Delivered(), alice.delivery(BOB, text)));
  }

  /// Case 12: dropped tail.
  @Test
  void theLastThatIsDroppedIsNotDeliveredForItsSenderAndComesWithTheNext() {
    talk();
    List<String> texts = sayFive();
    world.relay.account(BOB).mailbox.removeLast();
    world.pass(Duration.ofMinutes(10));
    assertEquals(texts.subList(0, 4), bob.shown(ALICE).subList(1, 5));
    assertEquals(new Delivery.AtRelay(), alice.delivery(BOB, texts.getLast()));
    world.say(alice, bob, "the next");
    world.pass(Duration.ofSeconds(15));
    List<String> all = new ArrayList<>(texts);
    all.addFirst("first");
    all.add("the next");
    assertEquals(all, bob.shown(ALICE));
    assertEquals(new Delivery.Delivered(), alice.delivery(BOB, texts.getLast()));
    assertEquals(0, bob.contact(ALICE).missing());
  }

  /// A receipt that is lost is no loss of a message: it comes with the next one.
  @Test
  void aLostReceiptIsSentAgain() {
    talk();
    alice.say(BOB, "its receipt gets lost");
    world.flow();
    world.passStill(Duration.ofSeconds(3));
    bob.hand();
    world.relay.account(ALICE).mailbox.clear();
    world.pass(MOMENT);
    assertEquals(new Delivery.AtRelay(), alice.delivery(BOB, "its receipt gets lost"));
    world.say(alice, bob, "the next");
    assertEquals(new Delivery.Delivered(), alice.delivery(BOB, "its receipt gets lost"));
    assertEquals(2 + 1, bob.shown(ALICE).size());
  }

  /// While the relay keeps everything back the receiver asks at doubled intervals, an hour at most.
  @Test
  void whatDoesNotComeIsAskedForEverMoreRarely() {
    talk();
    sayFive();
    world.relay.account(BOB).mailbox.remove(1);
    world.pass(MOMENT);
    int before = world.relay.taken().size();
    world.relay.refusal = letter -> java.util.Optional.empty();
    Duration hours = Duration.ofHours(6);
    alice.kill();
    world.pass(hours);
    long asked =
        world.relay.taken().stream().skip(before).filter(each -> each.from.equals(BOB)).count();
    assertTrue(asked >= 6 && asked <= 16, "asked " + asked + " times in six hours");
    assertEquals(1, bob.contact(ALICE).missing());
  }

  /// Of much that is undelivered one answer brings the oldest 100.
  @Test
  void oneAnswerBringsTheOldestHundredInOrder() {
    talk();
    bob.kill();
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= 120; i++) {
      texts.add("undelivered " + i);
      alice.say(BOB, texts.getLast());
    }
    world.flow();
    texts.forEach(text -> assertEquals(new Delivery.AtRelay(), alice.delivery(BOB, text)));
    world.relay.account(BOB).mailbox.clear();
    Puppet puppet = new Puppet(world, World.BOB, World.ALICE);
    puppet.connect();
    puppet.open();
    puppet.send(new Body.Resend());
    world.pass(Duration.ZERO);
    List<String> again = Puppet.texts(puppet.hear());
    assertEquals(100, again.size());
    assertEquals(texts.subList(0, 100), again);
    world.pass(Duration.ofSeconds(10));
    assertEquals(List.of(), puppet.hear());
  }

  private void talk() {
    world.say(alice, bob, "first");
    world.say(bob, alice, "second");
  }

  private List<String> sayFive() {
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      texts.add("text " + i);
      alice.say(BOB, "text " + i);
    }
    alice.hand();
    assertEquals(5, world.relay.account(BOB).mailbox.size());
    return texts;
  }
}
