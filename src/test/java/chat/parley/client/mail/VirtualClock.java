package chat.parley.client.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that passes only when a test says so.
final class VirtualClock implements InstantSource {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Instant now = NOON;

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /// Somebody sets the clock right that was ahead.
  void putBackTo(Instant then) {
    now = then;
  }

  /// Never back.
  void passUntil(Instant then) {
    if (then.isAfter(now)) {
      now = then;
    }
  }
}
