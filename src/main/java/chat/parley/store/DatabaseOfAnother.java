package chat.parley.store;

import java.nio.file.Path;

/// The database belongs to another identity, another relay or another program: somebody copied or renamed
/// the file.
public final class DatabaseOfAnother extends DatabaseUnusable {
  private static final long serialVersionUID = 1;

  DatabaseOfAnother(Path file, String whose) {
    super(file, "it belongs to " + whose, null);
  }
}
