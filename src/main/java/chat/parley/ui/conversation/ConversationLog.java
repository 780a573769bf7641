package chat.parley.ui.conversation;

import chat.parley.client.MessengerEvent;
import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Quote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of a conversation that was read so far: its newest entries, and pages before them.
///
/// Events and pages may meet in any order. An entry counts once; what is newer than a page stands
/// behind it, unless it came late; and a change that was told before the entry itself came in a page is not lost.
final class ConversationLog {
  private final Name contact;
  private final List<ChatMessage> entries = new ArrayList<>();
  private final Set<MessageId> known = new HashSet<>();
  private final List<MessengerEvent> early = new ArrayList<>();
  private boolean reading;

  ConversationLog(Name contact) {
    this.contact = contact;
  }

  /// All that is known, oldest first.
  List<ChatMessage> entries() {
    return Collections.unmodifiableList(entries);
  }

  /// The oldest known entry, which the next page ends before; null if there is none.
  @Nullable MessageId oldest() {
    return entries.isEmpty() ? null : entries.getFirst().id();
  }

  /// An entry, if it is known.
  Optional<ChatMessage> find(MessageId id) {
    int place = place(id);
    return place < 0 ? Optional.empty() : Optional.of(entries.get(place));
  }

  /// The whole of a text; empty if there is none of this id.
  String textOf(MessageId id) {
    return find(id).map(ChatMessage::text).orElse("");
  }

  /// Remembers changes to entries not known yet, until the page comes.
  void beginReading() {
    reading = true;
  }

  /// Puts a page before everything that is known.
  void addPage(List<ChatMessage> page) {
    List<ChatMessage> unknown = page.stream().filter(entry -> known.add(entry.id())).toList();
    entries.addAll(0, unknown);
    reading = false;
    early.forEach(this::apply);
    early.clear();
  }

  /// Forgets all but the newest entries; the others can be read again.
  ///
  /// @return whether there were more
  boolean trim(int keep) {
    int surplus = entries.size() - keep;
    if (surplus <= 0 || reading) {
      return false;
    }
    List<ChatMessage> oldest = entries.subList(0, surplus);
    oldest.forEach(entry -> known.remove(entry.id()));
    oldest.clear();
    return true;
  }

  /// Applies one event.
  ///
  /// @return whether this log changed
  boolean apply(MessengerEvent event) {
    return switch (event) {
      case MessengerEvent.MessageAdded added -> add(added);
      case MessengerEvent.MessageChanged(ChatMessage message) -> change(event, message);
      case MessengerEvent.MessageRemoved(Name conversation, MessageId id) ->
          conversation.equals(contact) && remove(event, id);
      case MessengerEvent.ContactChanged _,
          MessengerEvent.ContactGone _,
          MessengerEvent.ConnectionChanged _,
          MessengerEvent.DisplayNameChosen _,
          MessengerEvent.Noticed _ ->
          false;
    };
  }

  /// What stands before an entry that is not known belongs to a page that is not read yet.
  private boolean add(MessengerEvent.MessageAdded event) {
    ChatMessage message = event.message();
    if (!message.conversation().equals(contact) || known.contains(message.id())) {
      return false;
    }
    int place = event.before() == null ? entries.size() : place(event.before());
    if (place < 0) {
      keep(event);
      return false;
    }
    known.add(message.id());
    entries.add(place, message);
    return true;
  }

  private boolean change(MessengerEvent event, ChatMessage message) {
    if (!message.conversation().equals(contact)) {
      return false;
    }
    boolean isQuoted = quote(message.id(), Quote.of(message));
    int place = place(message.id());
    if (place >= 0) {
      entries.set(place, message);
      return true;
    }
    keep(event);
    return isQuoted;
  }

  private boolean remove(MessengerEvent event, MessageId id) {
    boolean isQuoted = quote(id, Quote.ABSENT);
    int place = place(id);
    if (place >= 0) {
      entries.remove(place);
      return true;
    }
    keep(event);
    return isQuoted;
  }

  /// What quotes an entry quotes it as it is now.
  private boolean quote(MessageId original, Quote now) {
    boolean isQuoted = false;
    for (int i = 0; i < entries.size(); i++) {
      ChatMessage entry = entries.get(i);
      Quote before = entry.particulars().quote();
      if (before != null && original.equals(before.original()) && !now.equals(before)) {
        entries.set(i, entry.with(entry.particulars().withQuote(now)));
        isQuoted = true;
      }
    }
    return isQuoted;
  }

  private void keep(MessengerEvent event) {
    if (reading) {
      early.add(event);
    }
  }

  /// Searched from the end, where nearly all changes are.
  private int place(MessageId id) {
    if (known.contains(id)) {
      for (int i = entries.size() - 1; i >= 0; i--) {
        if (entries.get(i).id().equals(id)) {
          return i;
        }
      }
    }
    return -1;
  }
}
