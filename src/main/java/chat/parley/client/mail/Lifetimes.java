package chat.parley.client.mail;

import chat.parley.model.MessageId;
import chat.parley.store.LogEntry;
import chat.parley.store.StoreException;
import java.time.Instant;
import java.util.Optional;

/// Takes texts away whose time is over, with all that belongs to them, also what passed while the program was not
/// running.
final class Lifetimes implements Chore {
  /// How many are taken away in one commit.
  private static final int MOST = 100;

  private final Books books;
  private final Deadlines deadlines;
  private final Conversations conversations;

  Lifetimes(Books books, Deadlines deadlines, Conversations conversations) {
    this.books = books;
    this.deadlines = deadlines;
    this.conversations = conversations;
  }

  @Override
  public Optional<Instant> due() {
    return deadlines.next();
  }

  @Override
  public void wake(Instant now) {
    if (deadlines.next().filter(next -> !next.isAfter(now)).isPresent()) {
      books.run(this::takeAway);
    }
  }

  private void takeAway(Commit commit) throws StoreException {
    for (MessageId id : deadlines.over(commit.now(), MOST)) {
      Optional<LogEntry> entry = commit.tables().log().find(id);
      if (entry.isPresent()) {
        conversations.takeAway(commit, entry.get());
      }
      deadlines.remove(id);
    }
  }
}
