package chat.parley.session.ratchet;

import chat.parley.crypto.X25519;
import chat.parley.model.Bytes;

/// The part of a payload that says which key opens it: public, and authenticated by the tag.
///
/// @param ratchetKey the sender's current X25519 public key
/// @param previous how many messages the sender's chain before this one has, unsigned 32 bits
/// @param counter the message's place in its chain, unsigned 32 bits
record Header(SessionId session, Bytes ratchetKey, long previous, long counter) {
  /// `session id 16 ‖ ratchet key 32 ‖ previous u32 ‖ counter u32`.
  static final int BYTES = SessionId.BYTES + X25519.KEY_BYTES + 4 + 4;

  static Header decode(Decoder in) throws Decoder.Malformed {
    return new Header(
        new SessionId(in.bytes(SessionId.BYTES)), in.bytes(X25519.KEY_BYTES), in.u32(), in.u32());
  }

  byte[] encode() {
    return new Encoder()
        .bytes(session.bytes())
        .bytes(ratchetKey)
        .u32(previous)
        .u32(counter)
        .toArray();
  }
}
