package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.ClientFrames;
import chat.parley.wire.parley.Frame;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// 10,000 random or mutated frames at a live relay, while two members chat. (Case 14 of the adversary, at the
/// relay.)
@Timeout(120)
class ParleyFuzzTest {
  private static final int ATTACKS = 100;
  private static final int FRAMES = 100;
  private static final long MEMORY = 8 << 20;
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");

  @TempDir private Path folder;

  @Test
  void wellBehavedMembersNoticeNothing() throws Exception {
    Random random = new Random(14);
    try (TestRelay relay = TestRelay.start(folder);
        ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob")) {
      for (int attack = 0; attack < ATTACKS; attack++) {
        attack(relay, random);
        String text = "still here " + attack;
        alice.sendMessage(attack, BOB, text);
        FromRelay came = bob.next().orElseThrow();
        while (!(came instanceof FromRelay.Deliver deliver
            && deliver.from().equals(ALICE)
            && deliver.payload().equals(ParleyTestClient.text(text)))) {
          came = bob.next().orElseThrow();
        }
        bob.acknowledge(((FromRelay.Deliver) came).sequence());
        alice.expect(new FromRelay.Accepted(ParleyTestClient.id(attack)));
        Relay.Load load = relay.relay().load();
        assertTrue(load.heldBytes() < MEMORY, load.toString());
      }
    }
  }

  /// Half of the attackers log in first. What they are answered, they read at the end or never.
  private static void attack(TestRelay relay, Random random) throws Exception {
    ParleyTestClient eve = random.nextBoolean() ? relay.loggedIn("eve") : relay.connect();
    for (int i = 0; i < FRAMES; i++) {
      byte[] bytes = frame(random);
      try {
        int split = random.nextInt(bytes.length + 1);
        eve.sendBytes(Arrays.copyOf(bytes, split));
        eve.sendBytes(Arrays.copyOfRange(bytes, split, bytes.length));
      } catch (IOException dropped) {
        eve.close();
        eve = relay.loggedIn("eve");
      }
    }
    eve.close();
  }

  private static byte[] frame(Random random) {
    List<FromClient> known =
        List.of(
            new FromClient.Send(false, ParleyTestClient.id(random.nextInt()), BOB, some(random)),
            new FromClient.Send(true, ParleyTestClient.id(1), BOB, some(random)),
            new FromClient.Ack(random.nextInt(3)),
            new FromClient.Fetch(1, BOB),
            new FromClient.Watch(List.of(ALICE, BOB)),
            new FromClient.ListAccounts(1, ""),
            new FromClient.Publish(List.of()),
            new FromClient.Ping(Bytes.of(new byte[8])),
            new FromClient.Login(ALICE, some(random), some(random)));
    byte[] bytes = ClientFrames.encode(known.get(random.nextInt(known.size()))).encoded();
    switch (random.nextInt(6)) {
      case 0 -> {
        byte[] body = new byte[random.nextInt(300)];
        random.nextBytes(body);
        return new Frame(random.nextInt(256), Bytes.of(body)).encoded();
      }
      case 1 -> {
        byte[] deep =
            ("{\"x\":" + "[".repeat(random.nextInt(3_000))).getBytes(StandardCharsets.UTF_8);
        return new Frame(1 + random.nextInt(12), Bytes.of(deep)).encoded();
      }
      case 2 -> bytes[5 + random.nextInt(bytes.length - 5)] ^= (byte) (1 << random.nextInt(8));
      case 3 -> {
        if (random.nextInt(20) == 0) {
          bytes[random.nextInt(4)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      default -> {
        // Sent as it is, out of place.
      }
    }
    return bytes;
  }

  private static Bytes some(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(200)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
