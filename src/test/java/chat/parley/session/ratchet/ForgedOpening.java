package chat.parley.session.ratchet;

import chat.parley.crypto.MlKem768;
import chat.parley.crypto.X25519;
import chat.parley.identity.Fingerprints;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import java.util.Random;

/// Openings that look right in everything that anybody can make without a key pair.
public final class ForgedOpening {
  private ForgedOpening() {}

  /// @param bits of an invented modulus
  public static Bytes payload(Name from, int bits, Prekey prekey, Identity to, Random random) {
    BigInteger modulus = new BigInteger(bits, random).setBit(0).setBit(bits - 1);
    return payload(from, spki(modulus), bits / 8, prekey, to, random);
  }

  static Bytes payload(
      Name from, Bytes spki, int signatureBytes, Prekey prekey, Identity to, Random random) {
    Bytes ephemeral = bytes(X25519.KEY_BYTES, random);
    Bytes encapsulated = bytes(MlKem768.CIPHERTEXT_BYTES, random);
    byte[] initiator = Party.encode(from, Fingerprints.ofSpki(spki.toArray()));
    Transcript transcript = Transcript.of(initiator, Party.of(to), prekey, ephemeral, encapsulated);
    Bytes signature = bytes(signatureBytes, random);
    Opening opening = new Opening(prekey.id(), ephemeral, encapsulated, spki, signature);
    Header header = new Header(transcript.session(), bytes(X25519.KEY_BYTES, random), 0, 0);
    Message message = new Message(header, bytes(16 + 256, random), bytes(32, random));
    return new Payload(Optional.of(opening), message).encode();
  }

  static Bytes spki(BigInteger modulus) {
    try {
      RSAPublicKeySpec key = new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537));
      return Bytes.of(KeyFactory.getInstance("RSA").generatePublic(key).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes bytes(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
