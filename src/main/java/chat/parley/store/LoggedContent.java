package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which content of the protocol an entry shows.
///
/// @param id 16 bytes, its author's
/// @param sentAt as its author dated it
/// @param key the contact's key that it was written for, or came under; null while none is known, or it is to
///     be sealed anew
/// @param annotations what is kept of a text beside its words
/// @param act what the content does, if it is nothing to read of its own: then its entry is not shown
public record LoggedContent(
    Bytes id,
    Instant sentAt,
    @Nullable Fingerprint key,
    Annotations annotations,
    @Nullable Act act) {
  /// The length of an id in bytes.
  public static final int ID_BYTES = 16;

  /// A text without annotations.
  public LoggedContent(Bytes id, Instant sentAt, @Nullable Fingerprint key) {
    this(id, sentAt, key, Annotations.NONE, null);
  }

  /// @throws IllegalArgumentException unless the id has 16 bytes
  public LoggedContent {
    if (id.length() != ID_BYTES) {
      throw new IllegalArgumentException("a content id has 16 bytes, not " + id.length());
    }
  }

  /// Whether it was written for this key, or came under it.
  public boolean isOf(Fingerprint contactKey) {
    return Objects.equals(key, contactKey);
  }

  /// The same content, written for a key.
  public LoggedContent withKey(@Nullable Fingerprint written) {
    return new LoggedContent(id, sentAt, written, annotations, act);
  }

  /// The same content with these annotations.
  public LoggedContent with(Annotations known) {
    return new LoggedContent(id, sentAt, key, known, act);
  }

  @Override
  public String toString() {
    return "LoggedContent";
  }
}
