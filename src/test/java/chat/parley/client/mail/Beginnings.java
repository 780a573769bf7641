package chat.parley.client.mail;

import java.time.Duration;

/// Where the two of a random schedule begin.
record Beginnings(Beginning alice, Beginning bob) {
  /// Both have logged in, and have said nothing.
  static Beginnings strangers() {
    return new Beginnings(Beginning.of(World.ALICE), Beginning.of(World.BOB));
  }

  /// Both have written to each other.
  static Beginnings acquainted() {
    try (World world = new World(-1)) {
      Device alice = world.join(World.ALICE, World.BOB);
      Device bob = world.join(World.BOB, World.ALICE);
      world.say(alice, bob, "before, 1");
      world.say(bob, alice, "before, 2");
      world.pass(Duration.ofSeconds(5));
      return new Beginnings(Beginning.of(world, alice), Beginning.of(world, bob));
    }
  }

  /// Alice in another world.
  Device alice(World world) {
    return alice.in(world, World.ALICE, World.BOB);
  }

  /// Bob in another world.
  Device bob(World world) {
    return bob.in(world, World.BOB, World.ALICE);
  }
}
