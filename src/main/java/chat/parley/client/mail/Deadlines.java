package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable;
import chat.parley.store.Rows;
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
/// A clock that was ahead when a time began, and was set right, must not keep a text for years: at the next start of
/// the program no text has more than its whole time before it. A text of one's own waits for its receipt, however long
/// its time is over: what got lost on the way can only be sent again from here.
final class Deadlines implements Books.Part {
  /// How many entries are read at once: each can be as long as a frame.
  private static final int PAGE = 20;

  private record Deadline(Instant at, MessageId id) {}

  private final Map<MessageId, Deadline> ofTexts = new HashMap<>();
  private final TreeSet<Deadline> inOrder =
      new TreeSet<>(
          Comparator.comparing(Deadline::at).thenComparing(deadline -> deadline.id().hex()));

  @Override
  public void load(Commit commit) throws StoreException {
    ofTexts.clear();
    inOrder.clear();
    LogTable log = commit.tables().log();
    long last = 0;
    boolean isMore = true;
    while (isMore) {
      Rows<LogEntry> page = log.timed(last, PAGE);
      isMore = page.rows().size() + page.damaged().size() == PAGE;
      for (LogEntry entry : commit.intact(page)) {
        last = entry.position().row();
        LogEntry next = bounded(entry, commit.now());
        if (!next.equals(entry)) {
          log.replace(next);
        }
        note(next);
      }
    }
  }

  private static LogEntry bounded(LogEntry entry, Instant now) {
    Duration after = entry.annotations().expiresAfter();
    Instant at = entry.annotations().expiresAt();
    return after != null && at != null && at.isAfter(now.plus(after))
        ? entry.with(entry.annotations().endingAt(now.plus(after)))
        : entry;
  }

  /// Notes when a text disappears, if its time runs and it may go when that is over.
  void note(LogEntry entry) {
    Instant at = entry.annotations().expiresAt();
    if (at != null && mayGo(entry)) {
      Deadline next = new Deadline(at, entry.message().id());
      remove(next.id);
      ofTexts.put(next.id, next);
      inOrder.add(next);
    }
  }

  private static boolean mayGo(LogEntry entry) {
    return !(entry.message() instanceof ChatMessage.Outgoing own)
        || entry.annotations().isDeleted()
        || own.delivery() instanceof Delivery.Delivered
        || own.delivery() instanceof Delivery.Read;
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
