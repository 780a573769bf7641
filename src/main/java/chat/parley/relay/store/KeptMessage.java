package chat.parley.relay.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;

/// A message in a mailbox.
///
/// @param place rises with every message that the store keeps
/// @param time when the relay took it, ms since 1970
/// @param id 16 bytes, the sender's
public record KeptMessage(long place, long time, Name from, Bytes id, Bytes payload) {}
