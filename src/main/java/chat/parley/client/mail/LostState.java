package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import chat.parley.model.Name;
import chat.parley.store.Ledger;
import chat.parley.store.StoreException;
import chat.parley.wire.content.Body;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Answers payloads of contacts that no session opens: once an hour and contact at most, by a new session whose
/// first content asks for everything that did not arrive.
final class LostState implements Books.Part, Chore {
  static final Duration PAUSE = Duration.ofHours(1);

  private final Books books;
  private final Ledgers ledgers;
  private final Conversations conversations;
  private final Outbox outbox;
  private final Slips slips;
  private final Set<Name> opening = new HashSet<>();

  LostState(Books books, Ledgers ledgers, Conversations conversations, Outbox outbox, Slips slips) {
    this.books = books;
    this.ledgers = ledgers;
    this.conversations = conversations;
    this.outbox = outbox;
    this.slips = slips;
  }

  @Override
  public void load(Commit commit) {
    opening.clear();
  }

  /// A payload came under a name and was refused.
  void refused(Commit commit, Name name) throws StoreException {
    Ledger ledger = ledgers.of(name);
    boolean isSoon =
        Noted.past(ledger.renewal().last(), commit.now())
            .filter(last -> commit.now().isBefore(last.plus(PAUSE)))
            .isPresent();
    if (slips.isWelcome(name) && !isSoon && !ledger.renewal().isDue()) {
      ledgers.put(name, ledger.withRenewal(new Ledger.Answer(commit.now(), true)));
      conversations.note(commit, name, ChatMessage.Note.Kind.NOT_OPENED);
    }
  }

  @Override
  public Optional<Instant> due() {
    return waiting().findAny().map(name -> Instant.EPOCH);
  }

  private Stream<Name> waiting() {
    return ledgers.names().stream()
        .filter(name -> ledgers.of(name).renewal().isDue())
        .filter(name -> slips.mayGo(name) && !opening.contains(name));
  }

  @Override
  public void wake(Instant now) {
    List<Name> due = waiting().toList();
    if (!due.isEmpty()) {
      books.run(
          commit -> {
            for (Name name : due) {
              opening.add(name);
              outbox.openSession(commit, name);
              slips.post(commit, name, new Body.Resend());
            }
          });
    }
  }

  /// In the commit that opens the session the answer is given; until then it is due, also after the program
  /// has ended.
  @Override
  public void save(Commit commit) {
    for (Name name : List.copyOf(opening)) {
      if (!outbox.isOpening(name)) {
        opening.remove(name);
        Ledger ledger = ledgers.of(name);
        Instant last = ledger.renewal().last();
        ledgers.put(name, ledger.withRenewal(new Ledger.Answer(last, false)));
      }
    }
  }
}
