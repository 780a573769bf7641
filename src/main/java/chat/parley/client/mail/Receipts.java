package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.store.Ledger;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable.Author;
import chat.parley.store.LoggedContent;
import chat.parley.store.StoreException;
import chat.parley.wire.content.Body;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Receipts, both ways. Those that are owed wait for more to come, and go together: when nothing came for
/// 300 ms, or 2 s after the first.
final class Receipts implements Books.Part, Chore {
  static final Duration QUIET = Duration.ofMillis(300);
  static final Duration LATEST = Duration.ofSeconds(2);

  /// How long it takes until a contact is looked at again that nothing can be sent to.
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /// How many are kept for a contact that nothing can be sent to: those forgotten are asked for again, some
  /// at a time.
  private static final int MOST = 4 * Body.Receipt.MAX_IDS;

  private record Owed(Set<Bytes> delivered, Set<Bytes> read) {
    static Owed of(Ledger ledger) {
      return new Owed(new LinkedHashSet<>(ledger.delivered()), new LinkedHashSet<>(ledger.read()));
    }

    boolean isNothing() {
      return delivered.isEmpty() && read.isEmpty();
    }
  }

  /// @param at when they go if nothing more comes
  /// @param latest when they go in any case
  private record Timing(Instant at, Instant latest) {}

  private final Books books;
  private final Ledgers ledgers;
  private final Conversations conversations;
  private final Slips slips;
  private final Map<Name, Owed> owed = new HashMap<>();
  private final Map<Name, Timing> timings = new HashMap<>();
  private final Set<Name> changed = new HashSet<>();

  Receipts(Books books, Ledgers ledgers, Conversations conversations, Slips slips) {
    this.books = books;
    this.ledgers = ledgers;
    this.conversations = conversations;
    this.slips = slips;
  }

  @Override
  public void load(Commit commit) {
    owed.clear();
    timings.clear();
    changed.clear();
  }

  private Owed owed(Name contact) {
    return owed.computeIfAbsent(contact, name -> Owed.of(ledgers.of(name)));
  }

  // Out

  /// The contact is to be told nothing of what came so far.
  void forget(Name contact) {
    owed.remove(contact);
    timings.remove(contact);
    ledgers.put(contact, Ledger.EMPTY);
  }

  /// Whether the receipt for a content is owed already.
  boolean owes(Name contact, Bytes content) {
    return owed(contact).delivered.contains(content);
  }

  /// A content is kept here, and the contact has to know.
  void delivered(Commit commit, Name contact, Bytes content) throws StoreException {
    Set<Bytes> delivered = owed(contact).delivered;
    delivered.add(content);
    note(commit, contact);
    if (delivered.size() >= Body.Receipt.MAX_IDS && slips.canGo(commit, contact)) {
      send(commit, contact);
    }
    shorten(delivered);
  }

  /// The user has seen contents. Who reads has received.
  void read(Commit commit, Name contact, Collection<Bytes> contents) {
    if (!contents.isEmpty()) {
      owed(contact).delivered.removeAll(Set.copyOf(contents));
      owed(contact).read.addAll(contents);
      shorten(owed(contact).read);
      note(commit, contact);
    }
  }

  private static void shorten(Set<Bytes> ids) {
    while (ids.size() > MOST) {
      ids.remove(ids.iterator().next());
    }
  }

  private void note(Commit commit, Name contact) {
    changed.add(contact);
    Timing before = timings.get(contact);
    Instant latest = before == null ? commit.now().plus(LATEST) : before.latest;
    Instant quiet = commit.now().plus(QUIET);
    timings.put(contact, new Timing(quiet.isBefore(latest) ? quiet : latest, latest));
  }

  @Override
  public Optional<Instant> due() {
    return waiting().map(this::at).min(Comparator.naturalOrder());
  }

  /// Whoever is owed something that may go now.
  private Stream<Name> waiting() {
    return ledgers.names().stream().filter(name -> slips.mayGo(name) && !owed(name).isNothing());
  }

  /// What was owed before the program's last start is due at once.
  private Instant at(Name contact) {
    Timing timing = timings.get(contact);
    return timing == null ? Instant.EPOCH : timing.at;
  }

  @Override
  public void wake(Instant now) {
    List<Name> due = waiting().filter(name -> !at(name).isAfter(now)).toList();
    if (!due.isEmpty()) {
      books.run(
          commit -> {
            for (Name name : due) {
              if (slips.canGo(commit, name)) {
                send(commit, name);
              } else {
                Instant later = now.plus(PAUSE);
                timings.put(name, new Timing(later, later));
              }
            }
          });
    }
  }

  private void send(Commit commit, Name contact) throws StoreException {
    Owed all = owed(contact);
    send(commit, contact, Body.Receipt.State.DELIVERED, all.delivered);
    send(commit, contact, Body.Receipt.State.READ, all.read);
    timings.remove(contact);
    changed.add(contact);
  }

  private void send(Commit commit, Name contact, Body.Receipt.State state, Set<Bytes> ids)
      throws StoreException {
    List<Bytes> all = List.copyOf(ids);
    for (int from = 0; from < all.size(); from += Body.Receipt.MAX_IDS) {
      int to = Math.min(all.size(), from + Body.Receipt.MAX_IDS);
      slips.post(commit, contact, new Body.Receipt(state, all.subList(from, to)));
    }
    ids.clear();
  }

  @Override
  public void save(Commit commit) {
    owed.keySet().removeIf(name -> !ledgers.isKept(name));
    changed.retainAll(owed.keySet());
    for (Name name : changed) {
      Owed all = owed(name);
      ledgers.put(
          name,
          ledgers
              .of(name)
              .withDelivered(List.copyOf(all.delivered))
              .withRead(List.copyOf(all.read)));
    }
    changed.clear();
  }

  // In

  /// The contact has what it names, or has read it.
  void came(Commit commit, Sender sender, Body.Receipt receipt) throws StoreException {
    for (Bytes id : receipt.ids()) {
      Optional<LogEntry> entry = commit.tables().log().find(sender.name(), Author.ME, id);
      if (entry.isPresent()
          && entry.get().message() instanceof ChatMessage.Outgoing message
          && isWrittenFor(sender, entry.get().content())) {
        Delivery next = next(message.delivery(), receipt.state());
        if (!next.equals(message.delivery())) {
          conversations.replace(commit, entry.get().with(message.with(next)));
        }
      }
    }
  }

  private static boolean isWrittenFor(Sender sender, @Nullable LoggedContent content) {
    return content != null && content.isOf(sender.party().fingerprint());
  }

  private static Delivery next(Delivery now, Body.Receipt.State state) {
    return switch (now) {
      case Delivery.Read() -> now;
      case Delivery.Delivered(), Delivery.AtRelay(), Delivery.Waiting _, Delivery.Failed _ ->
          switch (state) {
            case DELIVERED -> new Delivery.Delivered();
            case READ -> new Delivery.Read();
          };
    };
  }
}
