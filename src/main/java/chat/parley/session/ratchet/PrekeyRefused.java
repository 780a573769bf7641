package chat.parley.session.ratchet;

/// A fetched prekey that no session is opened with. Nothing was computed with a private key.
public final class PrekeyRefused extends Exception {
  private static final long serialVersionUID = 1;

  /// What is wrong with it.
  public enum Reason {
    /// The contact did not sign it under the name that was asked for.
    BAD_SIGNATURE,
    /// It was issued more than 90 days ago.
    TOO_OLD,
    /// A key in it has low order.
    WEAK_KEY,
    /// It is one's own.
    OWN_KEY
  }

  private final Reason reason;

  PrekeyRefused(Reason reason) {
    super("a prekey was refused: " + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
