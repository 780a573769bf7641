package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.store.Ledger;
import chat.parley.store.Ledger.Missing;
import chat.parley.store.StoreException;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// Contents that a contact says it sent and that have not come. After 10 s each is shown and asked for, then
/// at doubled intervals up to an hour.
final class Gaps implements Books.Part, Chore {
  static final Duration OVERDUE = Duration.ofSeconds(10);
  static final Duration LONGEST = Duration.ofHours(1);

  /// How many are noted of a contact: the newest.
  private static final int MOST = 64;

  private final Books books;
  private final Roster roster;
  private final Ledgers ledgers;
  private final Receipts receipts;
  private final Slips slips;
  private final Map<Name, Instant> looked = new HashMap<>();

  Gaps(Books books, Roster roster, Ledgers ledgers, Receipts receipts, Slips slips) {
    this.books = books;
    this.roster = roster;
    this.ledgers = ledgers;
    this.receipts = receipts;
    this.slips = slips;
  }

  @Override
  public void load(Commit commit) {
    looked.clear();
    roster.rows().forEach(row -> show(row.name(), commit.now()));
  }

  /// A content is here now.
  ///
  /// @return whether it was missing
  boolean closed(Commit commit, Name contact, Bytes content) {
    List<Missing> left = new ArrayList<>(ledgers.of(contact).missing());
    boolean wasMissing = left.removeIf(each -> each.content().equals(content));
    if (wasMissing) {
      keep(commit, contact, left);
    }
    return wasMissing;
  }

  /// A contact lists what it has no receipt for. What is here gets one once more. Only its newest letter takes
  /// off the list what it does not name any more: an older one that comes late knows less.
  void listed(Commit commit, Name contact, Content.Letter letter) throws StoreException {
    Ledger ledger = ledgers.of(contact);
    List<Missing> missing = new ArrayList<>(ledger.missing());
    if (!letter.sentAt().isBefore(ledger.newest())) {
      missing.removeIf(each -> !letter.pending().contains(each.content()));
    }
    for (Bytes id : letter.pending()) {
      if (isHere(commit, contact, id)) {
        receipts.delivered(commit, contact, id);
      } else if (missing.stream().noneMatch(each -> each.content().equals(id))) {
        missing.add(new Missing(id, commit.now()));
      }
    }
    if (!missing.equals(ledger.missing())) {
      keep(commit, contact, missing.subList(Math.max(0, missing.size() - MOST), missing.size()));
    }
  }

  private boolean isHere(Commit commit, Name contact, Bytes content) throws StoreException {
    return receipts.owes(contact, content) || commit.tables().seen().contains(contact, content);
  }

  /// The contact has another key: what it wrote under the old one comes no more.
  void forget(Commit commit, Name contact) {
    keep(commit, contact, List.of());
  }

  private void keep(Commit commit, Name contact, List<Missing> missing) {
    Ledger ledger = ledgers.of(contact);
    Ledger.Asking asking = missing.isEmpty() ? Ledger.Asking.NEVER : ledger.asking();
    ledgers.put(contact, ledger.withMissing(missing, asking));
    show(contact, commit.now());
  }

  /// Tells how many are overdue.
  private void show(Name contact, Instant now) {
    looked.put(contact, now);
    long overdue = overdue(ledgers.of(contact), now).filter(at -> !at.isAfter(now)).count();
    roster.missing(contact, slips.isWelcome(contact) ? (int) overdue : 0);
  }

  private static Stream<Instant> overdue(Ledger ledger, Instant now) {
    return ledger.missing().stream()
        .map(
            each ->
                Noted.past(each.since(), now)
                    .map(since -> since.plus(OVERDUE))
                    .orElse(Instant.EPOCH));
  }

  @Override
  public Optional<Instant> due() {
    Instant now = books.now();
    return ledgers.names().stream()
        .filter(slips::mayGo)
        .flatMap(name -> Stream.concat(showsAt(name, now).stream(), asksAt(name, now).stream()))
        .min(Comparator.naturalOrder());
  }

  /// When there is another number to show.
  private Optional<Instant> showsAt(Name contact, Instant now) {
    Instant last = Noted.past(looked.get(contact), now).orElse(Instant.MIN);
    return overdue(ledgers.of(contact), now)
        .filter(at -> at.isAfter(last))
        .min(Comparator.naturalOrder());
  }

  /// When to ask next: as soon as something is overdue that was not asked for, but every 10 s at most, and for
  /// the rest when the interval is over.
  private Optional<Instant> asksAt(Name contact, Instant now) {
    Ledger ledger = ledgers.of(contact);
    Instant last = Noted.past(ledger.asking().last(), now).orElse(null);
    Optional<Instant> first =
        overdue(ledger, now)
            .filter(at -> last == null || at.isAfter(last))
            .min(Comparator.naturalOrder());
    if (last == null || ledger.missing().isEmpty()) {
      return first;
    }
    Instant again = last.plus(interval(ledger.asking().times()));
    Instant earliest = last.plus(OVERDUE);
    Instant next = first.filter(at -> at.isBefore(again)).orElse(again);
    return Optional.of(next.isBefore(earliest) ? earliest : next);
  }

  private static Duration interval(int times) {
    Duration doubled = OVERDUE.multipliedBy(1L << Math.min(times, 10));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  @Override
  public void wake(Instant now) {
    List<Name> toShow = at(now, this::showsAt);
    List<Name> toAsk = at(now, this::asksAt);
    if (!toShow.isEmpty() || !toAsk.isEmpty()) {
      books.run(
          commit -> {
            toShow.forEach(name -> show(name, commit.now()));
            for (Name name : toAsk) {
              ask(commit, name);
            }
          });
    }
  }

  private List<Name> at(Instant now, BiFunction<Name, Instant, Optional<Instant>> time) {
    return ledgers.names().stream()
        .filter(slips::mayGo)
        .filter(name -> time.apply(name, now).filter(at -> !at.isAfter(now)).isPresent())
        .toList();
  }

  private void ask(Commit commit, Name contact) throws StoreException {
    Ledger ledger = ledgers.of(contact);
    if (slips.canGo(commit, contact)) {
      slips.post(commit, contact, new Body.Resend());
    }
    ledgers.put(contact, ledger.withMissing(ledger.missing(), ledger.asking().again(commit.now())));
    show(contact, commit.now());
  }
}
