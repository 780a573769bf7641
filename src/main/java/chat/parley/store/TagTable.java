package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The tags of the payloads that were opened in the last 60 days, so that one which is repeated is dropped
/// before anything else is done with it. Used inside a commit.
public final class TagTable {
  /// How long a tag is remembered.
  public static final Duration KEPT = Duration.ofDays(60);

  private static final int VERSION = 1;
  private static final int PAGE = 200;

  /// A row, as far as its age matters; one that cannot be read has none.
  private record Aged(long id, Optional<Instant> opened) {}

  private final SealedRows rows;
  private final ContactTable contacts;
  private final InstantSource clock;

  TagTable(Sql sql, RowSeal seal, ContactTable contacts, InstantSource clock) {
    this.rows = new SealedRows(Table.TAG, sql, seal);
    this.contacts = contacts;
    this.clock = clock;
  }

  /// Remembers the tag of a payload that was opened now.
  ///
  /// @return whether it is new
  /// @throws IllegalStateException if there is no such contact
  public boolean add(Name contact, Bytes tag) throws StoreException {
    long contactId = contacts.requireId(contact);
    long id = rows.nextId();
    return rows.sql()
            .update(
                "INSERT INTO tag (id, contact, blind, sealed) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (blind) DO NOTHING",
                id,
                contactId,
                blind(contactId, tag),
                rows.seal(id, new RowWriter(VERSION).instant(clock.instant()), contactId))
        == 1;
  }

  public boolean contains(Name contact, Bytes tag) throws StoreException {
    Optional<Long> id = contacts.idOf(contact);
    return id.isPresent()
        && rows.sql().number("SELECT count(*) FROM tag WHERE blind = ?", blind(id.get(), tag)) == 1;
  }

  /// Forgets what is older than [#KEPT]. Rows have no date in the clear: it looks from the oldest on, and
  /// stops at the first that is young.
  ///
  /// @return how many tags
  public int expire() throws StoreException {
    Instant limit = clock.instant().minus(KEPT);
    int gone = 0;
    while (true) {
      List<Aged> oldest =
          rows.sql()
              .list("SELECT id, contact, sealed FROM tag ORDER BY id LIMIT " + PAGE, this::age);
      List<Aged> old =
          oldest.stream()
              .takeWhile(each -> each.opened.isEmpty() || each.opened.get().isBefore(limit))
              .toList();
      if (!old.isEmpty()) {
        gone += rows.sql().update("DELETE FROM tag WHERE id <= ?", old.getLast().id);
      }
      if (old.size() < PAGE) {
        return gone;
      }
    }
  }

  private Aged age(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    try {
      Instant opened = rows.open(id, row.getBytes(3), VERSION, RowReader::instant, row.getLong(2));
      return new Aged(id, Optional.of(opened));
    } catch (RowDamaged e) {
      return new Aged(id, Optional.empty());
    }
  }

  private byte[] blind(long contact, Bytes tag) {
    return rows.blind(ContactTable.number(contact), tag.toArray());
  }
}
