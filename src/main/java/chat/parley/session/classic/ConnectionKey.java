package chat.parley.session.classic;

import chat.parley.crypto.DecryptionFailed;
import chat.parley.crypto.PublicKeyPem;
import chat.parley.crypto.RsaOaep;
import chat.parley.crypto.RsaPrivate;
import chat.parley.crypto.RsaPublic;
import chat.parley.identity.Identity;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// The key that a member makes for one connection: others encrypt the keys for a pair to it.
public final class ConnectionKey {
  private static final int BITS = 2048;

  private final RsaPrivate key;

  ConnectionKey(RsaPrivate key) {
    this.key = key;
  }

  /// Makes a new one, in a tenth of a second to a second.
  public static ConnectionKey generate(SecureRandom random) {
    return new ConnectionKey(RsaPrivate.generate(BITS, random));
  }

  /// What is announced to all: the PEM, signed.
  public SignedText announce(Identity me) {
    return SignedText.by(me, PublicKeyPem.write(key.publicKey()));
  }

  /// Opens the keys that a member made for the pair.
  ///
  /// @param sealed the `skey` frame's key and signature
  /// @param from the member's identity key
  /// @throws SignatureWrong if it is not signed by it; nothing was decrypted
  /// @throws HandshakeDamaged if it is, but does not open
  public PairKeys open(SignedText sealed, RsaPublic from) throws SignatureWrong, HandshakeDamaged {
    sealed.requireSignedBy(from);
    byte[] json;
    try {
      json = RsaOaep.SHA1.decrypt(key, HexFormat.of().parseHex(sealed.text()));
    } catch (DecryptionFailed | IllegalArgumentException e) {
      throw new HandshakeDamaged("a session key is not encrypted to this connection");
    }
    try {
      return PairKeys.parse(json);
    } finally {
      Arrays.fill(json, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "ConnectionKey";
  }
}
