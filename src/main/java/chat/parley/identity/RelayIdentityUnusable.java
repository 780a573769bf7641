package chat.parley.identity;

import java.nio.file.Path;

/// The certificate of a relay, or its key, cannot be used: the relay must not start with another, since its
/// clients pinned this one. The message is one sentence.
public final class RelayIdentityUnusable extends Exception {
  private static final long serialVersionUID = 1;

  RelayIdentityUnusable(Path file, String why) {
    super("the relay's certificate " + file + " cannot be used: " + why);
  }
}
