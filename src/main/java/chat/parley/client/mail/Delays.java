package chat.parley.client.mail;

import java.time.Duration;

/// How long to wait before something is tried again.
final class Delays {
  private static final int MOST_DOUBLINGS = 20;

  private Delays() {}

  /// A delay that doubles with each time.
  ///
  /// @param times how often it was waited for before
  static Duration doubled(Duration first, int times, Duration longest) {
    Duration delay = first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
    return delay.compareTo(longest) < 0 ? delay : longest;
  }
}
