package chat.parley.client.mail;

import chat.parley.store.DamagedRow;
import chat.parley.store.Rows;
import chat.parley.store.StoreException;
import chat.parley.store.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A commit at work. What it tells and sends waits until it is on the disk, and is dropped if it fails.
final class Commit {
  private final Tables tables;
  private final Instant now;
  private final Consumer<MailEvent> teller;
  private final List<Runnable> afterwards = new ArrayList<>();
  private int lost;

  Commit(Tables tables, Instant now, Consumer<MailEvent> teller) {
    this.tables = tables;
    this.now = now;
    this.teller = teller;
  }

  Tables tables() {
    return tables;
  }

  /// When it began: the same for everything in it.
  Instant now() {
    return now;
  }

  /// Tells this once the commit is on the disk.
  void tell(MailEvent event) {
    afterwards.add(() -> teller.accept(event));
  }

  /// Does this once the commit is on the disk, in order with what is told.
  void then(Runnable action) {
    afterwards.add(action);
  }

  /// Rows that could be read. The others are taken out, and the user is told how many.
  <T> List<T> intact(Rows<T> rows) throws StoreException {
    for (DamagedRow damaged : rows.damaged()) {
      tables.discard(damaged);
    }
    lost(rows.damaged().size());
    return rows.rows();
  }

  /// Something was damaged and is lost.
  void lost(int rows) {
    lost += rows;
  }

  /// What is to be done once it is on the disk, in order.
  List<Runnable> afterwards() {
    if (lost > 0) {
      tell(new MailEvent.RowsLost(lost));
      lost = 0;
    }
    return List.copyOf(afterwards);
  }
}
