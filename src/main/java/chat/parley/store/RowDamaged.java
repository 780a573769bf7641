package chat.parley.store;

/// The row that was asked for is there and does not open. It is not taken for absent: a pinned key that
/// cannot be read must not be replaced by the next one that comes along.
public final class RowDamaged extends StoreException {
  private static final long serialVersionUID = 1;

  private final transient DamagedRow row;

  RowDamaged(DamagedRow row) {
    super("a row is damaged: " + row.table() + " " + row.id(), null);
    this.row = row;
  }

  public DamagedRow row() {
    return row;
  }
}
