package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Case 11: random schedules. Whatever happened, once the relay is honest nothing is undelivered, nothing is
/// there twice, no notice is left, and no side answered with more than one session an hour.
///
/// A thousand seeds in each build, a hundred thousand by `mvn -Padversary test`, and any number with
/// `-Dadversary.seeds=N`, from `-Dadversary.from=F` on. A seed that fails is told with its history, and runs
/// alone with `-Dadversary.seed=S`.
class RandomSchedulesTest {
  private static final int SEEDS = Integer.getInteger("adversary.seeds", 1_000);
  private static final long FROM = Long.getLong("adversary.from", 0);
  private static final Long ALONE = Long.getLong("adversary.seed");

  /// After so many failures there is enough to look at.
  private static final int ENOUGH = 20;

  @Test
  void whateverHappenedEndsWellOnceTheRelayIsHonest() {
    Beginnings strangers = Beginnings.strangers();
    Beginnings acquainted = Beginnings.acquainted();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    LongStream seeds = ALONE == null ? LongStream.range(FROM, FROM + SEEDS) : LongStream.of(ALONE);
    seeds
        .parallel()
        .filter(seed -> failures.size() < ENOUGH)
        .forEach(
            seed -> {
              try {
                RandomSchedule.run(seed, seed % 4 == 0 ? strangers : acquainted);
              } catch (AssertionError e) {
                failures.add(String.valueOf(e.getMessage()));
              }
            });
    assertTrue(failures.isEmpty(), () -> String.join("\n\n", failures));
  }

  @Test
  void aSeedIsTheSameAgain() {
    Beginnings beginnings = Beginnings.acquainted();
    assertEquals(RandomSchedule.run(1, beginnings), RandomSchedule.run(1, beginnings));
  }
}
