package chat.parley.relay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.disk.RecordedDisk;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Case 16, power cut: whatever becomes of the pages that were not synced, every message that the relay
/// promised to keep is there, whole and in order. Needs `strace`.
class PowerCutTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final MailboxLimits LIMITS =
      new MailboxLimits(100_000, 1L << 30, Duration.ofDays(30));
  private static final int MESSAGES = 400;
  private static final int AT_ONCE = 8;
  private static final int PAYLOAD = 1_500;
  private static final int CUTS = Integer.getInteger("parley.power-cuts", 40);

  @TempDir private Path folder;

  @Test
  @Timeout(600)
  void whatTheRelayPromisedToKeepIsThereWhenThePowerIsBack() throws Exception {
    assumeTrue(RecordedDisk.isPossible(), "strace is not installed, or may not look");
    Path data = folder.resolve("data");
    RecordedDisk disk =
        RecordedDisk.record(PowerCutTest.class, data, folder.resolve("log"), List.of());
    assertEquals(String.valueOf(MESSAGES), disk.promised());
    disk.cutPower(
        CUTS,
        folder,
        new Random(16),
        (after, promised) -> requireKept(after, Integer.parseInt(promised)));
  }

  private static void requireKept(Path data, int promised) throws Exception {
    try (SqliteRelayStore store = SqliteRelayStore.open(data, LIMITS, Clock.systemUTC())) {
      List<KeptMessage> kept = store.page(BOB, 0, 1_000, 1L << 30).get();
      assertTrue(kept.size() >= promised, "kept " + kept.size() + " of " + promised);
      assertEquals(
          IntStream.rangeClosed(1, kept.size()).mapToObj(PowerCutTest::payload).toList(),
          kept.stream().map(KeptMessage::payload).toList());
    }
  }

  private static Bytes payload(int number) {
    byte[] payload = new byte[PAYLOAD];
    new Random(number).nextBytes(payload);
    return Bytes.of(payload);
  }

  /// The relay's store under load: promises a message's number once it is kept.
  public static void main(String[] args) throws Exception {
    try (SqliteRelayStore store =
        SqliteRelayStore.open(Path.of(args[0]), LIMITS, Clock.systemUTC())) {
      store.bind(BOB, Bytes.of(new byte[] {1}), true).get();
      for (int first = 1; first <= MESSAGES; first += AT_ONCE) {
        List<CompletableFuture<RelayStore.Kept>> kept =
            IntStream.range(first, Math.min(first + AT_ONCE, MESSAGES + 1))
                .mapToObj(
                    number ->
                        store.keep(
                            ALICE,
                            BOB,
                            Bytes.of(ByteBuffer.allocate(16).putInt(number).array()),
                            payload(number)))
                .toList();
        for (CompletableFuture<RelayStore.Kept> each : kept) {
          each.get();
        }
        RecordedDisk.promise(String.valueOf(first + kept.size() - 1));
      }
    }
  }
}
