package chat.parley.ui.contacts;

import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.DisplayName;
import chat.parley.model.Fingerprint;
import chat.parley.model.Trust;
import chat.parley.ui.contacts.ContactRow.KeyMark;
import chat.parley.ui.contacts.ContactRow.Last;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes the lines of the contact list.
final class ContactRows {
  private static final Texts TEXTS = Texts.of("contacts");
  private static final Texts.Choices<ChatMessage.Note.Kind> NOTES =
      TEXTS.choices(ChatMessage.Note.Kind.class);
  private static final int PREVIEW = 120;

  private final LocalTimes times;
  private final Function<Contact, String> draft;

  /// @param draft what was begun to be written to a contact and is worth showing; else empty
  ContactRows(LocalTimes times, Function<Contact, String> draft) {
    this.times = times;
    this.draft = draft;
  }

  /// The lines of these entries, which are in order; a heading stands above the first of a kind, except
  /// of contacts one can write to.
  List<ContactRow> of(List<ContactEntry> entries) {
    List<ContactRow> rows = new ArrayList<>(entries.size());
    Contact.Standing before = Contact.Standing.ACCEPTED;
    for (ContactEntry entry : entries) {
      Contact.Standing standing = entry.standing();
      rows.add(row(entry, standing == before ? "" : heading(standing)));
      before = standing;
    }
    return rows;
  }

  private static String heading(Contact.Standing standing) {
    return switch (standing) {
      case ACCEPTED -> "";
      case REQUEST -> TEXTS.get("requests");
      case BLOCKED -> TEXTS.get("blocked");
    };
  }

  private ContactRow row(ContactEntry entry, String heading) {
    Contact contact = entry.contact();
    ChatMessage last = entry.last();
    String begun = draft.apply(contact);
    Last lastIs = lastIs(contact, last, begun);
    return new ContactRow(
        contact.name(),
        displayName(contact),
        heading,
        contact.fingerprint(),
        mark(contact),
        contact.standing(),
        contact.presence(),
        switch (lastIs) {
          case TYPING -> "";
          case DRAFT -> oneLine(begun);
          case OWN, THEIRS -> last == null ? "" : preview(last);
        },
        lastIs,
        lastIs == Last.OWN && last instanceof ChatMessage.Outgoing own ? own.delivery() : null,
        last == null ? "" : times.brief(last.at()),
        contact.unread());
  }

  private static Last lastIs(Contact contact, @Nullable ChatMessage last, String begun) {
    if (contact.isTyping()) {
      return Last.TYPING;
    }
    if (!begun.isBlank()) {
      return Last.DRAFT;
    }
    return last instanceof ChatMessage.Outgoing ? Last.OWN : Last.THEIRS;
  }

  private static KeyMark mark(Contact contact) {
    Contact.KeyProblem problem = contact.problem();
    if (problem != null) {
      return switch (problem) {
        case MISSING -> KeyMark.MISSING;
        case UNUSABLE -> KeyMark.UNUSABLE;
        case SIGNATURE_WRONG -> KeyMark.SIGNATURE_WRONG;
      };
    }
    return switch (contact.trust()) {
      case Trust.New() -> KeyMark.NEW;
      case Trust.SeenBefore() -> KeyMark.SEEN_BEFORE;
      case Trust.Verified _ -> KeyMark.VERIFIED;
      case Trust.Changed(Fingerprint _, boolean wasVerified) ->
          wasVerified ? KeyMark.CHANGED_AFTER_VERIFIED : KeyMark.CHANGED;
      case Trust.Offered _ -> KeyMark.CHANGED;
    };
  }

  private static String displayName(Contact contact) {
    DisplayName called = contact.displayName();
    return called == null ? "" : called.value();
  }

  private static String preview(ChatMessage message) {
    if (message.particulars().isDeleted()) {
      return TEXTS.get("deleted");
    }
    return switch (message) {
      case ChatMessage.Incoming incoming -> oneLine(incoming.text());
      case ChatMessage.Outgoing outgoing -> oneLine(outgoing.text());
      case ChatMessage.Note note -> NOTES.get(note.kind(), note.conversation());
    };
  }

  private static String oneLine(String text) {
    String start = text.length() > PREVIEW ? text.substring(0, PREVIEW) : text;
    return start.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
  }
}
