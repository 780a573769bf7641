package chat.parley.client.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A rest after the relay did not take something, longer each time, until it takes something again.
final class Pause {
  private final Duration first;
  private final Duration longest;
  private @Nullable Instant until;
  private int times;

  Pause(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /// Begins, unless it has begun.
  void begin(Instant now) {
    if (until == null) {
      until = now.plus(Delays.doubled(first, times++, longest));
    }
  }

  boolean isOn() {
    return until != null;
  }

  /// When it ends, if it has begun.
  Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /// Ends if its time has come.
  void wake(Instant now) {
    if (until != null && !until.isAfter(now)) {
      end();
    }
  }

  /// Ends now; the next one is longer.
  void end() {
    until = null;
  }

  /// The relay took something: the next pause is a first one.
  void succeeded() {
    times = 0;
  }
}
