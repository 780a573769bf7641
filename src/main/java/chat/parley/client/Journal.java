package chat.parley.client;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Writes down what happens in conversations, and tells of it. Belongs to the core thread.
final class Journal {
  private static final Duration NOTE_PAUSE = Duration.ofMinutes(1);

  private record NoteKey(Name contact, ChatMessage.Note.Kind kind) {}

  private final Contacts contacts;
  private final Consumer<MessengerEvent> teller;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<NoteKey, Instant> noted = new HashMap<>();

  Journal(
      Contacts contacts,
      Consumer<MessengerEvent> teller,
      InstantSource clock,
      RandomGenerator random) {
    this.contacts = contacts;
    this.teller = teller;
    this.clock = clock;
    this.random = random;
  }

  void incoming(Name contact, String text) {
    add(new ChatMessage.Incoming(newId(), contact, clock.instant(), text, false));
  }

  ChatMessage.Outgoing outgoing(Name contact, String text, Delivery delivery) {
    ChatMessage.Outgoing message =
        new ChatMessage.Outgoing(newId(), contact, clock.instant(), text, delivery);
    add(message);
    return message;
  }

  /// Adds a line about the conversation, but one of a kind a minute: whoever causes it shall not fill the
  /// conversation with it.
  void note(Name contact, ChatMessage.Note.Kind kind) {
    Instant now = clock.instant();
    NoteKey key = new NoteKey(contact, kind);
    Instant before = noted.get(key);
    // A clock that was put back silences nothing.
    if (before == null || before.isAfter(now) || before.plus(NOTE_PAUSE).isBefore(now)) {
      noted.put(key, now);
      add(new ChatMessage.Note(newId(), contact, now, kind));
    }
  }

  private void add(ChatMessage message) {
    Name contact = message.conversation();
    contacts
        .conversation(contact)
        .add(message)
        .forEach(gone -> teller.accept(new MessengerEvent.MessageRemoved(contact, gone.id())));
    teller.accept(new MessengerEvent.MessageAdded(message));
    contacts.refresh(contact);
  }

  /// A message of the user's own.
  Optional<ChatMessage.Outgoing> outgoing(MessageId id) {
    return contacts.conversations().values().stream()
        .flatMap(conversation -> Optional.ofNullable(conversation.outgoing(id)).stream())
        .findFirst();
  }

  /// As [#outgoing(MessageId)], where the contact is known.
  Optional<ChatMessage.Outgoing> outgoing(Name contact, MessageId id) {
    return contacts
        .existing(contact)
        .flatMap(conversation -> Optional.ofNullable(conversation.outgoing(id)));
  }

  void delivery(Name contact, MessageId id, Delivery delivery) {
    Optional<ChatMessage.Outgoing> before = outgoing(contact, id);
    if (before.isPresent() && !before.get().delivery().equals(delivery)) {
      ChatMessage.Outgoing now = before.get().with(delivery);
      contacts.conversation(contact).replace(now);
      teller.accept(new MessengerEvent.MessageChanged(now));
      contacts.refresh(contact);
    }
  }

  void remove(Name contact, MessageId id) {
    contacts.conversation(contact).remove(id);
    teller.accept(new MessengerEvent.MessageRemoved(contact, id));
    contacts.refresh(contact);
  }

  void markRead(Name contact) {
    contacts.existing(contact).ifPresent(Conversation::markRead);
    contacts.refresh(contact);
  }

  private MessageId newId() {
    byte[] id = new byte[MessageId.BYTES];
    random.nextBytes(id);
    return MessageId.of(id);
  }
}
