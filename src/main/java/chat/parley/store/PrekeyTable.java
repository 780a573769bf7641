package chat.parley.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// The private halves of one's own prekeys. Used inside a commit.
public final class PrekeyTable {
  private static final int VERSION = 1;

  private final SealedRows rows;

  PrekeyTable(Sql sql, RowSeal seal) {
    this.rows = new SealedRows(Table.PREKEY, sql, seal);
  }

  /// @throws RowDamaged if it is there and cannot be read
  public Optional<StoredPrekey> find(int id) throws StoreException {
    return rows.sql()
        .first(
            "SELECT id, sealed FROM prekey WHERE blind = ?",
            row -> read(row.getLong(1), row.getBytes(2)),
            blind(id));
  }

  public Rows<StoredPrekey> all() throws StoreException {
    return rows.list(
        "SELECT id, sealed FROM prekey ORDER BY id", row -> read(row.getLong(1), row.getBytes(2)));
  }

  /// Adds a prekey, or replaces what is kept of it.
  public void put(StoredPrekey prekey) throws StoreException {
    Optional<Long> id =
        rows.sql()
            .first(
                "SELECT id FROM prekey WHERE blind = ?", row -> row.getLong(1), blind(prekey.id()));
    if (id.isPresent()) {
      rows.sql()
          .update(
              "UPDATE prekey SET sealed = ? WHERE id = ?",
              rows.seal(id.get(), write(prekey)),
              id.get());
    } else {
      long next = rows.nextId();
      rows.sql()
          .update(
              "INSERT INTO prekey (id, blind, sealed) VALUES (?, ?, ?)",
              next,
              blind(prekey.id()),
              rows.seal(next, write(prekey)));
    }
  }

  /// Takes a private half out of the file: what was sent to it cannot be opened again by anybody.
  public void remove(int id) throws StoreFailed {
    rows.sql().erase("DELETE FROM prekey WHERE blind = ?", (Object) blind(id));
  }

  private byte[] blind(int id) {
    return rows.blind(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
  }

  private static RowWriter write(StoredPrekey prekey) {
    RowWriter out =
        new RowWriter(VERSION).i32(prekey.id()).flag(prekey.lastResort()).bytes(prekey.state());
    Instant replaced = prekey.replaced();
    out.flag(replaced != null);
    return replaced == null ? out : out.instant(replaced);
  }

  private StoredPrekey read(long id, byte[] sealed) throws RowDamaged {
    return rows.open(
        id,
        sealed,
        VERSION,
        in -> new StoredPrekey(in.i32(), in.flag(), in.bytes(), in.flag() ? in.instant() : null));
  }
}
