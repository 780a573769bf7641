package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conversations, entry by entry. Used inside a commit.
///
/// A conversation is never read whole: a page is found by the index on conversation and place.
/// What the user does to what is there already has an entry, too, which is not shown: it waits, goes out and is
/// sent again like a text.
public final class LogTable {
  static final String PAGE =
      "SELECT id, contact, place, awaited, sealed, hidden, timed FROM entry"
          + " WHERE contact = ?1 AND hidden = 0 AND (place, id) < (?2, ?3)"
          + " ORDER BY place DESC, id DESC LIMIT ?4";
  static final String SINCE =
      "SELECT id, contact, place, awaited, sealed, hidden, timed FROM entry"
          + " WHERE contact = ?1 AND hidden = 0 AND (place, id) > (?2, ?3)"
          + " ORDER BY place, id LIMIT ?4";
  static final String AWAITED =
      "SELECT id, contact, place, awaited, sealed, hidden, timed FROM entry"
          + " WHERE contact = ?1 AND awaited = 1 AND (place, id) > (?2, ?3)"
          + " ORDER BY place, id LIMIT ?4";
  static final String NEWEST_AWAITED =
      "SELECT id, contact, place, awaited, sealed, hidden, timed FROM entry"
          + " WHERE contact = ?1 AND awaited = 1 AND (place, id) < (?2, ?3)"
          + " ORDER BY place DESC, id DESC LIMIT ?4";
  static final String TIMED =
      "SELECT id, contact, place, awaited, sealed, hidden, timed FROM entry WHERE timed = 1"
          + " AND id > ?1 ORDER BY id LIMIT ?2";
  static final String BY_TARGET =
      "SELECT id, contact, place, awaited, sealed, hidden, timed FROM entry WHERE target = ?1"
          + " ORDER BY id DESC LIMIT ?2";
  private static final String BY_BLIND =
      "SELECT id, contact, place, awaited, sealed, hidden, timed FROM entry WHERE ";

  /// Room for others between two entries.
  private static final long STEP = 1L << 32;

  /// How far back a late content is sorted in.
  private static final int MAX_BACK = 1_000;

  private static final int BACK_PAGE = 50;

  /// What a blind name is made of begins with what it names.
  private static final byte MESSAGE = 0;

  private static final byte ANSWERED = 3;
  private static final byte ACTED_ON = 4;

  /// Who wrote something.
  public enum Author {
    ME((byte) 1),
    CONTACT((byte) 2);

    private final byte prefix;

    Author(byte prefix) {
      this.prefix = prefix;
    }
  }

  private final SealedRows rows;
  private final ContactTable contacts;

  LogTable(Sql sql, RowSeal seal, ContactTable contacts) {
    this.rows = new SealedRows(Table.ENTRY, sql, seal);
    this.contacts = contacts;
  }

  /// Adds an entry at the end of its conversation.
  ///
  /// @param content which content of the protocol it shows, if any; one of an author that is there already
  ///     makes the commit fail
  /// @throws IllegalStateException if its conversation is with nobody who is a contact
  public LogEntry append(ChatMessage message, @Nullable LoggedContent content)
      throws StoreException {
    long contact = contacts.requireId(message.conversation());
    return add(contact, lastPlace(contact) + STEP, message, content);
  }

  /// Adds a text of the contact that came late where its author's date puts it among the contact's other
  /// ones, as far as 1,000 entries back.
  ///
  /// @throws IllegalStateException if its conversation is with nobody who is a contact
  public LogEntry insert(ChatMessage.Incoming message, LoggedContent content)
      throws StoreException {
    Name name = message.conversation();
    long contact = contacts.requireId(name);
    Position next = Position.END;
    for (int back = 0; back < MAX_BACK; back += BACK_PAGE) {
      List<LogEntry> page = page(name, next, BACK_PAGE).rows();
      for (LogEntry entry : page.reversed()) {
        if (isBefore(entry, content.sentAt())) {
          return add(contact, between(entry.position(), next), message, content);
        }
        next = entry.position();
      }
      if (page.size() < BACK_PAGE) {
        break;
      }
    }
    return add(contact, between(Position.BEGINNING, next), message, content);
  }

  private static boolean isBefore(LogEntry entry, Instant sentAt) {
    LoggedContent content = entry.content();
    return entry.message() instanceof ChatMessage.Incoming
        && content != null
        && content.sentAt().isBefore(sentAt);
  }

