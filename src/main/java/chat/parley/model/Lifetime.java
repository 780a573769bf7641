package chat.parley.model;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long what the user writes in a conversation stays, on both sides.
public enum Lifetime {
  /// For good.
  UNLIMITED(null),
  HOUR(Duration.ofHours(1)),
  DAY(Duration.ofDays(1)),
  WEEK(Duration.ofDays(7));

  private final @Nullable Duration duration;

  Lifetime(@Nullable Duration duration) {
    this.duration = duration;
  }

  /// How long that is; nothing for good.
  public Optional<Duration> duration() {
    return Optional.ofNullable(duration);
  }

  /// The one of this duration, if there is one.
  public static Optional<Lifetime> of(Duration duration) {
    return Arrays.stream(values()).filter(each -> duration.equals(each.duration)).findFirst();
  }
}
