package chat.parley.client.mail;

import chat.parley.model.Name;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Once a day drops what is too old: tags of payloads, keys of messages that never came, halves of prekeys. A few
/// contacts at a time, so that nobody waits for it.
final class Upkeep implements Books.Part, Chore {
  private static final String SETTING = "mail.upkeep";
  private static final Duration DAY = Duration.ofDays(1);
  private static final int AT_ONCE = 4;

  private final Books books;
  private final Roster roster;
  private final Shelf shelf;
  private final Prekeys prekeys;
  private final Deque<Name> left = new ArrayDeque<>();
  private Instant last = Instant.EPOCH;

  Upkeep(Books books, Roster roster, Shelf shelf, Prekeys prekeys) {
    this.books = books;
    this.roster = roster;
    this.shelf = shelf;
    this.prekeys = prekeys;
  }

  @Override
  public void load(Commit commit) throws StoreException {
    left.clear();
    last =
        commit
            .tables()
            .settings()
            .find(SETTING)
            .map(Long::parseLong)
            .map(Instant::ofEpochMilli)
            .orElse(Instant.EPOCH);
  }

  @Override
  public Optional<Instant> due() {
    return Optional.of(left.isEmpty() ? next(books.now()) : Instant.EPOCH);
  }

  private Instant next(Instant now) {
    return Noted.past(last, now).map(noted -> noted.plus(DAY)).orElse(Instant.EPOCH);
  }

  @Override
  public void wake(Instant now) {
    if (!left.isEmpty()) {
      books.run(this::goOn);
    } else if (!next(now).isAfter(now)) {
      books.run(this::begin);
      prekeys.daily();
    }
  }

  private void begin(Commit commit) throws StoreException {
    last = commit.now();
    commit.tables().settings().put(SETTING, Long.toString(last.toEpochMilli()));
    commit.tables().tags().expire();
    roster.rows().stream().map(StoredContact::name).forEach(left::add);
  }

  private void goOn(Commit commit) throws StoreException {
    for (int i = 0; i < AT_ONCE && !left.isEmpty(); i++) {
      Name name = left.remove();
      if (roster.find(name).isPresent()) {
        shelf.freshen(commit, name, commit.now());
      }
    }
  }
}
