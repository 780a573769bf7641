package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Delivery;
import chat.parley.model.Name;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Programs that are killed at any point, at a relay that is killed, too, and is honest: everything arrives once
/// and in order, one session is enough, and no conversation has a line in it that tells of another. Such a line
/// is there to tell of somebody with a stolen key, and must have no other cause than lost state.
class HonestRelayCasesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final int SEEDS = 150;
  private static final int STEPS = 60;

  @Test
  void aSessionThatTheContactOpensWhileAPrekeyIsAskedForIsEnough() {
    try (World world = new World(1)) {
      Device alice = world.join(World.ALICE, World.BOB);
      Device bob = world.join(World.BOB, World.ALICE);
      bob.say(ALICE, "from bob");
      alice.say(BOB, "from alice");
      alice.hand();
      // What Alice says is here before the answer to what Bob asked.
      bob.fetch(1);
      bob.hear(1);
      assertEquals(List.of("from alice"), bob.shown(ALICE));
      assertWhole(world, alice, bob);
      assertEquals(0, Captured.openings(world.relay.taken(), BOB));
    }
  }

  @Test
  void aPrekeyThatCameBeforeTheConnectionEndedOpensOneSession() {
    try (World world = new World(2)) {
      Device alice = world.join(World.ALICE, World.BOB);
      Device bob = world.join(World.BOB, World.ALICE);
      alice.say(BOB, "from alice");
      alice.send(1);
      alice.hear(1);
      world.relay.restart();
      alice.hear(1);
      assertWhole(world, alice, bob);
      assertEquals(1, Captured.openings(world.relay.taken(), ALICE));
    }
  }

  @Test
  void twoWhoOpenAtOnceAndAreKilledAtAnyPointTellOfNoSessionAnew() {
    for (int point = 1; point <= 24; point++) {
      try (World world = new World(point)) {
        Device alice = world.join(World.ALICE, World.BOB);
        Device bob = world.join(World.BOB, World.ALICE);
        Device victim = point % 2 == 0 ? alice : bob;
        victim.killAfter((point + 1) / 2);
        for (int text = 1; text <= 3; text++) {
          alice.say(BOB, "from alice " + text);
          bob.say(ALICE, "from bob " + text);
        }
        world.flow();
        victim.spare();
        assertWhole(world, alice, bob);
      }
    }
  }

  @Test
  void killsAtRandomLeaveNoTraceInAConversation() {
    for (int seed = 0; seed < SEEDS; seed++) {
      try (World world = new World(seed)) {
        happens(world, new Random(seed));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void happens(World world, Random random) {
    Device alice = world.join(World.ALICE, World.BOB);
    Device bob = world.join(World.BOB, World.ALICE);
    world.relay.promisesAtOnce = random.nextBoolean();
    for (Device each : List.of(alice, bob)) {
      each.lastWords(() -> random.nextInt(4));
    }
    for (int step = 0; step < STEPS; step++) {
      Device one = random.nextBoolean() ? alice : bob;
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> one.say(one == alice ? BOB : ALICE, one.name() + " " + step);
        case 3, 4 -> one.send(1 + random.nextInt(3));
        case 5 -> one.fetch(1 + random.nextInt(3));
        case 6, 7 -> one.hear(1 + random.nextInt(3));
        case 8 -> one.killAfter(1 + random.nextInt(6));
        case 9 -> comesBack(one);
        case 10 -> world.passStill(Duration.ofMillis(random.nextInt(3_000)));
        default -> {
          if (random.nextInt(4) == 0) {
            world.relay.restart();
          } else {
            world.relay.sync();
          }
        }
      }
    }
    alice.spare();
    bob.spare();
    assertWhole(world, alice, bob);
  }

  private static void comesBack(Device device) {
    if (!device.isConnected()) {
      device.disconnect();
    }
    if (!device.isRunning()) {
      device.start();
    }
    device.connect();
  }

  /// Both are there, and what was written is there, once, in order, and alone.
  private static void assertWhole(World world, Device alice, Device bob) {
    world.relay.promisesAtOnce = true;
    world.relay.sync();
    for (int time = 0; time < 3; time++) {
      comesBack(alice);
      comesBack(bob);
      world.pass(MOMENT);
    }
    assertEquals(alice.texts(BOB), bob.shown(ALICE));
    assertEquals(bob.texts(ALICE), alice.shown(BOB));
    for (String text : alice.texts(BOB)) {
      assertEquals(new Delivery.Delivered(), alice.delivery(BOB, text), text);
    }
    assertEquals(List.of(), alice.notes(BOB));
    assertEquals(List.of(), bob.notes(ALICE));
    assertTrue(Captured.openings(world.relay.taken(), ALICE) <= 1);
    assertTrue(Captured.openings(world.relay.taken(), BOB) <= 1);
    assertEquals(List.of(), Captured.complaints(world.relay.taken()));
  }
}
