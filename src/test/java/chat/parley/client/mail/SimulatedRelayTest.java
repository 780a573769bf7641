package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.session.ratchet.PrekeyPrivate;
import chat.parley.wire.content.Body;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The simulated relay keeps to the protocol, which all that is shown with it rests on.
class SimulatedRelayTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final int ALL = Integer.MAX_VALUE;
  private static final PublicIdentity PUBLIC_ALICE =
      PublicIdentity.of(ALICE, World.ALICE.publicKey());
  private static final PublicIdentity PUBLIC_BOB = PublicIdentity.of(BOB, World.BOB.publicKey());

  private final World world = new World(0);
  private final SimulatedRelay relay = world.relay;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void twoWhoSpeakByHandUnderstandEachOther() {
    Puppet alice = new Puppet(world, World.ALICE, World.BOB);
    Puppet bob = new Puppet(world, World.BOB, World.ALICE);
    alice.connect();
    bob.connect();
    alice.open();
    alice.send(Body.Text.of("hello"));
    assertEquals(List.of("hello"), Puppet.texts(bob.hear()));
    bob.send(Body.Text.of("hello to you"));
    assertEquals(List.of("hello to you"), Puppet.texts(alice.hear()));
  }

  @Test
  void whatIsNotAcknowledgedComesFirstOnTheNextConnection() {
    SimulatedLine alice = connect(PUBLIC_ALICE);
    SimulatedLine bob = connect(PUBLIC_BOB);
    for (int i = 1; i <= 3; i++) {
      say(alice, send(i));
    }
    assertEquals(List.of(accepted(1), accepted(2), accepted(3)), take(alice));
    relay.deliver(bob, ALL);
    assertEquals(List.of(delivered(1, 1), delivered(2, 2), delivered(3, 3)), take(bob));
    say(bob, new FromClient.Ack(2));
    SimulatedLine again = connect(PUBLIC_BOB);
    assertTrue(bob.isCut);
    relay.deliver(again, ALL);
    assertEquals(List.of(delivered(1, 3)), take(again));
    say(again, new FromClient.Ack(1));
    assertTrue(relay.account(BOB).mailbox.isEmpty());
  }

  @Test
  void anIdThatComesTwiceIsAcceptedTwiceAndDeliveredOnce() {
    SimulatedLine alice = connect(PUBLIC_ALICE);
    SimulatedLine bob = connect(PUBLIC_BOB);
    say(alice, send(1));
    say(alice, send(1));
    assertEquals(List.of(accepted(1), accepted(1)), take(alice));
    assertEquals(1, relay.deliver(bob, ALL));
  }

  @Test
  void whatWasNotPromisedIsGoneAfterARestart() {
    SimulatedLine alice = connect(PUBLIC_ALICE);
    connect(PUBLIC_BOB);
    relay.promisesAtOnce = false;
    say(alice, send(1));
    relay.sync();
    say(alice, send(2));
    assertEquals(List.of(accepted(1)), take(alice));
    relay.restart();
    SimulatedLine bob = connect(PUBLIC_BOB);
    relay.deliver(bob, ALL);
    assertEquals(List.of(delivered(1, 1)), take(bob));
  }

  @Test
  void oneAskerGetsThreeOneTimePrekeysADayAndThenTheLastResort() {
    connect(PUBLIC_BOB);
    relay.enrol(PUBLIC_BOB, prekeys());
    assertEquals(List.of(false, false, false, true, true), fetch(connect(PUBLIC_ALICE), 5));
    PublicIdentity carol = PublicIdentity.of(World.CAROL.name(), World.CAROL.publicKey());
    assertEquals(List.of(false), fetch(connect(carol), 1));
    world.clock.pass(Duration.ofDays(1));
    assertEquals(List.of(false, true), fetch(connect(PUBLIC_ALICE), 2));
  }

  private static List<SignedPrekey> prekeys() {
    World other = new World(9);
    List<SignedPrekey> prekeys = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      PrekeyPrivate made = PrekeyPrivate.generate(i == 0, other.random, VirtualClock.NOON);
      Bytes signature = Bytes.of(made.prekey().sign(World.BOB, other.random));
      prekeys.add(new SignedPrekey(Bytes.of(made.prekey().encode()), signature));
    }
    return prekeys;
  }

  private List<Boolean> fetch(SimulatedLine asker, int times) {
    List<Boolean> lastResort = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      say(asker, new FromClient.Fetch(i, BOB));
      for (FromRelay each : take(asker)) {
        if (each instanceof FromRelay.Bundle bundle) {
          lastResort.add(bundle.prekey().lastResort());
        }
      }
    }
    return lastResort;
  }

  @Test
  void presenceIsToldWhereBothWatch() {
    SimulatedLine alice = connect(PUBLIC_ALICE);
    SimulatedLine bob = connect(PUBLIC_BOB);
    say(alice, new FromClient.Watch(List.of(BOB)));
    assertEquals(List.of(), take(alice));
    say(bob, new FromClient.Watch(List.of(ALICE)));
    assertTrue(((FromRelay.Presence) take(alice).getFirst()).online());
    assertTrue(((FromRelay.Presence) take(bob).getFirst()).online());
    relay.cut(bob);
    assertFalse(((FromRelay.Presence) take(alice).getFirst()).online());
  }

  private SimulatedLine connect(PublicIdentity person) {
    SimulatedLine line = relay.connect(person);
    assertTrue(line.down.removeFirst() instanceof FromRelay.Welcome);
    return line;
  }

  private void say(SimulatedLine line, FromClient frame) {
    line.up.add(frame);
    relay.process(line, ALL);
  }

  private static List<FromRelay> take(SimulatedLine line) {
    List<FromRelay> frames = List.copyOf(line.down);
    line.down.clear();
    return frames;
  }

  private static FromClient.Send send(int number) {
    return new FromClient.Send(false, id(number), BOB, id(number));
  }

  private static FromRelay.Accepted accepted(int number) {
    return new FromRelay.Accepted(id(number));
  }

  private FromRelay.Deliver delivered(int sequence, int number) {
    return new FromRelay.Deliver(sequence, world.clock.millis(), ALICE, id(number));
  }

  private static Bytes id(int number) {
    byte[] id = new byte[16];
    id[0] = (byte) number;
    return Bytes.of(id);
  }
}
