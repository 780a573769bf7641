package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What contacts did to contents that have not come, until they do: of each contact, target and kind the one that
/// counts. Used inside a commit.
///
/// Bounded, since anybody can name what never was: [#MOST_OF_CONTACT] of one contact, of which the oldest goes for
/// the next one, and [#MOST] in all, where the oldest goes of whoever has most. A deletion goes only where there is
/// nothing else: whoever holds a text back must not get rid of it by holding back others.
public final class EarlyTable {
  /// How many are kept of one contact.
  public static final int MOST_OF_CONTACT = 256;

  /// How many are kept in all.
  public static final int MOST = 4_096;

  private static final int VERSION = 1;

  /// How many are looked at at once for one that can go.
  private static final long PAGE = 16;

  private static final byte REWRITING = 1;
  private static final byte REACTION = 2;

  /// A row with its number.
  private record Row(long id, EarlyAct act) {}

  private final SealedRows rows;
  private final ContactTable contacts;

  EarlyTable(Sql sql, RowSeal seal, ContactTable contacts) {
    this.rows = new SealedRows(Table.EARLY, sql, seal);
    this.contacts = contacts;
  }

  /// Keeps an act until its target comes.
  ///
  /// @throws IllegalStateException if there is no such contact
  /// @throws IllegalArgumentException if it is about nothing
  public void put(Name contact, EarlyAct early) throws StoreException {
    long contactId = contacts.requireId(contact);
    byte[] blind = blind(contactId, early);
    Optional<Row> there = find(blind);
    if (there.isPresent()) {
      if (early.outranks(there.get().act)) {
        long id = there.get().id;
        rows.sql()
            .erase("UPDATE early SET sealed = ? WHERE id = ?", seal(id, contactId, early), id);
      }
      return;
    }
    makeRoom(contactId);
    long id = rows.nextId();
    rows.sql()
        .update(
            "INSERT INTO early (id, contact, blind, sealed) VALUES (?, ?, ?, ?)",
            id,
            contactId,
            blind,
            seal(id, contactId, early));
  }

  private void makeRoom(long contact) throws StoreException {
    if (rows.sql().number("SELECT count(*) FROM early WHERE contact = ?", contact)
        >= MOST_OF_CONTACT) {
      removeOldest(contact);
    }
    if (rows.sql().number("SELECT count(*) FROM early") >= MOST) {
      removeOldest(
          rows.sql()
              .number("SELECT contact FROM early GROUP BY contact ORDER BY count(*) DESC LIMIT 1"));
    }
  }

  private void removeOldest(long contact) throws StoreException {
    long oldest = rows.sql().number("SELECT min(id) FROM early WHERE contact = ?", contact);
    rows.sql().update("DELETE FROM early WHERE id = ?", oldestButDeletions(contact).orElse(oldest));
  }

  private Optional<Long> oldestButDeletions(long contact) throws StoreException {
    long last = 0;
    while (true) {
      List<Row> page =
          rows.list(
                  "SELECT id, contact, sealed FROM early WHERE contact = ? AND id > ?"
                      + " ORDER BY id LIMIT ?",
                  this::read,
                  contact,
                  last,
                  PAGE)
              .rows();
      for (Row row : page) {
        if (!(row.act.act() instanceof Act.Deletion)) {
          return Optional.of(row.id);
        }
        last = row.id;
      }
      if (page.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  /// Takes out what was done to a content that is here now.
  ///
  /// @param key the contact's key that the content came under
  public List<EarlyAct> take(Name contact, Bytes content, Fingerprint key) throws StoreException {
    Optional<Long> contactId = contacts.idOf(contact);
    if (contactId.isEmpty()) {
      return List.of();
    }
    List<EarlyAct> acts = new ArrayList<>();
    for (byte kind : new byte[] {REWRITING, REACTION}) {
      Optional<Row> row = find(blind(contactId.get(), kind, content, key));
      if (row.isPresent()) {
        rows.sql().erase("DELETE FROM early WHERE id = ?", row.get().id);
        acts.add(row.get().act);
      }
    }
    return acts;
  }

  /// Forgets everything of a contact.
  public void clear(Name contact) throws StoreException {
    rows.sql().erase("DELETE FROM early WHERE contact = ?", contacts.idOf(contact).orElse(0L));
  }

  /// How many there are of a contact.
  public int count(Name contact) throws StoreException {
    return (int)
        rows.sql()
            .number(
                "SELECT count(*) FROM early WHERE contact = ?", contacts.idOf(contact).orElse(0L));
  }

  private Optional<Row> find(byte[] blind) throws StoreException {
    return rows.sql()
        .first("SELECT id, contact, sealed FROM early WHERE blind = ?", this::read, blind);
  }

  private Row read(ResultSet row) throws SQLException, RowDamaged {
    long id = row.getLong(1);
    return rows.open(
        id,
        row.getBytes(3),
        VERSION,
        in -> {
          Act act = ActCodec.read(in);
          if (act == null) {
            throw new RowReader.Malformed();
          }
          return new Row(id, new EarlyAct(act, in.fingerprint(), in.instant()));
        },
        row.getLong(2));
  }

  private byte[] seal(long id, long contact, EarlyAct early) {
    RowWriter out = ActCodec.write(new RowWriter(VERSION), early.act());
    return rows.seal(id, out.bytes(early.key().bytes()).instant(early.sentAt()), contact);
  }

  private byte[] blind(long contact, EarlyAct early) {
    Bytes target = early.act().target();
    if (target == null) {
      throw new IllegalArgumentException("an act that is about nothing waits for nothing");
    }
    byte kind = early.act().isRewriting() ? REWRITING : REACTION;
    return blind(contact, kind, target, early.key());
  }

  private byte[] blind(long contact, byte kind, Bytes target, Fingerprint key) {
    return rows.blind(
        new byte[] {kind}, ContactTable.number(contact), target.toArray(), key.bytes());
  }
}
