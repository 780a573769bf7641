package chat.parley.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: twice as long each time, with a quarter more or less by chance,
/// so that a relay that comes back is not run over.
///
/// @param first the first delay, before chance
/// @param longest the longest delay, before chance
record Backoff(Duration first, Duration longest) {
  static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private static final int MAX_DOUBLINGS = 20;

  /// @param failures how many attempts failed in a row before this one, 0 or more
  Duration delay(int failures, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(failures, MAX_DOUBLINGS);
    long bounded = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(Math.round(bounded * (0.75 + random.nextDouble() / 2)));
  }
}
