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
    /// Another member has this name.
    NAME_TAKEN,
    /// What listens there does not speak this protocol.
    NOT_A_RELAY,
    /// The user closed it.
    CLOSED
  }
}
