package chat.parley.ui.conversation;

import chat.parley.model.Particulars;
import chat.parley.ui.kit.Texts;
import java.time.Duration;
import java.time.Instant;

/// How long a text still stays, in words: in the largest unit that fits, rounded up.
final class Remaining {
  private static final Texts TEXTS = Texts.of("conversation");

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
    return TEXTS.get("expires.in", span(left.isNegative() ? Duration.ZERO : left));
  }

  private static String span(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return TEXTS.get("span.seconds", Math.max(1, seconds));
    }
    if (seconds <= 60 * 60) {
      return TEXTS.get("span.minutes", Math.ceilDiv(seconds, 60));
    }
    if (seconds <= 24 * 60 * 60) {
      return TEXTS.get("span.hours", Math.ceilDiv(seconds, 60 * 60));
    }
    return TEXTS.get("span.days", Math.ceilDiv(seconds, 24 * 60 * 60));
  }
}
