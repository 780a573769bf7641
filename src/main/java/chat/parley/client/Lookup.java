package chat.parley.client;

/// What became of looking somebody up at the relay.
public enum Lookup {
  /// It is a contact now, or was one before.
  FOUND,
  /// The relay knows nobody of that name.
  NOBODY,
  /// It is one's own name.
  ONESELF,
  /// The relay cannot be asked now.
  NOT_CONNECTED,
  /// What the relay answered makes no sense.
  REFUSED,
  /// This kind of server cannot be asked: only who is there at the same time can be met.
  NOT_POSSIBLE
}
