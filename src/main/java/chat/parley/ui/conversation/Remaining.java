package chat.parley.ui.conversation;

import chat.parley.model.Particulars;
import chat.parley.ui.kit.Texts;
import java.time.Duration;
import java.time.Instant;

/// How long a text still stays, in words: in the largest unit that fits, rounded up.
final class Remaining {
  private static final Texts TEXTS = Texts.of("conversation");

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Remaining() {}

  /// @param own whether the user wrote the text
  static String words(Particulars.Expiry expiry, boolean own, Instant now) {
    Instant at = expiry.at();
    if (at == null) {
      return own
          ? TEXTS.get("expires.once-sent", span(expiry.after()))
          : TEXTS.get("expires.once-read", span(expiry.after()));
    }
    Duration left = Duration.between(now, at);
    if (own && !left.isPositive()) {
      return TEXTS.get("expires.once-delivered");
    }
    return TEXTS.get("expires.in", span(left.isNegative() ? Duration.ZERO : left));
  }

  private static String span(Duration duration) {
    long seconds = Math.max(1, duration.toSeconds());
    if (seconds < MINUTE) {
      return seconds == 1 ? TEXTS.get("span.second") : TEXTS.get("span.seconds", seconds);
    }
    if (seconds <= HOUR - MINUTE) {
      long minutes = Math.ceilDiv(seconds, MINUTE);
      return minutes == 1 ? TEXTS.get("span.minute") : TEXTS.get("span.minutes", minutes);
    }
    if (seconds <= DAY - HOUR) {
      long hours = Math.ceilDiv(seconds, HOUR);
      return hours == 1 ? TEXTS.get("span.hour") : TEXTS.get("span.hours", hours);
    }
    long days = Math.ceilDiv(seconds, DAY);
    return days == 1 ? TEXTS.get("span.day") : TEXTS.get("span.days", days);
  }
}
