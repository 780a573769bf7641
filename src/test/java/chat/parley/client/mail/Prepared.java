package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.store.MemoryDatabase;
import chat.parley.wire.parley.SignedPrekey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A client that has logged in once, made once and copied for each test: prekeys take long to sign.
///
/// @param relay what the relay holds of it
record Prepared(MemoryDatabase.Copy database, List<SignedPrekey> relay) {
  private static final Map<List<Identity>, Prepared> MADE = new ConcurrentHashMap<>();

  /// Bob, with these people in his keys folder, connected.
  static Device bob(World world, Identity... known) {
    Prepared prepared =
        MADE.computeIfAbsent(List.of(known), people -> make(people.toArray(Identity[]::new)));
    Device bob = world.device(World.BOB, known);
    bob.disk.restore(prepared.database);
    world.relay.enrol(bob.publicIdentity(), prepared.relay);
    bob.start();
    bob.connect();
    world.flow();
    return bob;
  }

  private static Prepared make(Identity... known) {
    try (World world = new World(-3)) {
      Device bob = world.join(World.BOB, known);
      return new Prepared(bob.disk.copy(), List.copyOf(world.relay.account(bob.name()).prekeys));
    }
  }
}
