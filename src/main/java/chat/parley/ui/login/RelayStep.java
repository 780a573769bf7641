package chat.parley.ui.login;

import chat.parley.model.HostPort;
import chat.parley.model.Invitation;

/// How far the choice of a relay is.
///
/// ```text
/// Typing → Asking → Question → (chosen)
///    ↑        ↓        ↑
///    ├──── OtherKey    └── an invitation or a link
///    └──────────────────── no
/// ```
sealed interface RelayStep {
  /// The user says which.
  record Typing() implements RelayStep {}

  /// What listens there is asked for its key.
  record Asking(HostPort address) implements RelayStep {}

  /// The user decides whether this is the relay that is meant.
  record Question(Invitation invitation, Origin origin, Acquaintance acquaintance)
      implements RelayStep {}

  /// What listens there has another key than it had: there is nothing to decide here.
  record OtherKey(HostPort address) implements RelayStep {}

  /// Where a relay's key is from.
  enum Origin {
    /// The relay told it, and the user compares it.
    MET,
    /// A link was opened.
    LINK,
    /// An invitation was typed or pasted.
    TYPED
  }

  /// Whether what listens at this address is known.
  enum Acquaintance {
    NONE,
    SAME_KEY,
    OTHER_KEY
  }
}
