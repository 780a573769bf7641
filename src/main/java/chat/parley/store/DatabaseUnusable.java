package chat.parley.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A client database that cannot be opened. Nothing in it was changed.
public abstract sealed class DatabaseUnusable extends Exception
    permits DatabaseDamaged, DatabaseInUse, DatabaseNewer, DatabaseOfAnother, DatabaseUnreachable {
  private static final long serialVersionUID = 1;

  private final transient Path file;

  DatabaseUnusable(Path file, String why, @Nullable Throwable cause) {
    super("the database " + file + " cannot be used: " + why, cause);
    this.file = file;
  }

  /// The database's file.
  public Path file() {
    return file;
  }
}
