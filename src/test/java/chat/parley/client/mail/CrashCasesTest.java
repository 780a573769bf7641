package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A program that is killed at any commit or frame goes on where it was.
class CrashCasesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();

  /// More points than a message passes on its way out or in.
  private static final int POINTS = 12;

  private final World world = new World(1);
  private final Device alice = world.join(World.ALICE, World.BOB);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @AfterEach
  void close() {
    world.close();
  }

  /// Case 1: crash before ACK.
  @Test
  void whatWasCommittedAndNotAcknowledgedComesAgainAndIsShownOnce() {
    talk();
    int sessions = openings();
    long prekeys = prekeys();
    for (int point = 1; point <= POINTS; point++) {
      String text = "killed at " + point;
      alice.say(BOB, text);
      alice.hand();
      bob.fetch(100);
      bob.killAfter(point);
      bob.hear(100);
      bob.spare();
      world.restart(bob);
      world.pass(Duration.ofSeconds(5));
      assertEquals(1, count(bob.shown(ALICE), text), text);
      assertEquals(new Delivery.Delivered(), alice.delivery(BOB, text), text);
      assertTrue(world.relay.account(BOB).mailbox.isEmpty(), text);
    }
    assertEquals(sessions, openings());
    assertEquals(prekeys, prekeys());
  }

  /// Case 10: commit before SEND.
  @Test
  void aMessageGoesOutAfterARestartAsTheSameBytesUnderTheSameId() {
    talk();
    for (int point = 1; point <= POINTS; point++) {
      int before = world.relay.taken().size();
      alice.killAfter(point);
      alice.say(BOB, "killed at " + point);
      alice.spare();
      world.restart(alice);
      world.flow();
      assertOneId(before, "killed at " + point);
    }
    world.pass(Duration.ofSeconds(5));
    assertShownOnce();
  }

  /// Case 10: nothing is on its way that is not kept, though the last words of the dead arrive.
  @Test
  void nothingIsSentBeforeItIsCommitted() {
    talk();
    alice.lastWords(() -> Integer.MAX_VALUE);
    for (int point = 1; point <= POINTS; point++) {
      int before = world.relay.taken().size();
      alice.killAfter(point);
      alice.say(BOB, "killed at " + point);
      alice.spare();
      world.restart(alice);
      assertOneId(before, "killed at " + point);
    }
    world.pass(Duration.ofSeconds(5));
    assertShownOnce();
  }

  /// Case 10: between SEND and ACCEPTED.
  @Test
  void aMessageThatTheRelayHasComesAgainAsTheSameBytesUnderTheSameId() {
    talk();
    for (int times = 1; times <= 3; times++) {
      int before = world.relay.taken().size();
      alice.say(BOB, "killed at " + times);
      alice.hand();
      alice.kill();
      world.relay.restart();
      world.restart(alice);
      world.restart(bob);
      world.flow();
      assertOneId(before, "killed at " + times);
      assertInstanceOf(Delivery.AtRelay.class, alice.delivery(BOB, "killed at " + times));
    }
    world.pass(Duration.ofSeconds(5));
    assertShownOnce();
  }

  private void assertShownOnce() {
    List<String> texts = bob.shown(ALICE);
    assertEquals(Set.copyOf(texts).size(), texts.size());
    assertEquals(alice.sent(BOB).size(), texts.size());
    assertTrue(alice.sent(BOB).stream().noneMatch(each -> each.isAwaited()));
    assertEquals(List.of(), Captured.complaints(world.relay.taken()));
  }

  private void assertOneId(int from, String what) {
    Set<List<Bytes>> sent =
        world.relay.taken().stream()
            .skip(from)
            .filter(each -> each.from.equals(ALICE))
            .map(each -> List.of(each.id, each.payload))
            .collect(Collectors.toSet());
    assertTrue(sent.size() <= 1, what);
  }

  /// Case 1: an ACK is a promise, and comes after the commit: here the last words of the dead arrive.
  @Test
  void whatWasNotCommittedIsNotAcknowledged() {
    talk();
    bob.lastWords(() -> Integer.MAX_VALUE);
    for (int point = 1; point <= POINTS; point++) {
      String text = "killed at " + point;
      alice.say(BOB, text);
      alice.hand();
      bob.fetch(100);
      bob.killAfter(point);
      bob.hear(100);
      bob.spare();
      world.restart(bob);
      assertEquals(1, count(bob.shown(ALICE), text), text);
    }
  }

  /// What could not be saved is not acknowledged either.
  @Test
  void whatCouldNotBeSavedComesAgain() {
    talk();
    bob.lastWords(() -> Integer.MAX_VALUE);
    bob.refuseNextCommit();
    alice.say(BOB, "the disk is full");
    world.flow();
    assertEquals(0, count(bob.shown(ALICE), "the disk is full"));
    assertTrue(bob.events.stream().anyMatch(MailEvent.NotSaved.class::isInstance));
    bob.connect();
    world.flow();
    assertEquals(1, count(bob.shown(ALICE), "the disk is full"));
  }

  private void talk() {
    world.say(alice, bob, "first");
    world.say(bob, alice, "second");
  }

  private int openings() {
    return Captured.openings(world.relay.taken(), ALICE)
        + Captured.openings(world.relay.taken(), BOB);
  }

  private long prekeys() {
    return world.relay.account(ALICE).oneTimeLeft() + world.relay.account(BOB).oneTimeLeft();
  }

  private static long count(List<String> texts, String text) {
    return texts.stream().filter(text::equals).count();
  }
}
