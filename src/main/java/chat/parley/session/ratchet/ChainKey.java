package chat.parley.session.ratchet;

import chat.parley.crypto.HmacSha256;
import chat.parley.model.Bytes;

/// A place in a chain of message keys: from here one can walk on, never back.
///
/// @param index how many messages come before
record ChainKey(Bytes key, long index) {
  static final int BYTES = 32;

  /// Where a chain ends: its last counter is one less.
  static final long END = 0xffff_ffffL;

  private static final byte[] MESSAGE = {1};
  private static final byte[] CHAIN = {2};

  MessageKey messageKey() {
    return new MessageKey(Bytes.of(HmacSha256.tag(key.toArray(), MESSAGE)));
  }

  ChainKey next() {
    return new ChainKey(Bytes.of(HmacSha256.tag(key.toArray(), CHAIN)), index + 1);
  }

  static ChainKey decode(Decoder in) throws Decoder.Malformed {
    ChainKey chain = new ChainKey(in.bytes(BYTES), in.u63());
    if (chain.index > END) {
      throw new Decoder.Malformed();
    }
    return chain;
  }

  void encode(Encoder out) {
    out.bytes(key).u63(index);
  }
}
