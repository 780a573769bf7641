package chat.parley.store;

import java.util.List;

/// Rows of a table, and which of them could not be read.
///
/// @param rows those that could
/// @param damaged the others
public record Rows<T>(List<T> rows, List<DamagedRow> damaged) {
  public Rows {
    rows = List.copyOf(rows);
    damaged = List.copyOf(damaged);
  }

  Rows<T> reversed() {
    return new Rows<>(rows.reversed(), damaged.reversed());
  }

  /// Its rows may be private.
  @Override
  public String toString() {
    return "Rows[" + rows.size() + ", damaged " + damaged.size() + "]";
  }
}
