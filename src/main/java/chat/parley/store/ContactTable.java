package chat.parley.store;

import chat.parley.model.Contact;
import chat.parley.model.DisplayName;
import chat.parley.model.Lifetime;
import chat.parley.model.Name;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The contacts, with the keys that are pinned for them. Used inside a commit.
///
/// Version 2 of a row adds how the contact likes to be called, what it was told of the user's name, and how long
/// what the user writes to it stays.
public final class ContactTable {
  private static final int VERSION = 2;

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
    StoredContact.Profile profile = contact.profile();
    String told = contact.told();
    TrustCodec.write(out, contact.trust())
        .constant(contact.standing())
        .i64(contact.readUpTo().place())
        .i64(contact.readUpTo().row())
        .optional(contact.offeredKey())
        .flag(profile != null);
    if (profile != null) {
      DisplayName called = profile.name();
      out.instant(profile.at()).text(called == null ? "" : called.value());
    }
    out.flag(told != null);
    if (told != null) {
      out.text(told);
    }
    return out.constant(contact.lifetime());
  }

  private StoredContact read(long id, byte[] sealed) throws RowDamaged {
    return rows.open(
        id,
        sealed,
        VERSION,
        in -> {
          StoredContact contact =
              new StoredContact(
                  in.name(),
                  in.optional(),
                  TrustCodec.read(in),
                  in.constant(Contact.Standing.class),
                  new Position(in.i64(), in.i64()),
                  in.optional(),
                  null,
                  null,
                  Lifetime.UNLIMITED);
          return in.version() < 2
              ? contact
              : contact
                  .withProfile(profile(in))
                  .withTold(in.flag() ? in.text() : null)
                  .withLifetime(in.constant(Lifetime.class));
        });
  }

  private static StoredContact.@Nullable Profile profile(RowReader in) throws RowReader.Malformed {
    return in.flag() ? new StoredContact.Profile(in.instant(), ActCodec.displayName(in)) : null;
  }
}
