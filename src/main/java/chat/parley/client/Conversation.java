package chat.parley.client;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was written with one contact, in memory: the newest entries within a bound. Belongs to the core
/// thread.
final class Conversation {
  private static final int MAX_ENTRIES = 10_000;
  private static final int MAX_CHARACTERS = 8 << 20;

  private final int maxEntries;
  private final int maxCharacters;
  private final List<ChatMessage> entries = new ArrayList<>();
  private long characters;
  private int unread;

  Conversation() {
    this(MAX_ENTRIES, MAX_CHARACTERS);
  }

  Conversation(int maxEntries, int maxCharacters) {
    this.maxEntries = maxEntries;
    this.maxCharacters = maxCharacters;
  }

  /// Adds an entry at the end.
  ///
  /// @return what had to go to make room: the oldest entries, but none that still waits to be sent
  List<ChatMessage> add(ChatMessage message) {
    entries.add(message);
    characters += length(message);
    if (message instanceof ChatMessage.Incoming) {
      unread++;
    }
    List<ChatMessage> gone = new ArrayList<>();
    int oldest = 0;
    while ((entries.size() > maxEntries || characters > maxCharacters)
        && oldest < entries.size() - 1) {
      if (isWaiting(entries.get(oldest))) {
        oldest++;
      } else {
        ChatMessage removed = entries.remove(oldest);
        characters -= length(removed);
        gone.add(removed);
      }
    }
    return gone;
  }

  private static boolean isWaiting(ChatMessage message) {
    return message instanceof ChatMessage.Outgoing own
        && own.delivery() instanceof Delivery.Waiting;
  }

  private static int length(ChatMessage message) {
    return switch (message) {
      case ChatMessage.Incoming incoming -> incoming.text().length();
      case ChatMessage.Outgoing outgoing -> outgoing.text().length();
      case ChatMessage.Note note -> 0;
    };
  }

  /// A message of one's own.
  ChatMessage.@Nullable Outgoing outgoing(MessageId id) {
    int at = find(id);
    return at >= 0 && entries.get(at) instanceof ChatMessage.Outgoing own ? own : null;
  }

  /// Puts a message of one's own that is further on its way in its own place.
  void replace(ChatMessage.Outgoing message) {
    int at = find(message.id());
    if (at >= 0) {
      entries.set(at, message);
    }
  }

  void remove(MessageId id) {
    int at = find(id);
    if (at >= 0) {
      characters -= length(entries.remove(at));
    }
  }

  @Nullable ChatMessage last() {
    return entries.isEmpty() ? null : entries.getLast();
  }

  int unread() {
    return unread;
  }

  void markRead() {
    unread = 0;
  }

  /// @param before null for the newest page; an entry that is gone ends no page
  List<ChatMessage> page(@Nullable MessageId before, int limit) {
    int end = before == null ? entries.size() : Math.max(0, find(before));
    return List.copyOf(entries.subList(Math.max(0, end - limit), end));
  }

  /// From the end: nearly always it is one of the newest.
  private int find(MessageId id) {
    for (int at = entries.size() - 1; at >= 0; at--) {
      if (entries.get(at).id().equals(id)) {
        return at;
      }
    }
    return -1;
  }
}
