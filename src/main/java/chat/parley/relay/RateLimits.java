package chat.parley.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How much each of many may still do: a bucket for each that fills at the [Rate]. Remembers those that
/// were here last, so that leaving and coming again empties no bucket. Belongs to the event loop.
///
/// @param <K> who: a name, or an address
final class RateLimits<K> {
  private static final int REMEMBERED = 10_000;
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Rate rate;
  private final LongSupplier nanoTime;
  private final Map<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  /// @param nanoTime a clock of nanoseconds that never goes back
  RateLimits(Rate rate, LongSupplier nanoTime) {
    this.rate = rate;
    this.nanoTime = nanoTime;
  }

  /// Takes so much, if there is any left: what costs more than there is leaves a debt.
  ///
  /// @return whether there was any left; else nothing was taken
  boolean take(K who, long cost) {
    Bucket bucket = buckets.computeIfAbsent(who, any -> new Bucket(rate, nanoTime.getAsLong()));
    if (buckets.size() > REMEMBERED) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    return bucket.take(rate, cost, nanoTime.getAsLong());
  }

  private static final class Bucket {
    private double left;
    private long at;

    Bucket(Rate rate, long now) {
      left = (double) rate.burst();
      at = now;
    }

    boolean take(Rate rate, long cost, long now) {
      left = Math.min((double) rate.burst(), left + (now - at) / NANOS * rate.perSecond());
      at = now;
      if (left < 1) {
        return false;
      }
      left -= (double) cost;
      return true;
    }
  }
}
