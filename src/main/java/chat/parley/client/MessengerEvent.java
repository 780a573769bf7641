package chat.parley.client;

import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.DisplayName;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import org.jspecify.annotations.Nullable;

/// Something that changed and that a listener may want to show. Events are immutable.
public sealed interface MessengerEvent {
  /// A contact is new, or anything about it changed.
  record ContactChanged(Contact contact) implements MessengerEvent {}

  /// A contact is in neither the keys folder nor the room any more, and nothing was written.
  record ContactGone(Name contact) implements MessengerEvent {}

  /// An entry was added to a conversation.
  ///
  /// @param before the entry that it stands before, as one that came late does; null at the end
  record MessageAdded(ChatMessage message, @Nullable MessageId before) implements MessengerEvent {
    /// At the end.
    public MessageAdded(ChatMessage message) {
      this(message, null);
    }
  }

  /// An entry changed in place, usually its delivery. What quotes it quotes it as it is now, without being told.
  record MessageChanged(ChatMessage message) implements MessengerEvent {}

  /// An entry was taken out. What quotes it quotes nothing from now on, without being told.
  record MessageRemoved(Name conversation, MessageId id) implements MessengerEvent {}

  /// How the user likes to be called; null for no way in particular. Told with the state of a login in which it can
  /// be chosen.
  record DisplayNameChosen(@Nullable DisplayName name) implements MessengerEvent {}

  /// The connection is in another state.
  record ConnectionChanged(Connection connection) implements MessengerEvent {}

  /// Something the user should hear of that belongs to no single message.
  record Noticed(Notice notice) implements MessengerEvent {}
}
