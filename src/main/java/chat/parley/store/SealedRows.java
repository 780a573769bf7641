package chat.parley.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One table whose rows are sealed: what all such tables have in common.
final class SealedRows {
  private final Table table;
  private final Sql sql;
  private final RowSeal seal;

  SealedRows(Table table, Sql sql, RowSeal seal) {
    this.table = table;
    this.sql = sql;
    this.seal = seal;
  }

  /// The database, for a statement inside the commit at hand.
  Sql sql() {
    sql.requireTransaction();
    return sql;
  }

  /// The number of the next row, which is sealed to it before it is there.
  long nextId() throws StoreFailed {
    return sql().number("SELECT seq FROM sqlite_sequence WHERE name = ?", table.sql()) + 1;
  }

  byte[] seal(long id, RowWriter row, long... clear) {
    return seal.seal(table, id, row.toArray(), clear);
  }

  /// @throws RowDamaged if it does not open in this place, or makes no sense
  <T> T open(long id, byte[] sealed, int version, RowReader.Fields<T> fields, long... clear)
      throws RowDamaged {
    byte[] row = seal.open(table, id, sealed, clear);
    try {
      return RowReader.read(row, version, fields);
    } catch (RowReader.Malformed e) {
      throw new RowDamaged(new DamagedRow(table, id));
    }
  }

  byte[] blind(byte[]... parts) {
    return seal.blind(table, parts);
  }

  /// The rows of a query, and beside them those that are damaged.
  <T> Rows<T> list(String query, Sql.RowReader<T> reader, @Nullable Object... arguments)
      throws StoreException {
    List<DamagedRow> damaged = new ArrayList<>();
    List<Optional<T>> all =
        sql()
            .list(
                query,
                row -> {
                  try {
                    return Optional.of(reader.read(row));
                  } catch (RowDamaged e) {
                    damaged.add(e.row());
                    return Optional.<T>empty();
                  }
                },
                arguments);
    return new Rows<>(all.stream().flatMap(Optional::stream).toList(), damaged);
  }
}
