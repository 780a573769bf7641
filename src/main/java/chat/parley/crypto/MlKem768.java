package chat.parley.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/// The key encapsulation mechanism ML-KEM-768 (FIPS 203).
///
/// Bouncy Castle's, since it reads the raw public key and makes a key from its seed; Java 25 does neither,
/// and how it encodes a private key changes between its releases. A private key is therefore the 64 bytes
/// `d ‖ z` that FIPS 203 §3.3 allows to keep in its place: one encoding, never inconsistent.
public final class MlKem768 {
  /// The length of a private key, as seed, in bytes.
  public static final int SEED_BYTES = 64;

  /// The length of a public key in bytes.
  public static final int PUBLIC_KEY_BYTES = 1184;

  /// The length of an encapsulated secret in bytes.
  public static final int CIPHERTEXT_BYTES = 1088;

  /// The length of a shared secret in bytes.
  public static final int SECRET_BYTES = 32;

  private static final MLKEMParameters PARAMETERS = MLKEMParameters.ml_kem_768;

  private MlKem768() {}

  /// A shared secret, and what carries it to the holder of the private key.
  public static final class Encapsulated {
    private final byte[] ciphertext;
    private final byte[] secret;

    private Encapsulated(byte[] ciphertext, byte[] secret) {
      this.ciphertext = ciphertext;
      this.secret = secret;
    }

    /// 1088 bytes, public.
    public byte[] ciphertext() {
      return ciphertext.clone();
    }

    /// 32 bytes.
    public byte[] secret() {
      return secret.clone();
    }
  }

  /// A new private key: the seed `d ‖ z` (FIPS 203 §7.1).
  public static byte[] newSeed(SecureRandom random) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return seed;
  }

  /// The public key that belongs to a private key.
  ///
  /// @param seed 64 bytes
  public static byte[] publicKey(byte[] seed) {
    return privateKey(seed).getPublicKey();
  }

  /// Passes a public key that satisfies the checks of FIPS 203 §7.2.
  ///
  /// @throws InvalidPublicKey if its length is wrong or a coefficient is not reduced modulo 3329
  public static void requireValid(byte[] publicKey) throws InvalidPublicKey {
    parse(publicKey);
  }

  /// Makes a shared secret with the holder of the private key (FIPS 203 §7.2).
  ///
  /// @throws InvalidPublicKey if its length is wrong or a coefficient is not reduced modulo 3329
  public static Encapsulated encapsulate(byte[] publicKey, SecureRandom random)
      throws InvalidPublicKey {
    SecretWithEncapsulation made =
        new MLKEMGenerator(random).generateEncapsulated(parse(publicKey));
    return new Encapsulated(made.getEncapsulation(), made.getSecret());
  }

  /// The shared secret that a ciphertext carries (FIPS 203 §7.3). One that was not made for this key gives
  /// a secret that nobody knows, and no error: implicit rejection.
  ///
  /// @param seed 64 bytes
  /// @param ciphertext 1088 bytes
  /// @throws IllegalArgumentException if a length is wrong
  public static byte[] decapsulate(byte[] seed, byte[] ciphertext) {
    if (ciphertext.length != CIPHERTEXT_BYTES) {
      throw new IllegalArgumentException("an ML-KEM-768 ciphertext has 1088 bytes");
    }
    return new MLKEMExtractor(privateKey(seed)).extractSecret(ciphertext);
  }

  private static MLKEMPrivateKeyParameters privateKey(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("an ML-KEM-768 seed has 64 bytes");
    }
    return new MLKEMPrivateKeyParameters(PARAMETERS, seed);
  }

  private static MLKEMPublicKeyParameters parse(byte[] publicKey) throws InvalidPublicKey {
    if (publicKey.length != PUBLIC_KEY_BYTES) {
      throw new InvalidPublicKey(
          "an ML-KEM-768 public key has 1184 bytes, not " + publicKey.length);
    }
    try {
      return new MLKEMPublicKeyParameters(PARAMETERS, publicKey);
    } catch (IllegalArgumentException e) {
      throw new InvalidPublicKey("an ML-KEM-768 public key is not reduced");
    }
  }
}
