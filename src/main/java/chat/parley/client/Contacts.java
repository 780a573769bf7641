package chat.parley.client;

import chat.parley.identity.PeerKey;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The contacts as the user sees them: who is in the keys folder, in the room, or was written with. Tells of
/// each that is another than it was told. Belongs to the core thread.
final class Contacts {
  /// How somebody stands in the room.
  ///
  /// @param presence whether it is here
  /// @param isForged whether who is here under its name signs with another key
  record Attendance(Presence presence, boolean isForged) {}

  private final Name me;
  private final KeyRing keys;
  private final Function<Name, Attendance> attendance;
  private final Consumer<MessengerEvent> teller;
  private final Map<Name, Conversation> conversations = new HashMap<>();
  private final Map<Name, Contact> told = new TreeMap<>();

  Contacts(
      Name me,
      KeyRing keys,
      Function<Name, Attendance> attendance,
      Consumer<MessengerEvent> teller) {
    this.me = me;
    this.keys = keys;
    this.attendance = attendance;
    this.teller = teller;
  }

  /// All contacts as they were told.
  List<Contact> all() {
    return List.copyOf(told.values());
  }

  Conversation conversation(Name contact) {
    return conversations.computeIfAbsent(contact, name -> new Conversation());
  }

  /// What was written with somebody, if anything.
  Optional<Conversation> existing(Name contact) {
    return Optional.ofNullable(conversations.get(contact));
  }

  /// All conversations there are.
  Map<Name, Conversation> conversations() {
    return Map.copyOf(conversations);
  }

  /// Tells of a contact if anything about it is another.
  void refresh(Name name) {
    if (isShown(name)) {
      Contact now = contact(name);
      if (!Objects.equals(told.put(name, now), now)) {
        teller.accept(new MessengerEvent.ContactChanged(now));
      }
    } else if (told.remove(name) != null) {
      teller.accept(new MessengerEvent.ContactGone(name));
    }
  }

  /// As [#refresh], for everybody.
  void refreshAll() {
    keys.names().forEach(this::refresh);
    List.copyOf(told.keySet()).forEach(this::refresh);
  }

  /// Oneself is a contact once there is something to read.
  private boolean isShown(Name name) {
    if (last(name) != null) {
      return true;
    }
    return !name.equals(me)
        && (keys.knows(name) || attendance.apply(name).presence() == Presence.HERE);
  }

  private @Nullable ChatMessage last(Name name) {
    Conversation conversation = conversations.get(name);
    return conversation == null ? null : conversation.last();
  }

  private Contact contact(Name name) {
    Attendance attends = attendance.apply(name);
    Contact.KeyProblem problem = keys.problem(name);
    if (problem == null && attends.isForged()) {
      problem = Contact.KeyProblem.SIGNATURE_WRONG;
    }
    Conversation conversation = conversations.get(name);
    return Contact.of(name)
        .withKey(keys.key(name).map(PeerKey::fingerprint).orElse(null), keys.trust(name))
        .withPresence(attends.presence())
        .withProblem(problem)
        .withLast(last(name), conversation == null ? 0 : conversation.unread());
  }
}
