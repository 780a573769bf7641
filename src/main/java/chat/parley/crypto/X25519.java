package chat.parley.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/// The Diffie-Hellman function of Curve25519 (RFC 7748 §5 and §6.1).
public final class X25519 {
  /// The length of a private key, a public key and a shared secret in bytes.
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "X25519";
  private static final byte[] BASE_POINT = basePoint();

  private X25519() {}

  private static byte[] basePoint() {
    byte[] nine = new byte[KEY_BYTES];
    nine[0] = 9;
    return nine;
  }

  /// A new private key: 32 random bytes.
  public static byte[] newPrivateKey(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return key;
  }

  /// The public key that belongs to a private key.
  ///
  /// @param privateKey 32 bytes
  public static byte[] publicKey(byte[] privateKey) {
    try {
      return agree(privateKey, BASE_POINT);
    } catch (InvalidPublicKey e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// The shared secret.
  ///
  /// @param privateKey 32 bytes
  /// @param publicKey the other side's 32 bytes; the highest bit is ignored and a coordinate that is not
  ///     reduced is reduced (RFC 7748 §5)
  /// @throws InvalidPublicKey if it has another length, or low order: the secret would be all zeros
  ///     whatever the private key
  public static byte[] agree(byte[] privateKey, byte[] publicKey) throws InvalidPublicKey {
    if (privateKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("an X25519 private key has 32 bytes");
    }
    if (publicKey.length != KEY_BYTES) {
      throw new InvalidPublicKey("an X25519 public key has 32 bytes, not " + publicKey.length);
    }
    byte[] secret = multiply(privateKey, publicKey);
    if (MessageDigest.isEqual(secret, new byte[KEY_BYTES])) {
      throw lowOrder();
    }
    return secret;
  }

  private static byte[] multiply(byte[] privateKey, byte[] publicKey) throws InvalidPublicKey {
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      KeyAgreement agreement = KeyAgreement.getInstance(ALGORITHM);
      agreement.init(
          keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, privateKey)));
      agreement.doPhase(
          keys.generatePublic(
              new XECPublicKeySpec(NamedParameterSpec.X25519, coordinate(publicKey))),
          true);
      return agreement.generateSecret();
    } catch (InvalidKeyException e) {
      throw lowOrder();
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  private static BigInteger coordinate(byte[] publicKey) {
    byte[] bigEndian = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bigEndian[i] = publicKey[KEY_BYTES - 1 - i];
    }
    bigEndian[0] &= 0x7f;
    return new BigInteger(1, bigEndian);
  }

  private static InvalidPublicKey lowOrder() {
    return new InvalidPublicKey("an X25519 public key has low order");
  }
}
