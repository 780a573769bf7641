package chat.parley.client;

import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.MessageId;
import chat.parley.model.Name;

/// Something that changed and that a listener may want to show. Events are immutable.
public sealed interface MessengerEvent {
  /// A contact is new, or anything about it changed.
  record ContactChanged(Contact contact) implements MessengerEvent {}

  /// A contact is in neither the keys folder nor the room any more, and nothing was written.
  record ContactGone(Name contact) implements MessengerEvent {}

  /// An entry was added at the end of a conversation.
  record MessageAdded(ChatMessage message) implements MessengerEvent {}

  /// An entry changed in place, usually its delivery.
  record MessageChanged(ChatMessage message) implements MessengerEvent {}

  /// An entry was taken out.
  record MessageRemoved(Name conversation, MessageId id) implements MessengerEvent {}

  /// The connection is in another state.
  record ConnectionChanged(Connection connection) implements MessengerEvent {}

  /// Something the user should hear of that belongs to no single message.
  record Noticed(Notice notice) implements MessengerEvent {}
}
