package chat.parley.session.ratchet;

import chat.parley.session.NotOpened;

/// A payload that no session with this contact opens. It is acknowledged all the same; the sessions are as
/// they were; a contact is answered by a new session that asks to send again, a stranger by nothing
/// (`protocol-parley1.md`, *Lost state*).
public final class PayloadRefused extends NotOpened {
  private static final long serialVersionUID = 1;

  /// Why it was refused: for tests and counters, since the answer is the same.
  public enum Reason {
    /// Not the form of a payload, or longer than one can be.
    MALFORMED,
    /// No session has its id, and it brings no opening.
    NO_SESSION,
    /// The tag is not what the session makes.
    NOT_AUTHENTIC,
    /// Its key was used before, or given up because of its age or its number.
    KEY_GONE,
    /// Its counter is more than 10,000 ahead.
    TOO_FAR_AHEAD,
    /// A key in it has low order.
    WEAK_KEY,
    /// The padding inside is wrong, though the tag is right.
    BAD_PADDING,
    /// The opening is one's own.
    OWN_KEY,
    /// The opening was opened before; its session is gone.
    OPENED_BEFORE,
    /// This contact opened more sessions than are remembered.
    TOO_MANY_OPENINGS,
    /// The private half of the prekey that it was made for is not here.
    PREKEY_GONE,
    /// The id is not the transcript's.
    WRONG_TRANSCRIPT,
    /// The contact did not sign the transcript.
    BAD_SIGNATURE
  }

  private final Reason reason;

  PayloadRefused(Reason reason) {
    super("a payload was refused: " + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
