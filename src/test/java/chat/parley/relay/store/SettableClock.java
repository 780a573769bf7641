package chat.parley.relay.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A wall clock that a test sets, and one beside it that never jumps.
final class SettableClock extends Clock {
  private volatile Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private volatile Duration passed = Duration.ZERO;

  /// Time goes by.
  void pass(Duration time) {
    now = now.plus(time);
    passed = passed.plus(time);
  }

  /// The wall clock jumps; no time goes by.
  void jump(Duration by) {
    now = now.plus(by);
  }

  long nanoTime() {
    return passed.toNanos();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
