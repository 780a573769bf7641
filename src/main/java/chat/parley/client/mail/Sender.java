package chat.parley.client.mail;

import chat.parley.model.Name;
import chat.parley.session.ratchet.Party;

/// Whom an opened payload comes from.
///
/// @param party the name with the key that the session is bound to
/// @param isInDoubt whether the user has still to decide on that key
/// @param isAccepted whether the user wants to hear from the sender
record Sender(Party party, boolean isInDoubt, boolean isAccepted) {
  Name name() {
    return party.name();
  }

  /// Whether what it says of messages and of itself counts.
  boolean isTrusted() {
    return isAccepted && !isInDoubt;
  }
}