  /// Where there is no room any more two entries share a place, and the one that came later comes later.
  private static long between(Position before, Position after) {
    return after.equals(Position.END)
        ? before.place() + STEP
        : before.place() + (after.place() - before.place()) / 2;
  }

  private long lastPlace(long contact) throws StoreFailed {
    return rows.sql().number("SELECT max(place) FROM entry WHERE contact = ?", contact);
  }

  private LogEntry add(
      long contact, long place, ChatMessage message, @Nullable LoggedContent content)
      throws StoreFailed {
    long id = rows.nextId();
    LogEntry entry = new LogEntry(new Position(place, id), message, content);
    long awaited = entry.isAwaited() ? 1 : 0;
    rows.sql()
        .update(
            "INSERT INTO entry"
                + " (id, contact, place, awaited, hidden, timed, blind, content, target, sealed)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            contact,
            place,
            awaited,
            entry.act() == null ? 0 : 1,
            entry.isTimed() ? 1 : 0,
            blind(message.id()),
            blind(contact, message, content),
            target(contact, entry),
            rows.seal(id, EntryCodec.write(message, content), contact, place, awaited));
    return entry;
  }

  /// One page, oldest first.
  ///
  /// @param before where the page ends, that entry not included; null for the newest page
  /// @param limit how many entries at most
  public Rows<LogEntry> page(Name conversation, @Nullable Position before, int limit)
      throws StoreException {
    Position end = Objects.requireNonNullElse(before, Position.END);
    return of(conversation, PAGE, end, limit).reversed();
  }

  /// What came after an entry, oldest first.
  ///
  /// @param after that entry, not included
  public Rows<LogEntry> since(Name conversation, Position after, int limit) throws StoreException {
    return of(conversation, SINCE, after, limit);
  }

  private Rows<LogEntry> of(Name conversation, String query, Position from, int limit)
      throws StoreException {
    return rows.list(
        query,
        this::read,
        contacts.idOf(conversation).orElse(0L),
        from.place(),
        from.row(),
        (long) limit);
  }

  /// What the contact wrote after an entry.
  ///
  /// @param most how many entries are looked at
  public int unread(Name conversation, Position after, int most) throws StoreException {
    return (int)
        since(conversation, after, most).rows().stream()
            .filter(entry -> entry.message() instanceof ChatMessage.Incoming)
            .count();
  }

  /// The user's messages that a receipt may still come for, oldest first: those that wait to be sent among
  /// them.
  public Rows<LogEntry> awaited(Name conversation, int limit) throws StoreException {
    return awaited(conversation, Position.BEGINNING, limit);
  }

  /// As above, from an entry on.
  ///
  /// @param after that entry, not included
  public Rows<LogEntry> awaited(Name conversation, Position after, int limit)
      throws StoreException {
    return of(conversation, AWAITED, after, limit);
  }

  /// As [#awaited], but the newest ones, newest first.
  public Rows<LogEntry> newestAwaited(Name conversation, int limit) throws StoreException {
    return newestAwaited(conversation, Position.END, limit);
  }

  /// As above, back from an entry.
  ///
  /// @param before that entry, not included
  public Rows<LogEntry> newestAwaited(Name conversation, Position before, int limit)
      throws StoreException {
    return of(conversation, NEWEST_AWAITED, before, limit);
  }

  /// @throws RowDamaged if it is there and cannot be read
  public Optional<LogEntry> find(MessageId id) throws StoreException {
    return rows.sql().first(BY_BLIND + "blind = ?", this::read, blind(id));
  }

  /// The entry that shows a content: an id means something only together with its author.
  ///
  /// @throws RowDamaged if it is there and cannot be read
  public Optional<LogEntry> find(Name conversation, Author author, Bytes content)
      throws StoreException {
    Optional<Long> contact = contacts.idOf(conversation);
    return contact.isEmpty()
        ? Optional.empty()
        : rows.sql()
            .first(BY_BLIND + "content = ?", this::read, blind(contact.get(), author, content));
  }

  /// The texts that answer a content, the newest first.
  ///
  /// @param limit how many at most
  public Rows<LogEntry> answers(Name conversation, Bytes content, int limit) throws StoreException {
    return about(conversation, ANSWERED, content, limit);
  }

