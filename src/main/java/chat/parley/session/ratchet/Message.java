package chat.parley.session.ratchet;

import chat.parley.crypto.AesCbc;
import chat.parley.crypto.HmacSha256;
import chat.parley.model.Bytes;

/// What every payload carries: `header ‖ ciphertext ‖ tag`.
///
/// @param ciphertext the IV and whole blocks of a length that [Padding] allows
record Message(Header header, Bytes ciphertext, Bytes tag) {
  /// Reads the rest of a payload.
  static Message decode(Decoder in) throws Decoder.Malformed {
    Header header = Header.decode(in);
    int ciphertext = in.remaining() - HmacSha256.BYTES;
    if (!Padding.isLength(ciphertext - AesCbc.IV_BYTES)) {
      throw new Decoder.Malformed();
    }
    return new Message(header, in.bytes(ciphertext), in.bytes(HmacSha256.BYTES));
  }

  void encode(Encoder out) {
    out.raw(header.encode()).bytes(ciphertext).bytes(tag);
  }
}
