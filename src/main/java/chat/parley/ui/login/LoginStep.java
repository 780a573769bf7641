package chat.parley.ui.login;

import chat.parley.client.HistoryUnusable;
import chat.parley.model.Connection;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.nio.file.Path;

/// How far a login is.
///
/// ```text
/// Choosing → Unlocking → Connecting → (a messenger is handed over)
///    ↑           │  ↕      ↑    ↓
///    ├───────────┼─────── Stuck
///    └────── WithoutHistory ⇄ HistoryPutAside
/// ```
public sealed interface LoginStep {
  /// The user is choosing.
  record Choosing() implements LoginStep {}

  /// The private key is being opened, and then what is kept of earlier conversations.
  record Unlocking(Name name) implements LoginStep {}

  /// On the way to the relay.
  record Connecting(Name name, RelayAddress relay) implements LoginStep {}

  /// What is kept of earlier conversations cannot be used.
  ///
  /// @param notMoved whether it was to be put aside, and could not
  record WithoutHistory(Name name, RelayAddress relay, HistoryUnusable why, boolean notMoved)
      implements LoginStep {
    /// Whether it may help to look once more.
    public boolean canTryAgain() {
      return switch (why.reason()) {
        case IN_USE, UNREACHABLE -> true;
        case DAMAGED, NEWER, OF_ANOTHER -> false;
      };
    }
  }

  /// The damaged history is out of the way, and a new one can be begun.
  ///
  /// @param keptAs where it is now
  record HistoryPutAside(Name name, RelayAddress relay, Path keptAs) implements LoginStep {}

  /// The relay was not reached or did not let one in. Where it may yet work, it is tried again.
  record Stuck(Name name, RelayAddress relay, Connection.Reason reason) implements LoginStep {
    /// Whether it makes sense to open the window all the same, and wait there.
    public boolean canOpenAnyway() {
      return switch (reason) {
        case UNREACHABLE, LOST, BUSY, NOT_A_RELAY -> true;
        case NAME_TAKEN, NOT_ADMITTED, KEY_REJECTED, RELAY_CHANGED -> false;
        case REPLACED, HISTORY_FAILED, CLOSED -> false;
      };
    }

    /// Whether only another invitation leads on.
    public boolean needsInvitation() {
      return reason == Connection.Reason.RELAY_CHANGED;
    }
  }
}
