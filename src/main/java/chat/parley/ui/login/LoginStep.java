package chat.parley.ui.login;

import chat.parley.client.HistoryUnusable;
import chat.parley.model.Connection;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;

/// How far a login is.
///
/// ```text
/// Choosing → Unlocking → Connecting → (a messenger is handed over)
///    ↑           │         ↑    ↓
///    └───────────┴──────── Stuck
/// ```
public sealed interface LoginStep {
  /// The user is choosing.
  record Choosing() implements LoginStep {}

  /// The private key is being opened.
  record Unlocking(Name name) implements LoginStep {}

  /// On the way to the relay.
  record Connecting(Name name, RelayAddress relay) implements LoginStep {}

  /// What is kept of earlier conversations cannot be used.
  record WithoutHistory(Name name, RelayAddress relay, HistoryUnusable why) implements LoginStep {}

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
  }
}
