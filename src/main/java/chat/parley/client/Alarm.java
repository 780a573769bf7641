package chat.parley.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One timer by the clock on the wall. It looks at the clock now and then even when its time is far away,
/// since that clock can be set, and the computer can sleep. Belongs to the core thread.
final class Alarm {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Core core;
  private final InstantSource clock;
  private final Runnable rings;
  private @Nullable Instant setTo;
  private @Nullable Future<?> timer;

  /// @param rings run when the time has come; the alarm is then off until it is set again
  Alarm(Core core, InstantSource clock, Runnable rings) {
    this.core = core;
    this.clock = clock;
    this.rings = rings;
  }

  /// Sets it to another time, or off. One that is overdue, though it was set already, rings soon.
  void set(Optional<Instant> time) {
    Instant next = time.orElse(null);
    if (next == null) {
      stop();
    } else if (!next.equals(setTo) || !clock.instant().isBefore(next)) {
      stop();
      setTo = next;
      sleep(next);
    }
  }

  private void sleep(Instant until) {
    Duration left = Duration.between(clock.instant(), until);
    Duration bounded = left.compareTo(LONGEST) > 0 ? LONGEST : left;
    timer = core.after(bounded.compareTo(SHORTEST) < 0 ? SHORTEST : bounded, () -> look(until));
  }

  private void look(Instant until) {
    if (clock.instant().isBefore(until)) {
      sleep(until);
    } else {
      stop();
      rings.run();
    }
  }

  void stop() {
    setTo = null;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
