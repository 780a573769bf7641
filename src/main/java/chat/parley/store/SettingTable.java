package chat.parley.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The user's choices for this account, by name. Used inside a commit.
public final class SettingTable {
  private static final int VERSION = 1;

  private final SealedRows rows;

  SettingTable(Sql sql, RowSeal seal) {
    this.rows = new SealedRows(Table.SETTING, sql, seal);
  }

  /// @throws RowDamaged if it was set and cannot be read
  public Optional<String> find(String name) throws StoreException {
    return rows.sql()
        .first(
            "SELECT id, sealed FROM setting WHERE blind = ?",
            row ->
                rows.open(
                    row.getLong(1),
                    row.getBytes(2),
                    VERSION,
                    in -> {
                      in.text();
                      return in.text();
                    }),
            blind(name));
  }

  /// Sets or replaces.
  public void put(String name, String value) throws StoreException {
    RowWriter row = new RowWriter(VERSION).text(name).text(value);
    Optional<Long> id =
        rows.sql()
            .first("SELECT id FROM setting WHERE blind = ?", at -> at.getLong(1), blind(name));
    if (id.isPresent()) {
      rows.sql()
          .update("UPDATE setting SET sealed = ? WHERE id = ?", rows.seal(id.get(), row), id.get());
    } else {
      long next = rows.nextId();
      rows.sql()
          .update(
              "INSERT INTO setting (id, blind, sealed) VALUES (?, ?, ?)",
              next,
              blind(name),
              rows.seal(next, row));
    }
  }

  /// Back to what holds by itself.
  public void remove(String name) throws StoreFailed {
    rows.sql().update("DELETE FROM setting WHERE blind = ?", (Object) blind(name));
  }

  private byte[] blind(String name) {
    return rows.blind(name.getBytes(StandardCharsets.UTF_8));
  }
}
