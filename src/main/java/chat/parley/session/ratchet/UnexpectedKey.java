package chat.parley.session.ratchet;

import chat.parley.model.Bytes;
import chat.parley.session.NotOpened;

/// An opening that comes under a contact's name with another key than the one pinned: the contact has a new
/// key, or somebody else pretends to be the contact. Only the user can say which.
///
/// Whether the sender holds that key is not known yet: to know it, open the same payload with
/// [ContactSessions#none] for the name and [#spki].
public final class UnexpectedKey extends NotOpened {
  private static final long serialVersionUID = 1;

  private final transient Bytes spki;

  UnexpectedKey(Bytes spki) {
    super("a session is opened with a key that is not the contact's");
    this.spki = spki;
  }

  /// The key as it came, not checked for anything.
  public Bytes spki() {
    return spki;
  }
}
