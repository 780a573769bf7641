package chat.parley.client.mail;

import chat.parley.model.MessageId;
import chat.parley.store.LogEntry;
import chat.parley.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When texts disappear whose time runs. What is here is in the database with each text.
///
/// A clock that was ahead when a time began, and was set right, must not keep a text for years: at each start of
/// the program no text has more than its whole time before it.
final class Deadlines implements Books.Part {
  private final Map<MessageId, Instant> deadlines = new HashMap<>();

  @Override
  public void load(Commit commit) throws StoreException {
    deadlines.clear();
    for (LogEntry entry : commit.intact(commit.tables().log().timed())) {
      note(entry, commit.now());
    }
  }

  /// Notes when a text disappears, if its time runs.
  void note(LogEntry entry, Instant now) {
    Duration after = entry.annotations().expiresAfter();
    Instant at = entry.annotations().expiresAt();
    if (after != null && at != null) {
      Instant latest = now.plus(after);
      deadlines.put(entry.message().id(), at.isBefore(latest) ? at : latest);
    }
  }

  void remove(MessageId id) {
    deadlines.remove(id);
  }

  /// The next one.
  Optional<Instant> next() {
    return deadlines.values().stream().min(Comparator.naturalOrder());
  }

  /// Those whose time is over.
  ///
  /// @param most how many at most
  List<MessageId> over(Instant now, int most) {
    return deadlines.entrySet().stream()
        .filter(each -> !each.getValue().isAfter(now))
        .map(Map.Entry::getKey)
        .limit(most)
        .toList();
  }
}
