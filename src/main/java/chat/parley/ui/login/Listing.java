package chat.parley.ui.login;

import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeysFolderEntry;
import java.nio.file.Path;
import java.util.List;

/// What is known of the identities in a keys folder.
public sealed interface Listing {
  /// Nothing yet: the folder is being read.
  record Loading() implements Listing {}

  /// The folder has no identity in it, or is not there.
  record Empty(Path folder) implements Listing {}

  /// The folder itself cannot be read.
  record Failed(Path folder, KeyProblem problem) implements Listing {}

  /// At least one, usable or not.
  ///
  /// @param entries sorted by name; one with a problem cannot log in
  record Full(List<KeysFolderEntry> entries) implements Listing {
    public Full {
      entries = List.copyOf(entries);
    }
  }
}
