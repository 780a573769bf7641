package chat.parley.model;

/// How the conversations of a login are protected.
public enum Protection {
  /// The original's: end-to-end encrypted, while both are online, with the limits that `protocol-classic.md` names.
  CLASSIC,
  /// Parley 1: forward secrecy, healing after a theft, post-quantum agreement, nothing lost unseen.
  PARLEY
}
