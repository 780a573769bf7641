package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells every text that comes, once: first what came earlier and nobody looked at, then what is new, a
/// conversation's in order, and what becomes of each after it was told. What was told counts as looked at.
///
/// For a listener of the messenger; texts are told on the thread that the events come on, which is the core's.
final class Arrivals {
  private static final int PAGE = 500;

  private final Messenger messenger;
  private final Consumer<ChatMessage.Incoming> tell;
  private final Consumer<ChatMessage.Incoming> tellChange;
  private final Set<Name> known = new HashSet<>();
  private final Set<Name> marking = new HashSet<>();
  private volatile boolean isStopped;

  /// What comes while earlier texts are being read.
  private final Map<Name, List<ChatMessage.Incoming>> held = new HashMap<>();

  /// What changes meanwhile.
  private final Map<Name, List<ChatMessage.Incoming>> changes = new HashMap<>();

  /// @param tell a text that came
  /// @param tellChange a text that came before, as it is now
  Arrivals(
      Messenger messenger,
      Consumer<ChatMessage.Incoming> tell,
      Consumer<ChatMessage.Incoming> tellChange) {
    this.messenger = messenger;
    this.tell = tell;
    this.tellChange = tellChange;
  }

  /// Nobody can be told any more: what comes from now on stays unread.
  void stop() {
    isStopped = true;
  }

  void hear(MessengerEvent event) {
    if (isStopped) {
      return;
    }
    switch (event) {
      case MessengerEvent.ContactChanged(Contact contact) -> changed(contact);
      case MessengerEvent.ContactGone(Name contact) -> marking.remove(contact);
      case MessengerEvent.MessageAdded(ChatMessage.Incoming text, _) -> added(text);
      case MessengerEvent.MessageChanged(ChatMessage.Incoming text) -> altered(text);
      case MessengerEvent.MessageAdded _,
          MessengerEvent.MessageChanged _,
          MessengerEvent.MessageRemoved _,
          MessengerEvent.ConnectionChanged _,
          MessengerEvent.DisplayNameChosen _,
          MessengerEvent.Noticed _ -> {}
    }
  }

  private void added(ChatMessage.Incoming text) {
    known.add(text.conversation());
    List<ChatMessage.Incoming> waiting = held.get(text.conversation());
    if (waiting == null) {
      tell.accept(text);
    } else {
      waiting.add(text);
    }
  }

  private void altered(ChatMessage.Incoming text) {
    if (held.containsKey(text.conversation())) {
      changes.computeIfAbsent(text.conversation(), name -> new ArrayList<>()).add(text);
    } else {
      tellChange.accept(text);
    }
  }

  private void changed(Contact contact) {
    Name name = contact.name();
    if (contact.unread() == 0) {
      known.add(name);
      marking.remove(name);
    } else if (known.add(name)) {
      held.put(name, new ArrayList<>());
      readEarlier(name, contact.unread(), null, new ArrayList<>());
    } else if (!held.containsKey(name)) {
      mark(name);
    }
  }

  /// Goes back a page at a time, until all texts are found that nobody looked at.
  ///
  /// @param found what was found so far, the newest first
  private void readEarlier(
      Name name, int unread, @Nullable MessageId before, List<ChatMessage.Incoming> found) {
    var _ =
        messenger
            .page(name, before, PAGE)
            .thenAccept(
                page -> {
                  List<ChatMessage.Incoming> live = held.getOrDefault(name, List.of());
                  for (ChatMessage entry : page.reversed()) {
                    if (found.size() < unread
                        && entry instanceof ChatMessage.Incoming text
                        && live.stream().noneMatch(other -> other.id().equals(text.id()))) {
                      found.add(text);
                    }
                  }
                  if (found.size() < unread && !page.isEmpty()) {
                    readEarlier(name, unread, page.getFirst().id(), found);
                  } else {
                    found.reversed().forEach(tell);
                    tellHeld(name);
                  }
                });
  }

  private void tellHeld(Name name) {
    List<ChatMessage.Incoming> waiting = held.remove(name);
    if (waiting != null) {
      waiting.forEach(tell);
    }
    List<ChatMessage.Incoming> changed = changes.remove(name);
    if (changed != null) {
      changed.forEach(tellChange);
    }
    mark(name);
  }

  private void mark(Name name) {
    if (!isStopped && marking.add(name)) {
      messenger.markRead(name);
    }
  }
}
