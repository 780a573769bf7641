package chat.parley.model;

/// Whether a contact is at the relay now.
public enum Presence {
  HERE,
  AWAY,
  /// Not connected, so nobody can tell.
  UNKNOWN
}
