package chat.parley.client.mail;

import chat.parley.model.Name;
import chat.parley.session.ratchet.Party;
import chat.parley.store.Ledger;
import chat.parley.store.LogEntry;
import chat.parley.store.LoggedContent;
import chat.parley.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Answers contacts that lack something: what has no receipt and was written for their key is sent again, oldest
/// first, 100 at most, every 10 s at most.
final class Resends implements Chore {
  static final Duration PAUSE = Duration.ofSeconds(10);
  static final int MOST = 100;

  private final Books books;
  private final Ledgers ledgers;
  private final Shelf shelf;
  private final Outbox outbox;
  private final Slips slips;

  Resends(Books books, Ledgers ledgers, Shelf shelf, Outbox outbox, Slips slips) {
    this.books = books;
    this.ledgers = ledgers;
    this.shelf = shelf;
    this.outbox = outbox;
    this.slips = slips;
  }

  /// A contact asks. However often it does, one answer is due.
  void asked(Name contact) {
    Ledger ledger = ledgers.of(contact);
    ledgers.put(contact, ledger.withResend(ledger.resend().due()));
  }

  @Override
  public Optional<Instant> due() {
    Instant now = books.now();
    return ledgers.names().stream()
        .filter(slips::mayGo)
        .map(name -> ledgers.of(name).resend())
        .filter(Ledger.Answer::isDue)
        .map(answer -> at(answer, now))
        .min(Comparator.naturalOrder());
  }

  private static Instant at(Ledger.Answer answer, Instant now) {
    return Noted.past(answer.last(), now).map(last -> last.plus(PAUSE)).orElse(Instant.EPOCH);
  }

  @Override
  public void wake(Instant now) {
    List<Name> due =
        ledgers.names().stream()
            .filter(slips::mayGo)
            .filter(name -> ledgers.of(name).resend().isDue())
            .filter(name -> !at(ledgers.of(name).resend(), now).isAfter(now))
            .toList();
    if (!due.isEmpty()) {
      books.run(
          commit -> {
            for (Name name : due) {
              answer(commit, name);
            }
          });
    }
  }

  private void answer(Commit commit, Name contact) throws StoreException {
    Optional<Party> party = shelf.pinned(contact);
    if (party.isPresent() && slips.canGo(commit, contact)) {
      for (LogEntry entry : commit.tables().log().awaited(contact, MOST).rows()) {
        LoggedContent content = entry.content();
        if (content != null && content.isOf(party.get().fingerprint())) {
          outbox.again(commit, entry);
        }
      }
    }
    Ledger ledger = ledgers.of(contact);
    ledgers.put(contact, ledger.withResend(ledger.resend().given(commit.now())));
  }
}
