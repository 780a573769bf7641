package chat.parley.ui.contacts;

import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import org.jspecify.annotations.Nullable;

/// What a line of the contact list shows. Two equal rows look the same.
///
/// @param mark what is to be said about the key
/// @param last the beginning of the newest message, on one line; empty if there is none
/// @param own whether that message is one's own
/// @param time when it was, in short; empty if there is none
/// @param unread how many texts were not looked at
record ContactRow(
    Name name,
    @Nullable Fingerprint fingerprint,
    KeyMark mark,
    Presence presence,
    String last,
    boolean own,
    String time,
    int unread) {

  /// What the list says about a contact's key.
  enum KeyMark {
    /// Nothing: it is as it always was.
    NONE,
    VERIFIED,
    CHANGED,
    MISSING,
    UNUSABLE,
    SIGNATURE_WRONG;

    /// Whether one should look at it before writing.
    boolean isProblem() {
      return this != NONE && this != VERIFIED;
    }
  }
}
