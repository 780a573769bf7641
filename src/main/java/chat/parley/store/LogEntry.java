package chat.parley.store;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import org.jspecify.annotations.Nullable;

/// An entry of a conversation, in its place.
///
/// @param content which content of the protocol it shows; null for a line about the conversation
public record LogEntry(Position position, ChatMessage message, @Nullable LoggedContent content) {
  /// The same entry, further on its way.
  public LogEntry with(ChatMessage changed) {
    return new LogEntry(position, changed, content);
  }

  /// Whether a receipt may still come for it.
  public boolean isAwaited() {
    return message instanceof ChatMessage.Outgoing own
        && switch (own.delivery()) {
          case Delivery.Waiting waiting -> true;
          case Delivery.AtRelay() -> true;
          case Delivery.Delivered() -> false;
          case Delivery.Read() -> false;
          case Delivery.Failed failed -> false;
        };
  }
}
