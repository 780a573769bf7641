package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Prekey;
import chat.parley.model.Name;
import chat.parley.wire.parley.SignedPrekey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Alice and Bob once had clocks that were five years ahead, and have set them right.
class ClockSetBackTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final Duration MINUTES = Duration.ofMinutes(3);
  private static final Instant AHEAD = VirtualClock.NOON.plus(Duration.ofDays(5 * 365));

  private final World world = new World(17);
  private final Device alice = world.join(World.ALICE, World.BOB);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatDoesNotArriveIsAskedForAndSentAgain() {
    world.say(alice, bob, "first");
    world.say(bob, alice, "answer");
    world.clock.passUntil(AHEAD);
    lose("lost then");
    world.say(alice, bob, "next then");
    world.pass(MINUTES);
    assertTrue(bob.shown(ALICE).contains("lost then"));

    setRight();
    lose("lost now");
    world.say(alice, bob, "next now");
    world.pass(MINUTES);
    assertTrue(bob.shown(ALICE).contains("lost now"));
    assertEquals(0, bob.contact(ALICE).missing());
  }

  @Test
  void whatWasMissingThenIsShownAndAskedFor() {
    world.say(alice, bob, "first");
    world.say(bob, alice, "answer");
    world.clock.passUntil(AHEAD);
    lose("lost then");
    alice.say(BOB, "next then");
    world.flow();
    setRight();
    world.pass(MOMENT);
    assertTrue(bob.shown(ALICE).contains("lost then"));
  }

  @Test
  void whatCannotBeOpenedIsAnswered() {
    world.say(alice, bob, "first");
    world.say(bob, alice, "answer");
    world.clock.passUntil(AHEAD);
    Mischief mischief = new Mischief(world.relay, new Random(1));
    damage(mischief, "damaged then");
    int before = Captured.openings(world.relay.taken(), BOB);
    setRight();
    damage(mischief, "damaged now");
    assertEquals(before + 1, Captured.openings(world.relay.taken(), BOB));
  }

  @Test
  void whatIsTooOldIsDroppedDaily() throws Exception {
    world.clock.passUntil(AHEAD);
    world.pass(MOMENT);
    setRight();
    world.pass(MOMENT);
    String last =
        bob.read(
            database ->
                database.commit(tables -> tables.settings().find("mail.upkeep").orElseThrow()));
    assertFalse(Instant.ofEpochMilli(Long.parseLong(last)).isAfter(world.clock.instant()));
  }

  @Test
  void prekeysWithADateAheadAreReplacedOnceAndDroppedInTheEnd() throws Exception {
    world.clock.passUntil(AHEAD);
    reconnect();
    List<Long> then = world.relay.account(BOB).ids();
    assertEquals(AHEAD, lastResort().issued());

    setRight();
    reconnect();
    List<Long> now = world.relay.account(BOB).ids();
    assertFalse(lastResort().issued().isAfter(world.clock.instant()));
    reconnect();
    assertEquals(now, world.relay.account(BOB).ids());

    world.pass(Duration.ofDays(32));
    int half = then.getLast().intValue();
    assertTrue(
        bob.read(database -> database.commit(tables -> tables.prekeys().find(half))).isEmpty());
  }

  private void setRight() {
    world.clock.putBackTo(VirtualClock.NOON.plus(Duration.ofHours(1)));
  }

  private void lose(String text) {
    bob.disconnect();
    alice.say(BOB, text);
    world.flow();
    world.relay.account(BOB).mailbox.removeLast();
    bob.connect();
    world.flow();
  }

  private void damage(Mischief mischief, String text) {
    alice.say(BOB, text);
    alice.hand();
    mischief.damage(BOB);
    world.pass(MINUTES);
  }

  private void reconnect() {
    bob.disconnect();
    bob.connect();
    world.pass(MINUTES);
  }

  private Prekey lastResort() throws Exception {
    SignedPrekey published =
        world.relay.account(BOB).prekeys.stream()
            .filter(SignedPrekey::lastResort)
            .findFirst()
            .orElseThrow();
    return Prekey.decode(published.prekey().toArray());
  }
}
