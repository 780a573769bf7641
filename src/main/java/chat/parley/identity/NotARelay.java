package chat.parley.identity;

import java.io.IOException;

/// What listens there does not speak Parley 1.
public final class NotARelay extends IOException {
  private static final long serialVersionUID = 1;

  public NotARelay(IOException cause) {
    super("what listens there does not speak Parley 1", cause);
  }
}
