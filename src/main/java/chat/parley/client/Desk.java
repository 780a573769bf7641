package chat.parley.client;

import chat.parley.identity.PeerEntry;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Disclosure;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Fingerprint;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Who does what a user asks of a [Messenger], and what that means in one protocol. All methods are called on
/// the core thread, but for [#protection].
///
/// What only one of the protocols can do, the other answers as it must or ignores.
interface Desk extends RelayConnection.User {
  /// A key that a contact's panel shows.
  ///
  /// @param file the `pub.pem` it was read from, if it was
  record ShownKey(PublicIdentity owner, @Nullable Path file) {}

  /// A way once through a conversation. Made on any thread, used on the core thread.
  @FunctionalInterface
  interface Passage {
    /// The next entries; none at the end.
    ///
    /// @throws PageUnreadable if the history cannot be read
    List<ChatMessage> next(int limit);
  }

  /// The first call.
  void begin();

  List<Contact> contacts();

  Connection connection();

  Protection protection();

  void send(Name contact, String text);

  void retry(MessageId message);

  void discard(MessageId message);

  List<ChatMessage> page(Name contact, @Nullable MessageId before, int limit);

  Passage fromBeginning(Name contact);

  Passage fromEnd(Name contact);

  void markRead(Name contact);

  Optional<ShownKey> shownKey(Name contact);

  void verify(Name contact, Fingerprint compared);

  void withdrawVerification(Name contact);

  /// The keys folder holds this now. Called once before there is a connection.
  void keysRead(List<PeerEntry> peers);

  /// Tells something that belongs to no conversation.
  void tell(Notice notice);

  /// The last call: the connection is over.
  default void close() {}

  default void meet(Name name, CompletableFuture<Lookup> answer) {
    answer.complete(Lookup.NOT_POSSIBLE);
  }

  default void directory(CompletableFuture<Directory> answer) {
    answer.complete(Directory.CLOSED);
  }

  default void accept(Name contact) {}

  default void decline(Name contact) {}

  default void block(Name contact) {}

  default void unblock(Name contact) {}

  default void typing(Name contact) {}

  default void disclose(Disclosure disclosure) {}

  default void reply(Name contact, String text, MessageId answered) {
    send(contact, text);
  }

  default void edit(MessageId message, String text) {}

  default void delete(MessageId message) {}

  default void react(MessageId message, @Nullable Emoji emoji) {}

  default void setLifetime(Name contact, Lifetime lifetime) {}

  default Optional<DisplayName> displayName() {
    return Optional.empty();
  }

  default void setDisplayName(@Nullable DisplayName name) {}
}
