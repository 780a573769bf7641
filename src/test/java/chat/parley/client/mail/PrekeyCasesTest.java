package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.session.ratchet.PrekeyPrivate;
import chat.parley.store.StoredPrekey;
import chat.parley.wire.content.Body;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Prekeys of databases that are gone, that have waited for long, and that are too old.
class PrekeyCasesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final Duration DAY = Duration.ofDays(1);

  private final World world = new World(7);
  private final Device alice = world.join(World.ALICE, World.BOB);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @AfterEach
  void close() {
    world.close();
  }

  /// Case 18: the same id after the relay's restart.
  @Test
  void whatComesTwiceUnderOneIdIsShownOnce() {
    world.say(alice, bob, "first");
    alice.say(BOB, "twice");
    alice.send(1);
    world.relay.restart();
    for (Device device : List.of(alice, bob)) {
      device.hear(1);
      device.connect();
    }
    world.pass(MOMENT);
    assertEquals(List.of("first", "twice"), bob.shown(ALICE));
    assertEquals(List.of(), Captured.complaints(world.relay.taken()));
    assertTrue(
        world.relay.taken().stream().map(each -> each.id).distinct().count()
            < world.relay.taken().size());
  }

  /// Case 19: prekeys of a dead database.
  @Test
  void aNewDatabasePublishesPrekeysBeforeItSendsAnythingElse() {
    world.say(alice, bob, "first");
    Set<Long> dead = new HashSet<>(world.relay.account(BOB).ids());
    bob.kill();
    bob.disk.wipe();
    bob.start();
    bob.say(ALICE, "written before the connection");
    bob.connect();
    List<FromClient> said = bob.saidFirst();
    assertInstanceOf(FromClient.Publish.class, said.getFirst());
    world.flow();
    assertTrue(world.relay.account(BOB).ids().stream().noneMatch(dead::contains));
    assertTrue(world.relay.account(BOB).oneTimeLeft() >= 45);
    Device carol = world.join(World.CAROL, World.BOB);
    carol.say(BOB, "from a new contact");
    world.pass(MOMENT);
    assertEquals(List.of("from a new contact"), bob.shown(World.CAROL.name()));
  }

  /// Case 19: prekeys that run out.
  @Test
  void prekeysThatRunLowAreMadeUpFor() {
    world.relay.account(BOB).prekeys.subList(0, 31).clear();
    world.say(alice, bob, "hello");
    world.pass(Duration.ofMinutes(2));
    assertTrue(world.relay.account(BOB).oneTimeLeft() >= 40);
  }

  /// One need opens one session, also if the contact comes while a prekey is asked for.
  @Test
  void aContactWhoComesMeanwhileIsNotAskedForTwice() {
    long before = world.relay.account(BOB).oneTimeLeft();
    alice.say(BOB, "hello");
    SimulatedLine line = world.relay.account(ALICE).line;
    world.relay.tell(
        Objects.requireNonNull(line),
        new FromRelay.Presence(BOB, true, world.clock.instant().toEpochMilli()));
    alice.hear(1);
    world.pass(MOMENT);
    assertEquals(List.of("hello"), bob.shown(ALICE));
    assertEquals(before - 1, world.relay.account(BOB).oneTimeLeft());
    assertEquals(1, Captured.openings(world.relay.taken(), ALICE));
  }

  /// What opened a session can open it for nobody again, also not for who takes the disk later.
  @Test
  void theHalfOfASpentPrekeyIsGone() {
    int before = halves();
    world.say(alice, bob, "hello");
    assertEquals(before - 1, halves());
  }

  private int halves() {
    return bob.read(database -> database.commit(tables -> tables.prekeys().all().rows().size()));
  }

  /// Case 19: with the last-resort prekey alone a session opens, too.
  @Test
  void theLastResortPrekeyOpensASession() {
    world.relay.account(BOB).prekeys.removeIf(each -> !each.lastResort());
    world.say(alice, bob, "hello");
    world.say(bob, alice, "hello to you");
  }

  /// Case 20: long absence.
  @Test
  void mailThatWaitedForAMonthOpensBeforeItsPrekeyGoes() {
    SignedPrekey old = lastResort();
    bob.disconnect();
    alice.disconnect();
    world.relay.account(BOB).prekeys.removeIf(each -> !each.lastResort());
    world.pass(DAY.multipliedBy(16));
    alice.connect();
    alice.say(BOB, "waits for 29 days");
    world.pass(MOMENT);
    alice.disconnect();
    world.pass(DAY.multipliedBy(29));
    bob.connect();
    world.pass(MOMENT);
    assertEquals(List.of("waits for 29 days"), bob.shown(ALICE));
    assertTrue(lastResort().id() != old.id());
    alice.connect();
    world.pass(MOMENT);
    assertEquals(new Delivery.Delivered(), alice.delivery(BOB, "waits for 29 days"));
  }

  /// A set that the relay does not confirm is published again, rather than that ever more are made and the
  /// first of them dropped.
  @Test
  void aSetThatIsNotConfirmedIsPublishedAgain() {
    world.relay.tamper =
        (client, frame) -> frame instanceof FromRelay.Published ? List.of() : List.of(frame);
    bob.kill();
    bob.disk.wipe();
    bob.start();
    bob.connect();
    world.pass(MOMENT);
    for (int time = 0; time < 3; time++) {
      bob.disconnect();
      world.relay.account(BOB).prekeys.clear();
      bob.connect();
      world.pass(MOMENT);
    }
    assertEquals(51, halves());
    world.say(alice, bob, "hello");
  }

  /// Many ask for prekeys and open nothing with them: no half is dropped before its time, and no more are made
  /// than can be kept.
  @Test
  void howeverManyPrekeysAreAskedForNoHalfIsDroppedTooSoon() {
    List<SignedPrekey> first = List.copyOf(world.relay.account(BOB).prekeys);
    Puppet early = new Puppet(world, World.CAROL, World.BOB);
    early.connect();
    early.open(first.getFirst());
    keepHalves(1_900);
    for (int time = 0; time < 4; time++) {
      world.relay.account(BOB).prekeys.removeIf(each -> !each.lastResort());
      world.restart(bob);
      world.pass(MOMENT);
    }
    assertTrue(halves() > 1_950, () -> halves() + " halves");
    assertTrue(halves() <= 2_000, () -> halves() + " halves");
    early.send(Body.Text.of("late, and yet it opens"));
    world.pass(MOMENT);
    assertEquals(List.of("late, and yet it opens"), bob.shown(World.CAROL.name()));
    // Who asks now is given the prekey of last resort, and is heard.
    Puppet late = new Puppet(world, new Identity(new Name("dora"), World.CAROL.key()), World.BOB);
    late.connect();
    late.open();
    late.send(Body.Text.of("hello"));
    world.pass(MOMENT);
    assertEquals(List.of("hello"), bob.shown(late.name()));
    // After 30 days there is room again.
    world.pass(DAY.multipliedBy(31));
    world.restart(bob);
    world.pass(DAY);
    assertTrue(halves() < 200, () -> halves() + " halves");
    assertTrue(world.relay.account(BOB).oneTimeLeft() >= 20);
  }

  /// As if so many prekeys had been asked for in the last days.
  private void keepHalves(int count) {
    bob.kill();
    bob.read(
        database ->
            database.commit(
                tables -> {
                  for (int id = 1; id <= count; id++) {
                    PrekeyPrivate half =
                        PrekeyPrivate.generate(false, world.random, world.clock.instant());
                    tables
                        .prekeys()
                        .put(
                            new StoredPrekey(
                                half.prekey().id(), false, half.encode(), world.clock.instant()));
                  }
                  return count;
                }));
  }

  /// Case 20: long absence; what was opened on a prekey that was replaced 37 days ago.
  @Test
  void mailThatWaitedForAMonthOpensOnAReplacedPrekey() {
    world.relay.account(BOB).prekeys.removeIf(each -> !each.lastResort());
    SignedPrekey old = lastResort();
    alice.disconnect();
    world.pass(DAY.multipliedBy(8));
    assertTrue(lastResort().id() != old.id());
    bob.disconnect();
    world.relay.account(BOB).prekeys.clear();
    world.relay.account(BOB).prekeys.add(old);
    world.pass(DAY.multipliedBy(8));
    alice.connect();
    world.flow();
    alice.say(BOB, "waits for 29 days");
    world.pass(MOMENT);
    alice.disconnect();
    world.pass(DAY.multipliedBy(29));
    bob.kill();
    bob.start();
    bob.connect();
    world.pass(MOMENT);
    assertEquals(List.of("waits for 29 days"), bob.shown(ALICE));
  }

  /// Case 20: a bundle issued 91 days ago.
  @Test
  void aBundleThatIsTooOldIsRefused() {
    bob.disconnect();
    alice.disconnect();
    world.pass(DAY.multipliedBy(91));
    alice.connect();
    world.flow();
    alice.say(BOB, "on an old prekey");
    world.pass(MOMENT);
    assertEquals(
        new Delivery.Waiting(Delivery.WaitReason.CONTACT_NOT_READY),
        alice.outgoing(BOB, "on an old prekey").delivery());
    assertTrue(world.relay.taken().isEmpty());
    bob.connect();
    world.pass(Duration.ofHours(2));
    assertEquals(List.of("on an old prekey"), bob.shown(ALICE));
  }

  private SignedPrekey lastResort() {
    return world.relay.account(BOB).prekeys.stream()
        .filter(SignedPrekey::lastResort)
        .findFirst()
        .orElseThrow();
  }
}
