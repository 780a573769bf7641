package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.wire.content.Body;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Case 14: poison. Whatever comes is dealt with at once, keeps nothing else from coming, and is answered to
/// nobody who is a stranger.
class PoisonCasesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final int OPENING_KEY = 2 + 4;
  private static final int KEY_BYTES = 32;

  private final World world = new World(6);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @AfterEach
  void close() {
    world.close();
  }

  /// Case 14: poison from strangers.
  @Test
  void bytesOfStrangersBlockNothingAndAreNotAnswered() {
    Puppet template =
        new Puppet(world, new Identity(new Name("stranger"), World.CAROL.key()), World.BOB);
    template.connect();
    template.open();
    byte[] good = template.encrypt(Body.Text.of("hello")).toArray();
    Random random = new Random(14);
    for (int stranger = 1; stranger <= 10; stranger++) {
      Name name = new Name("stranger" + stranger);
      for (Bytes poison : poisons(good, random)) {
        world
            .relay
            .account(BOB)
            .mailbox
            .add(SimulatedLetter.forged(name, BOB, poison, world.clock.millis()));
      }
    }
    world.flow();
    assertTrue(world.relay.account(BOB).mailbox.isEmpty(), "everything is acknowledged at once");
    world.pass(Duration.ofHours(2));
    assertTrue(world.relay.taken().stream().noneMatch(each -> each.from.equals(BOB)));
    Device alice = world.join(World.ALICE, World.BOB);
    world.say(alice, bob, "later mail");
    world.say(bob, alice, "and its answer");
  }

  private static List<Bytes> poisons(byte[] good, Random random) {
    byte[] noise = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(noise);
    byte[] lowOrder = good.clone();
    Arrays.fill(lowOrder, OPENING_KEY, OPENING_KEY + KEY_BYTES, (byte) 0);
    byte[] longKey = good.clone();
    longKey[OPENING_KEY + KEY_BYTES + 1088] = (byte) 0xff;
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    byte[] noSession = Arrays.copyOf(good, good.length);
    noSession[1] = 2;
    byte[] unknownKind = good.clone();
    unknownKind[1] = 3;
    return Stream.of(
            noise,
            new byte[0],
            new byte[] {1},
            new byte[] {1, 1},
            Arrays.copyOf(good, random.nextInt(good.length)),
            lowOrder,
            longKey,
            longer,
            noSession,
            unknownKind,
            new byte[200_000])
        .map(Bytes::of)
        .toList();
  }

  /// Case 14: poison from strangers, inside of sessions.
  @Test
  void contentsOfStrangersThatMakeNoSenseBlockNothingAndAreNotAnswered() {
    List<Name> strangers = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      Name name = new Name("stranger" + i);
      strangers.add(name);
      Puppet stranger = new Puppet(world, new Identity(name, World.CAROL.key()), World.BOB);
      stranger.connect();
      stranger.open();
      stranger.send(Body.Text.of("hello"));
      senseless().forEach(content -> stranger.send(stranger.encrypt(content)));
    }
    world.flow();
    assertTrue(world.relay.account(BOB).mailbox.isEmpty(), "everything is acknowledged at once");
    world.pass(Duration.ofHours(2));
    strangers.forEach(name -> assertEquals(List.of("hello"), bob.shown(name)));
    assertTrue(world.relay.taken().stream().noneMatch(each -> each.from.equals(BOB)));
    Device alice = world.join(World.ALICE, World.BOB);
    world.say(alice, bob, "later mail");
    world.say(bob, alice, "and its answer");
  }

  private static List<Bytes> senseless() {
    List<Bytes> contents = new ArrayList<>();
    for (String json :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "[".repeat(200) + "]".repeat(200),
            "{\"id\":" + "[".repeat(200) + "]".repeat(200) + "}",
            "{\"id\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"id\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}",
            "{\"id\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"kind\":\"text\",\"sentAt\":1e999999}",
            "{\"id\":\"AAAA\",\"kind\":\"text\",\"sentAt\":1,\"text\":\"x\"}",
            "{\"id\":7}",
            "\u0000")) {
      contents.add(Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
    }
    contents.add(Bytes.of(new byte[] {(byte) 0xc3, 0x28}));
    return contents;
  }

  /// Case 14: poison inside of a session.
  @Test
  void contentsThatMakeNoSenseAreShownAsDamagedAndBlockNothing() {
    Device alice = world.join(World.ALICE, World.BOB);
    world.say(alice, bob, "hello");
    alice.kill();
    Puppet puppet = new Puppet(world, World.ALICE, World.BOB);
    puppet.connect();
    puppet.open();
    senseless().forEach(content -> puppet.send(puppet.encrypt(content)));
    puppet.send(Body.Text.of("after all that"));
    world.flow();
    assertTrue(world.relay.account(BOB).mailbox.isEmpty());
    assertEquals("after all that", bob.shown(ALICE).getLast());
    assertTrue(bob.notes(ALICE).contains(ChatMessage.Note.Kind.DAMAGED));
  }

  /// Case 14: an unreduced ML-KEM key, and other damage, in a bundle.
  @Test
  void aBundleThatMakesNoSenseOpensNothingUntilABetterOneComes() {
    Device alice = world.join(World.ALICE, World.BOB);
    world.relay.tamper =
        (client, frame) ->
            List.of(frame instanceof FromRelay.Bundle bundle ? unreduced(bundle) : frame);
    alice.say(BOB, "hello");
    world.pass(MOMENT);
    assertEquals(List.of(), bob.shown(ALICE));
    assertTrue(alice.delivery(BOB, "hello") instanceof Delivery.Waiting);
    world.relay.tamper = (client, frame) -> List.of(frame);
    world.pass(Duration.ofHours(1));
    world.restart(alice);
    world.pass(MOMENT);
    assertEquals(List.of("hello"), bob.shown(ALICE));
  }

  private static FromRelay unreduced(FromRelay.Bundle bundle) {
    byte[] prekey = bundle.prekey().prekey().toArray();
    Arrays.fill(prekey, prekey.length - 1184, prekey.length, (byte) 0xff);
    return new FromRelay.Bundle(
        bundle.request(),
        bundle.name(),
        bundle.key(),
        new SignedPrekey(Bytes.of(prekey), bundle.prekey().signature()));
  }
}
