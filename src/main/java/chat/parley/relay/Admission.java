package chat.parley.relay;

import java.nio.file.Path;

/// Whom a relay lets in.
public sealed interface Admission {
  /// Everybody: a name belongs to the first key that logs in with it, for good.
  record Open() implements Admission {}

  /// Only the names and keys of a keys folder, which is looked at again at every login.
  ///
  /// @param folder holds `<name>/pub.pem`
  record Keys(Path folder) implements Admission {}
}