  /// The entries, not shown, of what the user does to a content and what is on its way, the newest first.
  ///
  /// @param limit how many at most
  public Rows<LogEntry> actsOn(Name conversation, Bytes content, int limit) throws StoreException {
    return about(conversation, ACTED_ON, content, limit);
  }

  private Rows<LogEntry> about(Name conversation, byte how, Bytes content, int limit)
      throws StoreException {
    Optional<Long> contact = contacts.idOf(conversation);
    return contact.isEmpty()
        ? new Rows<>(List.of(), List.of())
        : rows.list(BY_TARGET, this::read, target(contact.get(), how, content), (long) limit);
  }

  /// What is to disappear, of all conversations, in the order in which it was added.
  ///
  /// @param after the row of the last one that was read; 0 for the beginning
  public Rows<LogEntry> timed(long after, int limit) throws StoreException {
    return rows.list(TIMED, this::read, after, (long) limit);
  }

  /// Replaces an entry in its place. The words that a text had before it was edited or taken back are taken out
  /// of the file, so that nobody can read them any more, with whatever key.
  ///
  /// @return whether it is still there
  public boolean replace(LogEntry entry) throws StoreException {
    String update =
        "UPDATE entry SET awaited = ?, target = ?, sealed = ?"
            + " WHERE id = ? AND contact = ? AND blind = ?";
    long contact = contacts.requireId(entry.message().conversation());
    long awaited = entry.isAwaited() ? 1 : 0;
    Position position = entry.position();
    return update(
            entry.annotations().isRewritten(),
            update,
            awaited,
            target(contact, entry),
            rows.seal(
                position.row(),
                EntryCodec.write(entry.message(), entry.content()),
                contact,
                position.place(),
                awaited),
            position.row(),
            contact,
            blind(entry.message().id()))
        == 1;
  }

  private int update(boolean leavesNoTrace, String update, @Nullable Object... arguments)
      throws StoreFailed {
    return leavesNoTrace
        ? rows.sql().erase(update, arguments)
        : rows.sql().update(update, arguments);
  }

  /// Takes an entry out of the file, so that nobody can read it any more, with whatever key.
  ///
  /// @return whether it was there
  public boolean remove(MessageId id) throws StoreFailed {
    return rows.sql().erase("DELETE FROM entry WHERE blind = ?", (Object) blind(id)) == 1;
  }

  /// Takes a whole conversation out of the file, as [#remove].
  public void clear(Name conversation) throws StoreException {
    rows.sql().erase("DELETE FROM entry WHERE contact = ?", contacts.idOf(conversation).orElse(0L));
  }

  /// What stands in the clear beside a row, and is not part of its seal, must be what the row says.
  private LogEntry read(ResultSet row) throws SQLException, RowDamaged {
    long id = row.getLong(1);
    long contact = row.getLong(2);
    Position position = new Position(row.getLong(3), id);
    boolean isHidden = row.getLong(6) == 1;
    boolean isTimed = row.getLong(7) == 1;
    return rows.open(
        id,
        row.getBytes(5),
        EntryCodec.VERSION,
        in -> {
          LogEntry entry = EntryCodec.read(position, in);
          if ((entry.act() != null) != isHidden || entry.isTimed() != isTimed) {
            throw new RowReader.Malformed();
          }
          return entry;
        },
        contact,
        position.place(),
        row.getLong(4));
  }

  private byte @Nullable [] target(long contact, LogEntry entry) {
    Act act = entry.act();
    byte how = act == null ? ANSWERED : ACTED_ON;
    Bytes target = act == null ? entry.annotations().replyTo() : act.target();
    return target == null ? null : target(contact, how, target);
  }

  private byte[] target(long contact, byte how, Bytes content) {
    return rows.blind(new byte[] {how}, ContactTable.number(contact), content.toArray());
  }

  private byte[] blind(MessageId id) {
    return rows.blind(new byte[] {MESSAGE}, id.hex().getBytes(StandardCharsets.US_ASCII));
  }

  private byte @Nullable [] blind(
      long contact, ChatMessage message, @Nullable LoggedContent content) {
    if (content == null) {
      return null;
    }
    Author author = message instanceof ChatMessage.Outgoing ? Author.ME : Author.CONTACT;
    return blind(contact, author, content.id());
  }

  private byte[] blind(long contact, Author author, Bytes content) {
    return rows.blind(new byte[] {author.prefix}, ContactTable.number(contact), content.toArray());
  }
}
