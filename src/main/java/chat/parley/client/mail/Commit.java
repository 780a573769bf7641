package chat.parley.client.mail;

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

  /// What is to be done once it is on the disk, in order.
  List<Runnable> afterwards() {
    return List.copyOf(afterwards);
  }
}
