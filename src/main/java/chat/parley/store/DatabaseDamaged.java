package chat.parley.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The database is there and damaged. It stays as it is until the user decides: to mend it from a backup, or
/// to [#putAside] it and begin anew.
public final class DatabaseDamaged extends DatabaseUnusable {
  private static final long serialVersionUID = 1;

  /// What is damaged, and so what is lost by beginning anew.
  public enum Part {
    /// The file, or its tables: contacts with their pinned and compared keys, conversations, sessions,
    /// and what waited to be sent; some of it could perhaps be recovered from the file.
    FILE("the file is damaged"),
    /// The sealed data key: all the same, and nobody can recover it.
    KEY("the key that it is sealed with is damaged"),
    /// Only the journal is left of the file.
    MAIN_FILE_GONE("its main file is gone and only its journal is left");

    private final String sentence;

    Part(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Part part;

  DatabaseDamaged(Path file, Part part, @Nullable Throwable cause) {
    super(file, part.sentence, cause);
    this.part = part;
  }

  public Part part() {
    return part;
  }

  /// Keeps the damaged file and its journal under other names beside it, so that a new database can be made
  /// in its place.
  ///
  /// @param now becomes part of the new name
  /// @return where it is now
  /// @throws IOException if it cannot be moved
  /// @throws DatabaseInUse if another program has it open by now, having put it aside itself perhaps
  public Path putAside(Instant now) throws IOException, DatabaseInUse {
    return new DatabaseFile(file()).putAside(now);
  }
}
