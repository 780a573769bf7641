package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.LogEntry;
import chat.parley.store.StoreException;
import chat.parley.wire.content.Content;
import chat.parley.wire.parley.UndeliverableCode;
import java.time.Instant;
import java.util.Optional;

/// What is on its way to the relay.
final class Outbox implements Books.Part, Chore {
  @Override
  public void load(Commit commit) throws StoreException {}

  /// Seals a content that is no entry of its own (a receipt, a resend) and puts it behind what is on its
  /// way. Without a session to send on it waits in memory until there is one.
  void post(Commit commit, Name contact, Content.Letter content) throws StoreException {}

  /// Seals the text of an entry anew and puts it behind what is on its way: the contact asked for it. The
  /// content's id and date stay, the payload gets an id of its own.
  void again(Commit commit, LogEntry entry) throws StoreException {}

  /// Sees to it that a new session with the contact is opened, also where there is one: the answer to lost
  /// state. What is posted goes out on it.
  void openSession(Commit commit, Name contact) throws StoreException {}

  /// Whether a session that was asked for is not open yet.
  boolean isOpening(Name contact) {
    return false;
  }

  /// The user wrote something.
  void write(Commit commit, Name contact, String text) throws StoreException {}

  void retry(Commit commit, MessageId id) throws StoreException {}

  void discard(Commit commit, MessageId id) throws StoreException {}

  void accepted(Commit commit, Bytes sendId) throws StoreException {}

  void undeliverable(Commit commit, Bytes sendId, UndeliverableCode code) throws StoreException {}

  @Override
  public Optional<Instant> due() {
    return Optional.empty();
  }

  @Override
  public void wake(Instant now) {}
}
