package chat.parley.ui.contacts;

import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A contact, and the newest entry worth showing: that somebody came or went is none.
record ContactEntry(Contact contact, @Nullable ChatMessage last) {
  /// Whom one can write to comes first, who was shut out last; of these, those written with last.
  static final Comparator<ContactEntry> ORDER =
      Comparator.comparing((ContactEntry entry) -> entry.contact.standing())
          .thenComparing(ContactEntry::at, Comparator.nullsLast(Comparator.reverseOrder()))
          .thenComparing(entry -> entry.contact.name());

  static ContactEntry of(Contact contact) {
    return new ContactEntry(contact, isPresence(contact.last()) ? null : contact.last());
  }

  ContactEntry followedBy(ContactEntry next) {
    return isPresence(next.contact.last()) ? new ContactEntry(next.contact, last) : next;
  }

  Contact.Standing standing() {
    return contact.standing();
  }

  private @Nullable Instant at() {
    return last == null ? null : last.at();
  }

  private static boolean isPresence(@Nullable ChatMessage message) {
    return message instanceof ChatMessage.Note note
        && (note.kind() == ChatMessage.Note.Kind.JOINED
            || note.kind() == ChatMessage.Note.Kind.LEFT);
  }
}
