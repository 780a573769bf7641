package chat.parley.store;

import java.nio.file.Path;

/// Another Parley, or another window of this one, is logged in with this identity at this relay.
public final class DatabaseInUse extends DatabaseUnusable {
  private static final long serialVersionUID = 1;

  DatabaseInUse(Path file) {
    super(file, "another program has it open", null);
  }
}
