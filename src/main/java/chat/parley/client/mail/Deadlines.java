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
import java.util.TreeSet;

/// When texts disappear whose time runs. What is here is in the database with each text.
///
/// A clock that was ahead when a time began, and was set right, must not keep a text for years: at each start of
/// the program no text has more than its whole time before it.
final class Deadlines implements Books.Part {
  private record Deadline(Instant at, MessageId id) {}

  private final Map<MessageId, Deadline> ofTexts = new HashMap<>();
  private final TreeSet<Deadline> inOrder =
      new TreeSet<>(
          Comparator.comparing(Deadline::at).thenComparing(deadline -> deadline.id().hex()));

  @Override
  public void load(Commit commit) throws StoreException {
    ofTexts.clear();
    inOrder.clear();
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
      Deadline next = new Deadline(at.isBefore(latest) ? at : latest, entry.message().id());
      remove(next.id);
      ofTexts.put(next.id, next);
      inOrder.add(next);
    }
  }

  void remove(MessageId id) {
    Deadline before = ofTexts.remove(id);
    if (before != null) {
      inOrder.remove(before);
    }
  }

  /// The next one.
  Optional<Instant> next() {
    return inOrder.isEmpty() ? Optional.empty() : Optional.of(inOrder.first().at);
  }

  /// Those whose time is over, the earliest first.
  ///
  /// @param most how many at most
  List<MessageId> over(Instant now, int most) {
    return inOrder.stream()
        .takeWhile(each -> !each.at.isAfter(now))
        .map(Deadline::id)
        .limit(most)
        .toList();
  }
}
