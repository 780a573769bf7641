package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable;
import chat.parley.store.Position;
import chat.parley.store.Rows;
import chat.parley.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads conversations, a page at a time.
final class Pages {
  private final Books books;
  private final Conversations conversations;

  Pages(Books books, Conversations conversations) {
    this.books = books;
    this.conversations = conversations;
  }

  /// See [Mail#page].
  Optional<List<ChatMessage>> page(Name contact, @Nullable MessageId before, int limit) {
    List<ChatMessage> page = new ArrayList<>();
    boolean isRead =
        books.run(
            commit -> {
              page.clear();
              LogTable log = commit.tables().log();
              Position end =
                  before == null ? null : log.find(before).map(LogEntry::position).orElse(null);
              show(commit, commit.intact(log.page(contact, end, limit)), page);
            });
    return isRead ? Optional.of(page) : Optional.empty();
  }

  private void show(Commit commit, List<LogEntry> entries, List<ChatMessage> page)
      throws StoreException {
    for (LogEntry entry : entries) {
      page.add(conversations.shown(commit, entry));
    }
  }

  Passage fromBeginning(Name contact) {
    return new Walk(contact, Position.BEGINNING, true);
  }

  Passage fromEnd(Name contact) {
    return new Walk(contact, null, false);
  }

  /// Knows the place of the last entry that it showed, not the entry: that may be gone by now.
  private final class Walk implements Passage {
    private final Name contact;
    private final boolean isForward;
    private @Nullable Position at;

    private Walk(Name contact, @Nullable Position start, boolean isForward) {
      this.contact = contact;
      this.at = start;
      this.isForward = isForward;
    }

    @Override
    public Optional<List<ChatMessage>> next(int limit) {
      List<LogEntry> entries = new ArrayList<>();
      List<ChatMessage> page = new ArrayList<>();
      boolean isRead =
          books.run(
              commit -> {
                entries.clear();
                page.clear();
                entries.addAll(read(commit, limit));
                show(commit, entries, page);
              });
      if (!isRead) {
        return Optional.empty();
      }
      if (!entries.isEmpty()) {
        at = entries.getLast().position();
      }
      return Optional.of(page);
    }

    /// A page that was damaged from its first row to its last is not the end.
    private List<LogEntry> read(Commit commit, int limit) throws StoreException {
      while (true) {
        Rows<LogEntry> rows = rows(commit.tables().log(), limit);
        List<LogEntry> entries = commit.intact(rows);
        if (!entries.isEmpty() || rows.damaged().isEmpty()) {
          return isForward ? entries : entries.reversed();
        }
      }
    }

    private Rows<LogEntry> rows(LogTable log, int limit) throws StoreException {
      return isForward
          ? log.since(contact, Objects.requireNonNull(at), limit)
          : log.page(contact, at, limit);
    }
  }
}
