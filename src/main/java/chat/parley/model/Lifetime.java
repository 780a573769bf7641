package chat.parley.model;

import java.time.Duration;
import java.util.Optional;

/// How long what the user writes in a conversation stays, on both sides.
public enum Lifetime {
  /// For good.
  UNLIMITED,
  HOUR,
  DAY,
  WEEK;

  /// How long that is; nothing for good.
  public Optional<Duration> duration() {
    return switch (this) {
      case UNLIMITED -> Optional.empty();
      case HOUR -> Optional.of(Duration.ofHours(1));
      case DAY -> Optional.of(Duration.ofDays(1));
      case WEEK -> Optional.of(Duration.ofDays(7));
    };
  }
}
