package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.session.ratchet.ContactSessions;
import chat.parley.session.ratchet.ContentTooLong;
import chat.parley.session.ratchet.Party;
import chat.parley.session.ratchet.SessionNeeded;
import chat.parley.store.Act;
import chat.parley.store.Annotations;
import chat.parley.store.LogEntry;
import chat.parley.store.LoggedContent;
import chat.parley.store.Parcel;
import chat.parley.store.StoreException;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import chat.parley.wire.parley.FrameLimits;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes payloads of contents: the session's next state and the payload go into the same commit.
final class Sealer {
  /// The length of the id that a payload travels under.
  private static final int SEND_ID_BYTES = 16;

  /// How many messages are looked at to find those that were sent.
  private static final int MOST_LOOKED_AT = 64;

  private final Shelf shelf;
  private final SecureRandom random;
  private int mostBytes = FrameLimits.PAYLOAD;

  Sealer(Shelf shelf, SecureRandom random) {
    this.shelf = shelf;
    this.random = random;
  }

  /// The relay takes frames of this length at most.
  void limit(long frame) {
    long around = FrameLimits.FRAME - FrameLimits.PAYLOAD;
    mostBytes = Math.clamp(frame - around, 0, FrameLimits.PAYLOAD);
  }

  /// A new id: of a payload, or of a content.
  Bytes newId() {
    byte[] id = new byte[SEND_ID_BYTES];
    random.nextBytes(id);
    return Bytes.of(id);
  }

  /// Whether there is a session with a contact, under its pinned key, to send on.
  boolean canSeal(Commit commit, Name contact) throws StoreException {
    Optional<Party> pinned = shelf.pinned(contact);
    return pinned.isPresent() && shelf.sessions(commit, pinned.get()).canSend(commit.now());
  }

  /// The content of an entry as it goes out: with what came before it and has no receipt.
  static Content.Letter letter(Commit commit, LogEntry entry) throws StoreException {
    Name contact = entry.message().conversation();
    return letter(
        entry,
        commit.intact(
            commit.tables().log().newestAwaited(contact, entry.position(), Content.MAX_PENDING)));
  }

  /// The content of an entry as it goes out again: with whatever else was sent and has no receipt, also later. Who
  /// asked may know of none of it.
  static Content.Letter letterAgain(Commit commit, LogEntry entry) throws StoreException {
    Name contact = entry.message().conversation();
    return letter(
        entry,
        commit.intact(commit.tables().log().newestAwaited(contact, MOST_LOOKED_AT)).stream()
            .filter(each -> !Lanes.isUnsealed(each) && !each.position().equals(entry.position()))
            .limit(Content.MAX_PENDING)
            .toList());
  }

  private static Content.Letter letter(LogEntry entry, List<LogEntry> newestPending) {
    LoggedContent content = content(entry);
    return new Content.Letter(
        content.id(),
        content.sentAt(),
        newestPending.reversed().stream().map(each -> content(each).id()).toList(),
        body(entry));
  }

  private static LoggedContent content(LogEntry entry) {
    return Objects.requireNonNull(entry.content(), "every message of one's own is a content");
  }

  /// A text goes out with the words that it has now: edits that are on their way say the same.
  private static Body body(LogEntry entry) {
    Act act = entry.act();
    if (act != null) {
      return ActBodies.body(act);
    }
    if (entry.message() instanceof ChatMessage.Outgoing own) {
      Annotations annotations = entry.annotations();
      return new Body.Text(own.text(), annotations.replyTo(), annotations.expiresAfter());
    }
    throw new IllegalArgumentException("not a message of one's own");
  }

  /// Seals the content of an entry. The entry is not changed.
  ///
  /// @return nothing if it is too long to be sent
  /// @throws IllegalStateException unless [#canSeal]
  Optional<Parcel> seal(Commit commit, LogEntry entry) throws StoreException {
    return seal(
        commit, entry.message().conversation(), letter(commit, entry), entry.message().id());
  }

  /// Seals a content.
  ///
  /// @param message the entry that it is, if it is one
  /// @return nothing if it is too long to be sent
  /// @throws IllegalStateException unless [#canSeal]
  Optional<Parcel> seal(
      Commit commit, Name contact, Content.Letter letter, @Nullable MessageId message)
      throws StoreException {
    Optional<ContactSessions.Sent> sent = encrypt(commit, contact, letter);
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        commit.tables().outbox().add(contact, newId(), sent.get().payload(), message, letter.id()));
  }

  /// Encrypts a content and keeps the next state of the session. The payload is nowhere but in what this
  /// returns.
  Optional<ContactSessions.Sent> encrypt(Commit commit, Name contact, Content.Letter letter)
      throws StoreException {
    Party pinned =
        shelf.pinned(contact).orElseThrow(() -> new IllegalStateException("no key to encrypt for"));
    try {
      ContactSessions.Sent sent =
          shelf.sessions(commit, pinned).send(letter.encode(), random, commit.now());
      if (sent.payload().length() > mostBytes) {
        return Optional.empty();
      }
      shelf.put(commit, sent.next());
      return Optional.of(sent);
    } catch (ContentTooLong e) {
      return Optional.empty();
    } catch (SessionNeeded e) {
      throw new IllegalStateException("no session to send on", e);
    }
  }
}
