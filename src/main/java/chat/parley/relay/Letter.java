package chat.parley.relay;

import chat.parley.model.Bytes;
import chat.parley.model.Name;

/// A message on its way.
///
/// @param id 16 bytes, the sender's
/// @param time when the relay took it, ms since 1970
/// @param order rises with every letter that the relay takes
/// @param isTransient whether nobody waits for what becomes of it, and it is never stored
record Letter(
    Name from, Name to, Bytes id, Bytes payload, long time, long order, boolean isTransient) {
  /// What is needed to answer its sender.
  Letter withoutPayload() {
    return new Letter(from, to, id, Bytes.EMPTY, time, order, isTransient);
  }
}
