package chat.parley.client.mail;

import java.time.Duration;
import java.time.Instant;

/// How many keys may still be checked that come with openings and were not seen before: whoever can write to
/// somebody can invent keys without end, and to check one takes as long as the cube of its length.
///
/// A key of 2048 bits counts for one: 400 at once, which take about a second, and ten more each second.
final class KeyAllowance {
  static final int MOST = 400;
  static final int PER_SECOND = 10;

  private static final double USUAL_BITS = 2048;
  private static final double MILLIS = Duration.ofSeconds(1).toMillis();

  private double left = MOST;
  private Instant at = Instant.EPOCH;

  /// Takes what a key costs, if there is anything left: one that costs more leaves a debt.
  ///
  /// @param bits the length of its modulus
  /// @return whether there was anything left; else nothing was taken
  boolean take(int bits, Instant now) {
    // A clock that was put back gives nothing, and takes nothing.
    double seconds = Math.max(0, Duration.between(at, now).toMillis() / MILLIS);
    left = Math.min(MOST, left + seconds * PER_SECOND);
    at = now;
    if (left < 1) {
      return false;
    }
    left -= Math.pow(bits / USUAL_BITS, 3);
    return true;
  }
}
