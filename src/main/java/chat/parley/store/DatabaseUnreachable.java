package chat.parley.store;

import java.nio.file.Path;

/// The disk does not let the database be read or made: rights, a full disk, a medium that is gone. What is
/// there may be whole.
public final class DatabaseUnreachable extends DatabaseUnusable {
  private static final long serialVersionUID = 1;

  DatabaseUnreachable(Path file, String why, Throwable cause) {
    super(file, why, cause);
  }
}
