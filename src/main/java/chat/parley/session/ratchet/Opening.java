package chat.parley.session.ratchet;

import chat.parley.crypto.MlKem768;
import chat.parley.crypto.RsaPublic;
import chat.parley.crypto.X25519;
import chat.parley.model.Bytes;

/// What the first payloads of a session carry, until they are answered, so that any of them opens it:
/// `prekey id u32 ‖ E.public 32 ‖ ct 1088 ‖ bytes(SPKI of A) ‖ bytes(signature)`.
///
/// @param prekey the id of the prekey that it was made for
/// @param ephemeral the X25519 public key that was made for it
/// @param encapsulated the ML-KEM-768 ciphertext
/// @param spki the initiator's key, as it came
/// @param signature the initiator's, over the transcript
record Opening(int prekey, Bytes ephemeral, Bytes encapsulated, Bytes spki, Bytes signature) {
  private static final int MAX_SIGNATURE_BYTES = RsaPublic.MAX_BITS / 8;

  /// The longest encoding in bytes.
  static final int MAX_BYTES =
      4
          + X25519.KEY_BYTES
          + MlKem768.CIPHERTEXT_BYTES
          + 2
          + RsaPublic.MAX_SPKI_BYTES
          + 2
          + MAX_SIGNATURE_BYTES;

  static Opening decode(Decoder in) throws Decoder.Malformed {
    return new Opening(
        (int) in.u32(),
        in.bytes(X25519.KEY_BYTES),
        in.bytes(MlKem768.CIPHERTEXT_BYTES),
        in.sized(RsaPublic.MAX_SPKI_BYTES),
        in.sized(MAX_SIGNATURE_BYTES));
  }

  void encode(Encoder out) {
    out.u32(prekey).bytes(ephemeral).bytes(encapsulated).sized(spki).sized(signature);
  }
}
