package chat.parley.client;

import chat.parley.model.ChatMessage;
import chat.parley.model.Disclosure;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Fingerprint;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one person can do while logged in: the door between screens or terminals and the core.
///
/// Every method may be called from any thread and returns at once; the core thread does the work and
/// tells all listeners what came of it. After [#close] calls do nothing.
public interface Messenger extends AutoCloseable {
  /// Who is logged in.
  Account account();

  /// Tells the listener all contacts and the connection as they stand, then each change, in order, on
  /// the core thread. A listener must return quickly and must not throw.
  Subscription listen(Consumer<MessengerEvent> listener);

  /// Writes to a contact. The message is in the log, and told to the listeners, before the network is
  /// touched; it waits if it cannot be sent yet.
  ///
  /// @param text not blank
  void send(Name contact, String text);

  /// As [#send], in answer to an entry of the same conversation. In classic it is a text like any other.
  void reply(Name contact, String text, MessageId answered);

  /// Puts other words in the place of a text of one's own, and tells the contact. Classic cannot.
  ///
  /// @param text not blank
  void edit(MessageId message, String text);

  /// Takes a text of one's own back, and asks the contact's program to do so; one that never left is
  /// withdrawn. Classic cannot.
  void delete(MessageId message);

  /// Puts a sign beside a text of either side, in the place of one's own that was there, and tells the contact.
  /// Classic cannot.
  ///
  /// @param emoji null takes it back
  void react(MessageId message, @Nullable Emoji emoji);

  /// How long what is written to a contact from now on stays, on both sides. Classic cannot.
  void setLifetime(Name contact, Lifetime lifetime);

  /// How the user likes to be called: contacts are told, nobody else. Classic cannot.
  ///
  /// @param name null for no way in particular
  void setDisplayName(@Nullable DisplayName name);

  /// Sends a failed message again, with what was done to it and failed, under its own place in the conversation.
  void retry(MessageId message);

  /// Takes a message of one's own that waits or failed out of the conversation.
  void discard(MessageId message);

  /// Reads one page of a conversation, oldest first. Fails with [PageUnreadable] if the history does.
  ///
  /// @param before the entry that the page ends before; null for the newest page
  /// @param limit how many entries at most, 1 to 500
  CompletableFuture<List<ChatMessage>> page(Name contact, @Nullable MessageId before, int limit);

  /// A way through a conversation, from its oldest entry to its newest.
  HistoryReader fromBeginning(Name contact);

  /// A way through a conversation, from its newest entry to its oldest.
  HistoryReader fromEnd(Name contact);

  /// Counts everything that came from this contact as looked at.
  void markRead(Name contact);

  /// What the fingerprint panel shows. Fails with [ContactKeyMissing] if there is no usable key.
  CompletableFuture<KeyDetails> keyDetails(Name contact);

  /// Notes that the user compared exactly this key. Ignored if the contact has another one by now.
  void verify(Name contact, Fingerprint compared);

  /// Looks up somebody who is no contact yet by the name at the relay; if there is such an account, it is a
  /// contact from then on, with a key that nobody compared.
  CompletableFuture<Lookup> meet(Name name);

  /// The names in the relay's directory, except one's own: at most [Directory#MAX_NAMES].
  CompletableFuture<Directory> directory();

  /// Lets somebody who asked to write to the user do so: its messages are answered from then on.
  void accept(Name contact);

  /// Forgets a request with all its messages; the same person can ask again.
  void decline(Name contact);

  /// Shows nothing more of a contact, and sends nothing to it.
  void block(Name contact);

  /// Takes [#block] back: the contact is as before.
  void unblock(Name contact);

  /// Tells that the user is writing to the contact just now. May be called with every key: it goes out now
  /// and then, and only while the contact is there and the user wants it told.
  void typing(Name contact);

  /// What contacts are told from now on.
  void disclose(Disclosure disclosure);

  /// How the conversations of this login are protected.
  Protection protection();

  /// Takes the mark of [#verify] back. If the key changed after it was verified, the new one is accepted
  /// as seen.
  void withdrawVerification(Name contact);

  /// Connects now instead of at the end of the countdown, or again after the connection was stopped.
  void reconnectNow();

  /// Leaves the relay and forgets all session keys. Waits at most two seconds for the goodbye.
  @Override
  void close();
}
