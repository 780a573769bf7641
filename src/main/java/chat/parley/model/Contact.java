package chat.parley.model;

import org.jspecify.annotations.Nullable;

/// A person one can write to, as it stands now.
///
/// @param name its name
/// @param fingerprint its key; absent while `pub.pem` is missing or unusable
/// @param trust what is known of that key
/// @param presence whether it is at the relay
/// @param problem why its key cannot be used, if so
/// @param last the newest entry of the conversation, if any
/// @param unread texts that came and were not looked at
public record Contact(
    Name name,
    @Nullable Fingerprint fingerprint,
    Trust trust,
    Presence presence,
    @Nullable KeyProblem problem,
    @Nullable ChatMessage last,
    int unread) {

  /// Why a contact cannot be written to.
  public enum KeyProblem {
    /// There is no `pub.pem` for it in the keys folder.
    MISSING,
    /// Its `pub.pem` is damaged or not a key that Parley accepts.
    UNUSABLE,
    /// It is here, but signs with another key than its `pub.pem`.
    SIGNATURE_WRONG
  }
}
