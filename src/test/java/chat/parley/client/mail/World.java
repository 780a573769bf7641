package chat.parley.client.mail;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.RsaPrivate;
import chat.parley.identity.Identity;
import chat.parley.identity.PeerEntry;
import chat.parley.identity.PeerKey;
import chat.parley.model.Name;
import chat.parley.session.ratchet.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Clients, one relay, and the time: all in memory, on one thread, the same again for the same seed.
final class World implements AutoCloseable {
  static final Identity ALICE = demonstration("alice");
  static final Identity BOB = demonstration("bob");
  static final Identity CAROL = demonstration("carol");

  private static final int UNLIMITED = Integer.MAX_VALUE;

  /// More wakes without time passing than this: somebody asks for the same moment again and again.
  private static final int PATIENCE = 1_000;

  final VirtualClock clock = new VirtualClock();
  final SecureRandom random;
  final SimulatedRelay relay = new SimulatedRelay(clock);

  /// How often somebody lost what it kept, or got an older state of it.
  int losses;

  private final List<Device> devices = new ArrayList<>();

  World(long seed) {
    this.random = new SeededRandom(seed);
  }

  private static Identity demonstration(String name) {
    try {
      String pem = Files.readString(Path.of("keys", name, "priv.pem"));
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
      return new Identity(new Name(name), RsaPrivate.fromPkcs8(der));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (KeyRejected e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a keys folder holds of somebody.
  static PeerEntry entry(Identity of) {
    Path file = Path.of("keys", of.name().value(), "pub.pem");
    return new PeerEntry(
        of.name(), new PeerKey(of.name(), of.publicKey(), of.fingerprint(), file), null);
  }

  /// A client that is not started, with these people in its keys folder.
  Device device(Identity identity, Identity... known) {
    List<PeerEntry> keysFolder = new ArrayList<>();
    for (Identity each : known) {
      keysFolder.add(entry(each));
    }
    Device device = new Device(identity, keysFolder, relay, random, clock);
    devices.add(device);
    return device;
  }

  /// A client that is not started and has a clock of its own.
  Device device(Identity identity, InstantSource itsClock) {
    Device device = new Device(identity, List.of(), relay, random, itsClock);
    devices.add(device);
    return device;
  }

  /// A client that runs, is connected, and has published its prekeys.
  Device join(Identity identity, Identity... known) {
    Device device = Beginning.of(identity).in(this, identity, known);
    device.start();
    device.connect();
    flow();
    return device;
  }

  /// Lets everything move that can, without time passing.
  void flow() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Device device : List.copyOf(devices)) {
        moved |= device.send(UNLIMITED) > 0;
        moved |= device.fetch(UNLIMITED) > 0;
        moved |= device.hear(UNLIMITED) > 0;
      }
    }
  }

  /// Lets time pass, and everything happen that happens in it.
  void pass(Duration time) {
    flow();
    pass(time, this::flow);
  }

  /// Lets time pass over lines in which nothing moves.
  void passStill(Duration time) {
    pass(time, () -> {});
  }

  private void pass(Duration time, Runnable afterWake) {
    Instant end = clock.instant().plus(time);
    int idle = 0;
    for (Instant next = nextDue(); !next.isAfter(end); next = nextDue()) {
      idle = next.isAfter(clock.instant()) ? 0 : idle + 1;
      if (idle > PATIENCE) {
        throw new AssertionError("somebody is due at the same moment again and again");
      }
      clock.passUntil(next);
      wake();
      afterWake.run();
    }
    clock.passUntil(end);
  }

  /// The program ends, starts again and connects.
  void restart(Device device) {
    device.kill();
    device.start();
    device.connect();
    flow();
  }

  /// The program loses its database and starts again.
  void reinstall(Device device) {
    device.kill();
    device.disk.wipe();
    restart(device);
  }

  /// One says something and the other has it.
  void say(Device from, Device to, String text) {
    from.say(to.name(), text);
    pass(Duration.ofSeconds(5));
    if (!to.shown(from.name()).contains(text)) {
      throw new AssertionError(to.name() + " does not have: " + text);
    }
  }

  private Instant nextDue() {
    return devices.stream()
        .map(Device::due)
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private void wake() {
    for (Device device : List.copyOf(devices)) {
      if (device.due().filter(due -> !due.isAfter(clock.instant())).isPresent()) {
        device.call(Mail::wake);
      }
    }
  }

  @Override
  public void close() {
    devices.forEach(Device::close);
  }
}
