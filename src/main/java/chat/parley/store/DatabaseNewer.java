package chat.parley.store;

import java.nio.file.Path;

/// A newer Parley wrote the database: this one must leave it alone.
public final class DatabaseNewer extends DatabaseUnusable {
  private static final long serialVersionUID = 1;

  DatabaseNewer(Path file) {
    super(file, "it was written by a newer version of this program", null);
  }
}
