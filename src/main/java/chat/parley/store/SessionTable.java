package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.util.Optional;

/// The state of all sessions with a contact, as the bytes that `session.ratchet.ContactSessions` encodes to.
/// Used inside a commit: the state that sealed or opened a message is written together with it.
public final class SessionTable {
  private static final int VERSION = 1;

  private final SealedRows rows;
  private final ContactTable contacts;

  SessionTable(Sql sql, RowSeal seal, ContactTable contacts) {
    this.rows = new SealedRows(Table.SESSION, sql, seal);
    this.contacts = contacts;
  }

  /// @throws RowDamaged if it is there and cannot be read
  public Optional<Bytes> find(Name contact) throws StoreException {
    Optional<Long> id = contacts.idOf(contact);
    return id.isEmpty()
        ? Optional.empty()
        : rows.sql()
            .first(
                "SELECT id, sealed FROM session WHERE id = ?",
                row -> rows.open(row.getLong(1), row.getBytes(2), VERSION, RowReader::bytes),
                id.get());
  }

  /// Keeps a state in the place of the one before.
  ///
  /// @throws IllegalStateException if there is no such contact
  public void put(Name contact, Bytes state) throws StoreException {
    long id = contacts.requireId(contact);
    rows.sql()
        .update(
            "INSERT INTO session (id, sealed) VALUES (?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed",
            id,
            rows.seal(id, new RowWriter(VERSION).bytes(state)));
  }

  /// Takes the state out of the file.
  public void remove(Name contact) throws StoreException {
    Optional<Long> id = contacts.idOf(contact);
    if (id.isPresent()) {
      rows.sql().erase("DELETE FROM session WHERE id = ?", id.get());
    }
  }
}
