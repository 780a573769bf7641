package chat.parley.session.ratchet;

import chat.parley.model.Bytes;

/// Which session a payload belongs to: the first 16 bytes of its transcript, public.
public record SessionId(Bytes bytes) {
  /// The length of an id in bytes.
  public static final int BYTES = 16;

  /// @throws IllegalArgumentException unless there are 16 bytes
  public SessionId {
    if (bytes.length() != BYTES) {
      throw new IllegalArgumentException("a session id has 16 bytes, not " + bytes.length());
    }
  }
}
