package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.BadKeys;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Delivery;
import chat.parley.model.Delivery.WaitReason;
import chat.parley.model.Name;
import chat.parley.wire.content.Body;
import chat.parley.wire.parley.FromRelay;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Case 22, at the client: keys that are none, in a BUNDLE and in an opening, where the locale is Turkish.
class BadKeyCasesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);

  /// The kind of payload, the prekey's id, the initiator's X25519 key, and what ML-KEM encapsulated.
  private static final int SPKI_AT = 2 + 4 + 32 + 1088;

  private final Locale usual = Locale.getDefault();
  private final World world = new World(22);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @BeforeEach
  void goToTurkey() {
    Locale.setDefault(Locale.of("tr", "TR"));
  }

  @AfterEach
  void close() {
    Locale.setDefault(usual);
    world.close();
  }

  @Test
  void aBundleWithAKeyThatIsNoneOpensNothingAndPinsNothing() throws Exception {
    Device alice = world.join(World.ALICE);
    alice.say(BOB, "hello");
    for (Map.Entry<String, byte[]> bad : BadKeys.all().entrySet()) {
      world.relay.tamper =
          (client, frame) ->
              List.of(
                  frame instanceof FromRelay.Bundle bundle
                      ? new FromRelay.Bundle(
                          bundle.request(),
                          bundle.name(),
                          Bytes.of(bad.getValue()),
                          bundle.prekey())
                      : frame);
      world.restart(alice);
      world.pass(MOMENT);
      assertEquals(
          new Delivery.Waiting(WaitReason.KEY_NOT_PROVEN),
          alice.delivery(BOB, "hello"),
          bad.getKey());
      assertTrue(world.relay.taken().isEmpty(), bad.getKey());
      assertEquals(null, alice.contact(BOB).fingerprint(), bad.getKey());
    }
    world.relay.tamper = (client, frame) -> List.of(frame);
    world.restart(alice);
    world.pass(MOMENT);
    assertEquals(World.BOB.fingerprint(), alice.contact(BOB).fingerprint());
  }

  @Test
  void anOpeningWithAKeyThatIsNoneIsRefusedFromStrangersAndUnderAContactsName() throws Exception {
    Puppet stranger =
        new Puppet(world, new Identity(new Name("stranger"), World.CAROL.key()), World.BOB);
    stranger.connect();
    stranger.open();
    byte[] good = stranger.encrypt(Body.Text.of("let me in")).toArray();
    Device alice = world.join(World.ALICE, World.BOB);
    world.say(alice, bob, "hello");
    var state = bob.sessions(ALICE);
    for (Map.Entry<String, byte[]> bad : BadKeys.all().entrySet()) {
      Bytes payload = withKey(good, bad.getValue());
      for (Name name : List.of(stranger.name(), ALICE)) {
        world
            .relay
            .account(BOB)
            .mailbox
            .add(SimulatedLetter.forged(name, BOB, payload, world.clock.millis()));
        bob.fetch(1);
        bob.hear(1);
        bob.send(1);
        assertTrue(world.relay.account(BOB).mailbox.isEmpty(), bad.getKey());
        assertEquals(List.of(), bob.shown(stranger.name()), bad.getKey());
        assertEquals(List.of("hello"), bob.shown(ALICE), bad.getKey());
        assertEquals(state, bob.sessions(ALICE), bad.getKey());
      }
    }
    assertEquals(World.ALICE.fingerprint(), bob.contact(ALICE).fingerprint());
    world.say(alice, bob, "still here");
    // The one with its own key opens all the same.
    stranger.send(Bytes.of(good));
    world.pass(MOMENT);
    assertEquals(List.of("let me in"), bob.shown(stranger.name()));
  }

  private static Bytes withKey(byte[] payload, byte[] spki) {
    int length = ByteBuffer.wrap(payload).getShort(SPKI_AT) & 0xffff;
    int after = SPKI_AT + 2 + length;
    ByteBuffer other = ByteBuffer.allocate(payload.length - length + spki.length);
    other.put(payload, 0, SPKI_AT).putShort((short) spki.length).put(spki);
    other.put(payload, after, payload.length - after);
    return Bytes.of(other.array());
  }
}
