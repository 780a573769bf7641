package chat.parley.store;

import chat.parley.model.Name;

/// What is owed to each contact and by it. Used inside a commit.
public final class LedgerTable {
  private static final int VERSION = 2;

  private final SealedRows rows;
  private final ContactTable contacts;

  LedgerTable(Sql sql, RowSeal seal, ContactTable contacts) {
    this.rows = new SealedRows(Table.LEDGER, sql, seal);
    this.contacts = contacts;
  }

  /// The ledger of a contact; empty where nothing was ever noted.
  ///
  /// @throws RowDamaged if it is there and cannot be read
  public Ledger find(Name contact) throws StoreException {
    return rows.sql()
        .first(
            "SELECT id, sealed FROM ledger WHERE id = ?",
            row -> rows.open(row.getLong(1), row.getBytes(2), VERSION, Ledger::read),
            contacts.idOf(contact).orElse(0L))
        .orElse(Ledger.EMPTY);
  }

  /// Keeps a ledger in the place of the one before.
  ///
  /// @throws IllegalStateException if there is no such contact
  public void put(Name contact, Ledger ledger) throws StoreException {
    long id = contacts.requireId(contact);
    rows.sql()
        .update(
            "INSERT INTO ledger (id, sealed) VALUES (?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed",
            id,
            rows.seal(id, ledger.write(new RowWriter(VERSION))));
  }
}
