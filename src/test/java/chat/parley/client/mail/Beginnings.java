package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.store.MemoryDatabase;
import chat.parley.wire.parley.SignedPrekey;
import java.time.Duration;
import java.util.List;

/// Where random schedules begin, made once: prekeys take long to sign, and everybody begins with them.
///
/// @param alice her database
/// @param bob his
/// @param alicePrekeys what the relay holds of hers
/// @param bobPrekeys and of his
record Beginnings(
    MemoryDatabase.Copy alice,
    MemoryDatabase.Copy bob,
    List<SignedPrekey> alicePrekeys,
    List<SignedPrekey> bobPrekeys) {
  /// Both have logged in, know each other from their keys folders, and have said nothing.
  static Beginnings strangers() {
    return of(new World(-1), false);
  }

  /// Both have written to each other.
  static Beginnings acquainted() {
    return of(new World(-2), true);
  }

  private static Beginnings of(World world, boolean talk) {
    try (world) {
      Device alice = world.join(World.ALICE, World.BOB);
      Device bob = world.join(World.BOB, World.ALICE);
      if (talk) {
        alice.call(mail -> mail.write(bob.name(), "before, 1"));
        world.pass(Duration.ofSeconds(5));
        bob.call(mail -> mail.write(alice.name(), "before, 2"));
        world.pass(Duration.ofSeconds(5));
      }
      return new Beginnings(
          alice.disk.copy(),
          bob.disk.copy(),
          List.copyOf(world.relay.account(alice.name()).prekeys),
          List.copyOf(world.relay.account(bob.name()).prekeys));
    }
  }

  /// Alice in another world.
  Device alice(World world) {
    return put(world, World.ALICE, World.BOB, alice, alicePrekeys);
  }

  /// Bob in another world.
  Device bob(World world) {
    return put(world, World.BOB, World.ALICE, bob, bobPrekeys);
  }

  private static Device put(
      World world,
      Identity who,
      Identity other,
      MemoryDatabase.Copy database,
      List<SignedPrekey> prekeys) {
    Device device = world.device(who, other);
    device.disk.restore(database);
    world.relay.enrol(device.publicIdentity(), prekeys);
    return device;
  }
}
