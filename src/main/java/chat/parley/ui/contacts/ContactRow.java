package chat.parley.ui.contacts;

import chat.parley.model.Contact.Standing;
import chat.parley.model.Delivery;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import org.jspecify.annotations.Nullable;

/// What a line of the contact list shows. Two equal rows look the same.
///
/// @param displayName how it likes to be called; empty if it has not said
/// @param heading what stands above it, if it is the first of its kind; else empty
/// @param mark what is to be said about the key
/// @param last the beginning of the newest message or of a draft, on one line; empty if there is none
/// @param lastIs what that is
/// @param delivery how far it has come, if it is the newest message and one's own; else null
/// @param time when it was, in short; empty if there is none
/// @param unread how many texts were not looked at
record ContactRow(
    Name name,
    String displayName,
    String heading,
    @Nullable Fingerprint fingerprint,
    KeyMark mark,
    Standing standing,
    Presence presence,
    String last,
    Last lastIs,
    @Nullable Delivery delivery,
    String time,
    int unread) {

  /// What the second line of a contact is.
  enum Last {
    /// Something the contact wrote, or that happened.
    THEIRS,
    /// Something one wrote oneself.
    OWN,
    /// Something one began to write.
    DRAFT,
    /// Nothing yet: the contact writes just now.
    TYPING
  }

  /// What the list says about a contact's key.
  enum KeyMark {
    /// First met through the relay, and never compared.
    NEW,
    /// As it always was; nothing is shown.
    SEEN_BEFORE,
    VERIFIED,
    /// Another key than before, which nobody had compared.
    CHANGED,
    /// Another key than the one the user had compared: nothing is sent.
    CHANGED_AFTER_VERIFIED,
    MISSING,
    UNUSABLE,
    SIGNATURE_WRONG;

    /// Whether one should look at it before writing.
    boolean isProblem() {
      return this != NEW && this != SEEN_BEFORE && this != VERIFIED;
    }
  }
}
