package chat.parley.session.ratchet;

import chat.parley.model.Bytes;
import java.time.Duration;

/// The tags of the payloads of one contact that were opened in the last 60 days.
///
/// They are not part of the sessions' state, which is written with every message and must stay small, but
/// entries of their own: 32 bytes beside each message that is kept anyway. Forgetting one early is safe: a
/// repeated payload is then refused instead of dropped, since its key is gone.
@FunctionalInterface
public interface OpenedTags {
  /// How long a tag is remembered.
  Duration KEPT = Duration.ofDays(60);

  /// How many tags of one contact are enough to remember: the newest.
  int MOST = 100_000;

  /// Whether a payload with this tag was opened.
  boolean contains(Bytes tag);
}
