package chat.parley.client.mail;

import chat.parley.session.ratchet.Party;
import chat.parley.store.StoreException;

/// Which key each contact has, and what happens when another one comes under its name.
final class Pins {
  private final Roster roster;

  Pins(Roster roster) {
    this.roster = roster;
  }

  /// What was done with another key.
  enum Decision {
    /// It is the contact's key now: the sessions under the old one are closed.
    TAKEN_OVER,
    /// It is kept beside the pinned one until the user decides; what comes under it is in doubt.
    OFFERED
  }

  /// Another key has proved itself under the name of a contact: an opening or a prekey is signed with it.
  Decision another(Commit commit, Party claimed) throws StoreException {
    return roster.isAccepted(claimed.name()) ? Decision.OFFERED : Decision.TAKEN_OVER;
  }
}
