package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.store.MemoryDatabase;
import chat.parley.wire.parley.SignedPrekey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Somebody who has logged in for the first time, and what the relay holds of it: made once, since 51
/// prekeys take long to sign, and begun with again in any world.
///
/// @param database what is on its disk
/// @param prekeys what it has published
record Beginning(MemoryDatabase.Copy database, List<SignedPrekey> prekeys) {
  private static final Map<Identity, Beginning> MADE = new ConcurrentHashMap<>();

  static Beginning of(Identity who) {
    return MADE.computeIfAbsent(who, Beginning::make);
  }

  private static Beginning make(Identity who) {
    try (World world = new World(who.name().hashCode())) {
      Device device = world.device(who);
      device.start();
      device.connect();
      world.flow();
      return of(world, device);
    }
  }

  /// Where somebody stands now.
  static Beginning of(World world, Device device) {
    return new Beginning(
        device.disk.copy(), List.copyOf(world.relay.account(device.name()).prekeys));
  }

  /// A client that begins here, not started, with these people in its keys folder.
  Device in(World world, Identity who, Identity... known) {
    Device device = world.device(who, known);
    device.disk.restore(database);
    world.relay.enrol(device.publicIdentity(), prekeys);
    return device;
  }
}
