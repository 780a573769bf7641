package chat.parley.identity;

import chat.parley.model.Fingerprint;
import java.io.IOException;

/// What listens at a relay's address has another key than the one that was pinned. Nothing was said to it.
public final class RelayKeyChanged extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Fingerprint seen;

  RelayKeyChanged(Fingerprint seen) {
    super("the relay has another key than the one that was pinned");
    this.seen = seen;
  }

  /// The key that is there now.
  public Fingerprint seen() {
    return seen;
  }
}
