package chat.parley.session.ratchet;

/// There is no session to send on: fetch a prekey of the contact and open one.
public final class SessionNeeded extends Exception {
  private static final long serialVersionUID = 1;

  SessionNeeded() {
    super("no session with this contact can be sent on");
  }
}
