package chat.parley.store;

import chat.parley.model.Contact;
import chat.parley.model.Name;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The contacts, with the keys that are pinned for them. Used inside a commit.
public final class ContactTable {
  private static final int VERSION = 1;

  private final SealedRows rows;

  ContactTable(Sql sql, RowSeal seal) {
    this.rows = new SealedRows(Table.CONTACT, sql, seal);
  }

  /// @throws RowDamaged if it is there and cannot be read: it must not be taken for a stranger
  public Optional<StoredContact> find(Name name) throws StoreException {
    return rows.sql()
        .first(
            "SELECT id, sealed FROM contact WHERE blind = ?",
            row -> read(row.getLong(1), row.getBytes(2)),
            blind(name));
  }

  /// All of them, in the order in which they were first met.
  public Rows<StoredContact> all() throws StoreException {
    return rows.list(
        "SELECT id, sealed FROM contact ORDER BY id", row -> read(row.getLong(1), row.getBytes(2)));
  }

  /// Adds the contact, or replaces what is kept of it, also if that cannot be read.
  public void put(StoredContact contact) throws StoreException {
    Optional<Long> id = idOf(contact.name());
    if (id.isPresent()) {
      rows.sql()
          .update(
              "UPDATE contact SET sealed = ? WHERE id = ?",
              rows.seal(id.get(), write(contact)),
              id.get());
    } else {
      long next = rows.nextId();
      rows.sql()
          .update(
              "INSERT INTO contact (id, blind, sealed) VALUES (?, ?, ?)",
              next,
              blind(contact.name()),
              rows.seal(next, write(contact)));
    }
  }

  /// Forgets the contact with everything that belongs to it: conversation, sessions, outbox, what it has
  /// sent before.
  public void remove(Name name) throws StoreFailed {
    rows.sql().erase("DELETE FROM contact WHERE blind = ?", (Object) blind(name));
  }

  Optional<Long> idOf(Name name) throws StoreException {
    return rows.sql()
        .first("SELECT id FROM contact WHERE blind = ?", row -> row.getLong(1), blind(name));
  }

  /// @throws IllegalStateException if there is no such contact: it has to be put first
  long requireId(Name name) throws StoreException {
    return idOf(name).orElseThrow(() -> new IllegalStateException("not a contact"));
  }

  /// A contact's number as part of what is looked up.
  static byte[] number(long contact) {
    return ByteBuffer.allocate(Long.BYTES).putLong(contact).array();
  }

  private byte[] blind(Name name) {
    return rows.blind(name.value().getBytes(StandardCharsets.US_ASCII));
  }

  private static RowWriter write(StoredContact contact) {
    RowWriter out = new RowWriter(VERSION).text(contact.name().value()).optional(contact.key());
    return TrustCodec.write(out, contact.trust())
        .constant(contact.standing())
        .i64(contact.readUpTo().place())
        .i64(contact.readUpTo().row())
        .optional(contact.offeredKey());
  }

  private StoredContact read(long id, byte[] sealed) throws RowDamaged {
    return rows.open(
        id,
        sealed,
        VERSION,
        in ->
            new StoredContact(
                in.name(),
                in.optional(),
                TrustCodec.read(in),
                in.constant(Contact.Standing.class),
                new Position(in.i64(), in.i64()),
                in.optional()));
  }
}
