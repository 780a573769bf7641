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

  /// The same entry with other annotations.
  ///
  /// @throws IllegalStateException if it shows no content
  public LogEntry with(Annotations known) {
    if (content == null) {
      throw new IllegalStateException("a line about the conversation has no annotations");
    }
    return new LogEntry(position, message, content.with(known));
  }

  /// What is kept beside its words.
  public Annotations annotations() {
    return content == null ? Annotations.NONE : content.annotations();
  }

  /// What its content does; null if it is something to read.
  public @Nullable Act act() {
    return content == null ? null : content.act();
  }

  /// The message with all that is kept of it, without what it answers.
  public ChatMessage shown() {
    return message.with(annotations().particulars());
  }

  /// Whether its time runs, or is to begin.
  boolean isTimed() {
    return annotations().expiresAfter() != null;
  }

  /// Whether a receipt may still come for it. What was taken back is never sent again.
  public boolean isAwaited() {
    return message instanceof ChatMessage.Outgoing own
        && !annotations().isDeleted()
        && switch (own.delivery()) {
          case Delivery.Waiting waiting -> true;
          case Delivery.AtRelay() -> true;
          case Delivery.Delivered() -> false;
          case Delivery.Read() -> false;
          case Delivery.Failed failed -> false;
        };
  }
}
