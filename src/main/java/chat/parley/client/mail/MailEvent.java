package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.DisplayName;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Something that changed and is on the disk, unless it says otherwise.
public sealed interface MailEvent {
  /// A contact is new, or anything about it changed.
  record ContactChanged(Contact contact) implements MailEvent {}

  /// A contact was taken out: a request that was declined.
  record ContactGone(Name contact) implements MailEvent {}

  /// An entry was added to a conversation.
  ///
  /// @param before the entry that it stands before, as one that came late does; null at the end
  record MessageAdded(ChatMessage message, @Nullable MessageId before) implements MailEvent {}

  /// An entry changed in place, usually its delivery. What quotes it quotes it as it is now, without being told.
  record MessageChanged(ChatMessage message) implements MailEvent {}

  /// An entry was taken out. What quotes it quotes nothing from now on, without being told.
  record MessageRemoved(Name conversation, MessageId id) implements MailEvent {}

  /// What became of looking somebody up: the answer to [Mail#meet], one for each.
  record LookedUp(Name name, Finding finding) implements MailEvent {
    /// What was found.
    public enum Finding {
      /// It is a contact now, or was one before.
      FOUND,
      NOBODY,
      ONESELF,
      NOT_CONNECTED,
      /// What the relay answered makes no sense.
      REFUSED
    }
  }

  /// Somebody who is no contact wrote, and the user has to decide.
  record RequestCame(Name name) implements MailEvent {}

  /// A contact that the user compared, or has in the keys folder, is known to the relay or writes with
  /// another key.
  record OtherKeyOffered(Name contact) implements MailEvent {}

  /// The user likes to be called like this from now on; null for no way in particular.
  record DisplayNameChosen(@Nullable DisplayName name) implements MailEvent {}

  /// Rows of the database were damaged, and what they held is lost.
  ///
  /// @param rows how many
  record RowsLost(int rows) implements MailEvent {}

  /// What was to be done now could not be saved, and was not done.
  record NotSaved(StoreException failure) implements MailEvent {}
}
