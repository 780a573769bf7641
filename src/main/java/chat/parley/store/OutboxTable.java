package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The outbox: payloads on their way to the relay. Used inside a commit: a parcel is added together with the
/// session state that sealed it, before the network hears of it, and taken out when the relay accepted it.
public final class OutboxTable {
  private static final int VERSION = 1;

  private final SealedRows rows;
  private final ContactTable contacts;

  OutboxTable(Sql sql, RowSeal seal, ContactTable contacts) {
    this.rows = new SealedRows(Table.PARCEL, sql, seal);
    this.contacts = contacts;
  }

  /// Adds a parcel behind all others. A send id that is there already makes the commit fail.
  ///
  /// @throws IllegalStateException if there is no such contact
  public Parcel add(
      Name contact,
      Bytes sendId,
      Bytes payload,
      @Nullable MessageId message,
      @Nullable Bytes content)
      throws StoreException {
    long contactId = contacts.requireId(contact);
    long id = rows.nextId();
    RowWriter row =
        new RowWriter(VERSION)
            .bytes(sendId)
            .text(contact.value())
            .bytes(payload)
            .flag(message != null);
    if (message != null) {
      row.text(message.hex());
    }
    row.optional(content);
    rows.sql()
        .update(
            "INSERT INTO parcel (id, contact, blind, sealed) VALUES (?, ?, ?, ?)",
            id,
            contactId,
            blind(sendId),
            rows.seal(id, row, contactId));
    return new Parcel(id, sendId, contact, payload, message, content);
  }

  /// @throws RowDamaged if it is there and cannot be read
  public Optional<Parcel> find(Bytes sendId) throws StoreException {
    return rows.sql()
        .first("SELECT id, contact, sealed FROM parcel WHERE blind = ?", this::read, blind(sendId));
  }

  /// The next parcels, in order.
  ///
  /// @param after the order of the last one known; 0 for the beginning
  /// @param limit how many at most
  public Rows<Parcel> page(long after, int limit) throws StoreException {
    return rows.list(
        "SELECT id, contact, sealed FROM parcel WHERE id > ? ORDER BY id LIMIT ?",
        this::read,
        after,
        (long) limit);
  }

  /// As above, those for one contact.
  public Rows<Parcel> page(Name contact, long after, int limit) throws StoreException {
    return rows.list(
        "SELECT id, contact, sealed FROM parcel WHERE contact = ? AND id > ? ORDER BY id LIMIT ?",
        this::read,
        contacts.idOf(contact).orElse(0L),
        after,
        (long) limit);
  }

  /// How many there are for a contact.
  public int count(Name contact) throws StoreException {
    return (int)
        rows.sql()
            .number(
                "SELECT count(*) FROM parcel WHERE contact = ?", contacts.idOf(contact).orElse(0L));
  }

  /// The order of the last one for a contact; 0 if there is none.
  public long last(Name contact) throws StoreException {
    return rows.sql()
        .number(
            "SELECT coalesce(max(id), 0) FROM parcel WHERE contact = ?",
            contacts.idOf(contact).orElse(0L));
  }

  /// @return whether it was there
  public boolean remove(Bytes sendId) throws StoreFailed {
    return rows.sql().update("DELETE FROM parcel WHERE blind = ?", (Object) blind(sendId)) == 1;
  }

  /// Takes out everything for a contact, since its key is another now.
  ///
  /// @return how many parcels
  public int removeAll(Name contact) throws StoreException {
    return rows.sql()
        .update("DELETE FROM parcel WHERE contact = ?", contacts.idOf(contact).orElse(0L));
  }

  private byte[] blind(Bytes sendId) {
    return rows.blind(sendId.toArray());
  }

  private Parcel read(ResultSet row) throws SQLException, RowDamaged {
    long id = row.getLong(1);
    return rows.open(
        id,
        row.getBytes(3),
        VERSION,
        in ->
            new Parcel(
                id,
                in.bytes(),
                in.name(),
                in.bytes(),
                in.flag() ? new MessageId(in.text()) : null,
                in.optional()),
        row.getLong(2));
  }
}
