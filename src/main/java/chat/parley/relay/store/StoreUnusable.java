package chat.parley.relay.store;

import java.nio.file.Path;

/// The store cannot be opened: damaged, of a newer version, in use, or not writable. The relay does not
/// start. Nothing in the file was changed.
public final class StoreUnusable extends Exception {
  private static final long serialVersionUID = 1;

  public StoreUnusable(Path file, String why, Throwable cause) {
    super("the relay's store " + file + " cannot be used: " + why, cause);
  }
}
