package chat.parley.session.ratchet;

import chat.parley.crypto.Hkdf;
import chat.parley.crypto.Label;
import chat.parley.model.Bytes;

/// The key that every turn of the ratchet mixes a new agreement into.
record RootKey(Bytes key) {
  static final int BYTES = 32;
  private static final Label LABEL = new Label("parley1 ratchet");

  /// The next root key, and the chain that a turn begins.
  record Turn(RootKey root, ChainKey chain) {}

  /// `KDF_RK`.
  ///
  /// @param agreement an X25519 shared secret
  Turn turn(byte[] agreement) {
    byte[] derived = Hkdf.derive(key.toArray(), agreement, LABEL, BYTES + ChainKey.BYTES);
    return new Turn(
        new RootKey(Bytes.of(derived, 0, BYTES)),
        new ChainKey(Bytes.of(derived, BYTES, derived.length), 0));
  }
}
