package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.util.Optional;

/// The ids of all contents that ever came from a contact, for good: what is there already is not shown a
/// second time. Used inside a commit. Its rows are blind names and nothing else.
public final class SeenTable {
  private final Sql sql;
  private final RowSeal seal;
  private final ContactTable contacts;

  SeenTable(Sql sql, RowSeal seal, ContactTable contacts) {
    this.sql = sql;
    this.seal = seal;
    this.contacts = contacts;
  }

  /// @return whether it is new
  /// @throws IllegalStateException if there is no such contact
  public boolean add(Name contact, Bytes content) throws StoreException {
    long id = contacts.requireId(contact);
    return sql.update(
            "INSERT INTO seen (contact, blind) VALUES (?, ?) ON CONFLICT DO NOTHING",
            id,
            blind(id, content))
        == 1;
  }

  public boolean contains(Name contact, Bytes content) throws StoreException {
    Optional<Long> id = contacts.idOf(contact);
    return id.isPresent()
        && sql.number(
                "SELECT count(*) FROM seen WHERE contact = ? AND blind = ?",
                id.get(),
                blind(id.get(), content))
            == 1;
  }

  private byte[] blind(long contact, Bytes content) {
    return seal.blind(Table.SEEN, ContactTable.number(contact), content.toArray());
  }
}
