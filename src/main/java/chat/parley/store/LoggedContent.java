package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import java.time.Instant;

/// Which content of the protocol an entry shows.
///
/// @param id 16 bytes, its author's
/// @param sentAt as its author dated it
/// @param key the contact's key that it was written for, or came under
public record LoggedContent(Bytes id, Instant sentAt, Fingerprint key) {
  /// The length of an id in bytes.
  public static final int ID_BYTES = 16;

  /// @throws IllegalArgumentException unless the id has 16 bytes
  public LoggedContent {
    if (id.length() != ID_BYTES) {
      throw new IllegalArgumentException("a content id has 16 bytes, not " + id.length());
    }
  }

  @Override
  public String toString() {
    return "LoggedContent";
  }
}
