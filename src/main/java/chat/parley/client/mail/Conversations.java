package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.LogEntry;
import chat.parley.store.LoggedContent;
import chat.parley.store.StoreException;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The conversations as the user sees them: whatever is written down or changed here is told, too.
final class Conversations {
  private final Roster roster;
  private final SecureRandom random;

  Conversations(Roster roster, SecureRandom random) {
    this.roster = roster;
    this.random = random;
  }

  /// A new id for an entry.
  MessageId newId() {
    byte[] id = new byte[MessageId.BYTES];
    random.nextBytes(id);
    return MessageId.of(id);
  }

  /// Adds an entry at the end. Its contact must be in the roster.
  LogEntry append(Commit commit, ChatMessage message, @Nullable LoggedContent content)
      throws StoreException {
    LogEntry entry = commit.tables().log().append(message, content);
    commit.tell(new MailEvent.MessageAdded(roster.shown(message)));
    roster.conversationChanged(message.conversation());
    return entry;
  }

  /// Adds a text that came late where its date puts it.
  LogEntry insert(Commit commit, ChatMessage.Incoming message, LoggedContent content)
      throws StoreException {
    LogEntry entry = commit.tables().log().insert(message, content);
    commit.tell(new MailEvent.MessageAdded(message));
    roster.recount(message.conversation());
    return entry;
  }

  /// Whether an entry stands above the last one that the user has read.
  boolean isAboveRead(LogEntry entry) {
    return roster
        .find(entry.message().conversation())
        .filter(row -> entry.position().compareTo(row.readUpTo()) < 0)
        .isPresent();
  }

  /// Adds a line about the conversation itself.
  void note(Commit commit, Name contact, ChatMessage.Note.Kind kind) throws StoreException {
    append(commit, new ChatMessage.Note(newId(), contact, commit.now(), kind), null);
  }

  /// A line for many of a kind in a row.
  void noteOnce(Commit commit, Name contact, ChatMessage.Note.Kind kind) throws StoreException {
    List<LogEntry> newest = commit.tables().log().page(contact, null, 1).rows();
    boolean isThere =
        !newest.isEmpty()
            && newest.getFirst().message() instanceof ChatMessage.Note note
            && note.kind() == kind;
    if (!isThere) {
      note(commit, contact, kind);
    }
  }

  /// Replaces an entry in its place.
  void replace(Commit commit, LogEntry entry) throws StoreException {
    if (commit.tables().log().replace(entry)) {
      tellAgain(commit, entry);
    }
  }

  /// Tells an entry that is as it was, with the reason that it waits for now.
  void tellAgain(Commit commit, LogEntry entry) {
    commit.tell(new MailEvent.MessageChanged(roster.shown(entry.message())));
    roster.conversationChanged(entry.message().conversation());
  }

  void remove(Commit commit, Name contact, MessageId id) throws StoreException {
    if (commit.tables().log().remove(id)) {
      commit.tell(new MailEvent.MessageRemoved(contact, id));
      roster.conversationChanged(contact);
    }
  }
}
