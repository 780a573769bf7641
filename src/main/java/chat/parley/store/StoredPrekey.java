package chat.parley.store;

import chat.parley.model.Bytes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The private half of a prekey.
///
/// @param id as published, unsigned
/// @param lastResort whether the relay may give it out more than once
/// @param state what `session.ratchet.PrekeyPrivate` encodes to: a secret
/// @param replaced when the relay confirmed its successor, if so
public record StoredPrekey(int id, boolean lastResort, Bytes state, @Nullable Instant replaced) {
  @Override
  public String toString() {
    return "StoredPrekey[" + Integer.toUnsignedString(id) + "]";
  }
}
