package chat.parley.model;

import java.time.Instant;

/// How the client stands with its relay.
public sealed interface Connection {
  /// On the way there.
  record Connecting() implements Connection {}

  /// Logged in.
  ///
  /// @param relay the address as the user knows it
  record Connected(String relay) implements Connection {}

  /// Lost or not reached; it is tried again.
  ///
  /// @param reason why
  /// @param retryAt when
  record Waiting(Reason reason, Instant retryAt) implements Connection {}

  /// Over, and not tried again until the user asks.
  ///
  /// @param reason why
  record Stopped(Reason reason) implements Connection {}

  /// Why there is no connection.
  enum Reason {
    /// Nothing listens there, or the host is not known.
    UNREACHABLE,
    /// It was there and went away.
    LOST,
    /// Another member has this name, or the relay knows it with another key.
    NAME_TAKEN,
    /// What listens there does not speak this protocol.
    NOT_A_RELAY,
    /// What listens there has another key than the relay that was chosen: another relay, or someone between.
    RELAY_CHANGED,
    /// The relay lets in only people whose keys it was given.
    NOT_ADMITTED,
    /// The relay does not take this identity's key or name.
    KEY_REJECTED,
    /// The relay has too much to do.
    BUSY,
    /// The same identity logged in elsewhere, which ended this connection.
    REPLACED,
    /// What this computer keeps for the identity cannot be read or written any more.
    HISTORY_FAILED,
    /// The user closed it.
    CLOSED
  }
}
