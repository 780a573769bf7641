package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// 10,000 random or mutated frames at a live relay, while two members chat. (Case 25 of the adversary
/// page, at the relay.)
class RelayFuzzTest {
  private static final int ATTACKS = 250;
  private static final int FRAMES = 40;
  private static final long MEMORY = 8 << 20;

  private static @Nullable Relay relay;
  private static @Nullable TestMember alice;
  private static @Nullable TestMember bob;

  @BeforeContainer
  static void start() throws Exception {
    Relay started = Relay.start(RelaySettings.onThisComputer(0));
    relay = started;
    alice = TestMember.joined(started.classicAddress(), "alice");
    bob = TestMember.joined(started.classicAddress(), "bob");
    alice.expectJoin("bob");
  }

  @AfterContainer
  static void close() throws Exception {
    try (Relay closing = relay;
        TestMember one = alice;
        TestMember two = bob) {
      assertNotNull(closing);
      assertNotNull(one);
      assertNotNull(two);
    }
  }

  @Property(tries = ATTACKS, shrinking = ShrinkingMode.OFF)
  void wellBehavedMembersNoticeNothing(@ForAll long seed) throws Exception {
    Relay target = present(relay);
    Random random = new Random(seed);
    TestMember eve = attacker(target, random, seed);
    for (int frame = 0; frame < FRAMES; frame++) {
      byte[] bytes = frame(random);
      try {
        int split = random.nextInt(bytes.length + 1);
        eve.sendBytes(Arrays.copyOf(bytes, split));
        eve.sendBytes(Arrays.copyOfRange(bytes, split, bytes.length));
      } catch (IOException dropped) {
        eve.close();
        eve = attacker(target, random, seed + frame);
      }
    }
    if (random.nextBoolean()) {
      eve.abort();
    } else {
      eve.close();
    }
    String number = "%016x".formatted(seed);
    present(alice).send(TestMember.message("bob", "alice", number));
    present(bob).await(TestMember.message("bob", "alice", number));
    present(bob).send(TestMember.message("alice", "bob", number));
    present(alice).await(TestMember.message("alice", "bob", number));
    Relay.Load load = target.load();
    assertTrue(load.heldBytes() < MEMORY, load.toString());
  }

  /// Half of the attackers join first.
  private static TestMember attacker(Relay relay, Random random, long seed) throws Exception {
    return random.nextBoolean()
        ? TestMember.joined(relay.classicAddress(), "eve%x".formatted(seed))
        : new TestMember(relay.classicAddress());
  }

  private static byte[] frame(Random random) throws IOException {
    byte[] body = body(random);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    String length = random.nextInt(20) == 0 ? header(random) : Integer.toString(body.length);
    frame.writeBytes(
        " "
            .repeat(ClassicFrame.HEADER_LENGTH - length.length())
            .getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(length.getBytes(StandardCharsets.ISO_8859_1));
    frame.writeBytes(body);
    return frame.toByteArray();
  }

  private static String header(Random random) {
    List<String> odd = List.of("+5", "-1", "0x5", "1048577", "1048576", "99999999", "é", "", "0");
    return odd.get(random.nextInt(odd.size()));
  }

  private static byte[] body(Random random) {
    List<String> known =
        List.of(
            ClassicBody.NICK,
            ClassicBody.QUIT,
            "alice",
            "mallory",
            TestMember.announcement("alice"),
            TestMember.announcement("mallory"),
            TestMember.message("alice", "mallory", "00ff"),
            TestMember.message("bob", "alice", "00ff"),
            new ClassicBody.SessionKey("00", "00", "mallory", "bob").json(),
            new ClassicBody.DelKey("alice").json(),
            "{\"to\": \"alice\", \"x\": " + "[".repeat(20_000) + "}");
    byte[] body = known.get(random.nextInt(known.size())).getBytes(StandardCharsets.UTF_8);
    switch (random.nextInt(5)) {
      case 0 -> random.nextBytes(body);
      case 1 -> body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      case 2 -> body = Arrays.copyOf(body, random.nextInt(body.length + 8));
      default -> {
        // Sent as it is, out of place.
      }
    }
    return body;
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("not started");
    }
    return value;
  }
}
