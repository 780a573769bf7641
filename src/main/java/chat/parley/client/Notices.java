package chat.parley.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/// Tells notices, and keeps a hostile server from telling without end: of those that anybody can cause, some
/// hundred are told at once and then ten a second; what is left out is counted and told in one sentence.
final class Notices {
  private static final int BURST = 300;
  private static final Duration REFILL = Duration.ofMillis(100);

  private final InstantSource clock;
  private final Consumer<Notice> teller;
  private int tokens = BURST;
  private Instant refilled;
  private long leftOut;

  Notices(InstantSource clock, Consumer<Notice> teller) {
    this.clock = clock;
    this.teller = teller;
    this.refilled = clock.instant();
  }

  /// Tells what only the user or a contact whose key is known can cause.
  void tell(Notice notice) {
    teller.accept(notice);
  }

  /// Tells what anybody at the other end of the wire can cause, or leaves it out.
  void tellSparingly(Notice notice) {
    refill();
    if (tokens == 0) {
      leftOut++;
      return;
    }
    tokens--;
    if (leftOut > 0) {
      teller.accept(new Notice.LeftOut(leftOut));
      leftOut = 0;
    }
    teller.accept(notice);
  }

  private void refill() {
    Duration passed = Duration.between(refilled, clock.instant());
    if (passed.isNegative()) {
      refilled = clock.instant();
      return;
    }
    long more = passed.dividedBy(REFILL);
    tokens = (int) Math.min(BURST, tokens + more);
    refilled = refilled.plus(REFILL.multipliedBy(more));
  }
}
