package chat.parley.client;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What this computer keeps for an identity at a relay cannot be opened. Nothing in it was changed.
public final class HistoryUnusable extends Exception {
  private static final long serialVersionUID = 1;

  /// Why.
  public enum Reason {
    /// Another program or window is logged in with this identity at this relay.
    IN_USE,
    /// The file is damaged. It can be put aside, so that a new one is begun: what is lost by that are
    /// conversations, compared keys, and what waited to be sent.
    DAMAGED,
    /// A newer Parley wrote it.
    NEWER,
    /// It belongs to another identity or relay.
    OF_ANOTHER,
    /// Its folder or file cannot be read or written.
    UNREACHABLE
  }

  /// Keeps the damaged file under another name.
  @FunctionalInterface
  public interface Rescue {
    /// @return where it is now
    /// @throws java.io.IOException if it cannot be moved; it stays where it is
    Path putAside() throws java.io.IOException;
  }

  private final Reason reason;
  private final transient Path file;
  private final transient @Nullable Rescue rescue;

  /// @param rescue only if it is damaged
  public HistoryUnusable(
      Reason reason, Path file, @Nullable Rescue rescue, @Nullable Throwable cause) {
    super("the history cannot be used: " + reason, cause);
    this.reason = reason;
    this.file = file;
    this.rescue = rescue;
  }

  public Reason reason() {
    return reason;
  }

  public Path file() {
    return file;
  }

  /// The way to begin anew, where the user may decide for it. May wait for the disk.
  public Optional<Rescue> rescue() {
    return Optional.ofNullable(rescue);
  }
}
