package chat.parley.session.ratchet;

import chat.parley.crypto.InvalidPublicKey;
import chat.parley.crypto.X25519;
import chat.parley.model.Bytes;
import java.security.SecureRandom;

/// An X25519 key pair.
record RatchetKeyPair(Bytes privateKey, Bytes publicKey) {
  static RatchetKeyPair generate(SecureRandom random) {
    return of(X25519.newPrivateKey(random));
  }

  static RatchetKeyPair of(byte[] privateKey) {
    return new RatchetKeyPair(Bytes.of(privateKey), Bytes.of(X25519.publicKey(privateKey)));
  }

  /// @throws InvalidPublicKey if the other side's key has low order
  byte[] agree(Bytes theirs) throws InvalidPublicKey {
    return X25519.agree(privateKey.toArray(), theirs.toArray());
  }

  static RatchetKeyPair decode(Decoder in) throws Decoder.Malformed {
    return new RatchetKeyPair(in.bytes(X25519.KEY_BYTES), in.bytes(X25519.KEY_BYTES));
  }

  void encode(Encoder out) {
    out.bytes(privateKey).bytes(publicKey);
  }
}
