package chat.parley.session.classic;

import chat.parley.session.NotOpened;

/// A session opened as many messages as it can remember. It opens no more, since it could not tell a
/// repeated one; a new connection makes new sessions.
public final class SessionWorn extends NotOpened {
  private static final long serialVersionUID = 1;

  public SessionWorn() {
    super("the session has come to its end");
  }
}
