package chat.parley.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// An RSA public key that passed the rules of `protocol-parley1.md`, *Identity keys*: rsaEncryption, 2048 to 8192
/// bits, odd and composite modulus, exponent 65537, canonical DER. There is no other way to make one.
public final class RsaPublic {
  /// The shortest modulus in bits.
  public static final int MIN_BITS = 2048;

  /// The longest modulus in bits.
  public static final int MAX_BITS = 8192;

  /// The longest SubjectPublicKeyInfo in bytes: a modulus of 8192 bits and its wrapping.
  public static final int MAX_SPKI_BYTES = 1100;

  private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

  private final BigInteger modulus;
  private final byte[] spki;
  private final PublicKey key;

  private RsaPublic(BigInteger modulus, byte[] spki) {
    this.modulus = modulus;
    this.spki = spki;
    try {
      this.key =
          KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, EXPONENT));
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// Reads a DER SubjectPublicKeyInfo (RFC 5280 §4.1, RFC 8017 appendix A.1).
  ///
  /// @throws KeyRejected if the key breaks a rule
  public static RsaPublic fromSpki(byte[] der) throws KeyRejected {
    RSAPublicKey parsed = parse(der);
    RsaPublic key = of(parsed.getModulus(), parsed.getPublicExponent());
    if (!Arrays.equals(key.spki, der)) {
      throw new KeyRejected(KeyRejected.Reason.NOT_CANONICAL);
    }
    return key;
  }

  /// The length of the modulus, in bits, of a DER SubjectPublicKeyInfo that keeps the rules as far as they can be
  /// checked without an exponentiation: by it anybody can know what [#fromSpki] would cost.
  ///
  /// @throws KeyRejected if the key breaks one of them
  public static int claimedBits(byte[] der) throws KeyRejected {
    RSAPublicKey parsed = parse(der);
    requireRules(parsed.getModulus(), parsed.getPublicExponent());
    return parsed.getModulus().bitLength();
  }

  private static RSAPublicKey parse(byte[] der) throws KeyRejected {
    if (der.length > MAX_SPKI_BYTES) {
      throw new KeyRejected(KeyRejected.Reason.TOO_LONG);
    }
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(der);
      if (!info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
        throw new KeyRejected(KeyRejected.Reason.NOT_RSA);
      }
      return RSAPublicKey.getInstance(info.parsePublicKey());
    } catch (IOException | RuntimeException e) {
      throw new KeyRejected(KeyRejected.Reason.NOT_A_KEY);
    }
  }

  /// Reads one that is expected to be a certain key: if it is, it passed before, and is not checked again.
  ///
  /// @throws KeyRejected if it is another key that breaks a rule
  static RsaPublic fromSpki(byte[] der, RsaPublic expected) throws KeyRejected {
    return Arrays.equals(expected.spki, der) ? expected : fromSpki(der);
  }

  static RsaPublic of(BigInteger modulus, BigInteger exponent) throws KeyRejected {
    requireRules(modulus, exponent);
    if (isPrime(modulus)) {
      throw new KeyRejected(KeyRejected.Reason.BAD_MODULUS);
    }
    return new RsaPublic(modulus, encode(modulus));
  }

  /// The public half of a private key, whose factors show what else takes an exponentiation to find out: that
  /// the modulus is no prime.
  ///
  /// @throws KeyRejected if the modulus is not their product, or the key breaks a rule
  static RsaPublic ofFactors(BigInteger modulus, BigInteger exponent, BigInteger p, BigInteger q)
      throws KeyRejected {
    requireRules(modulus, exponent);
    boolean isProduct =
        p.compareTo(BigInteger.ONE) > 0
            && q.compareTo(BigInteger.ONE) > 0
            && p.multiply(q).equals(modulus);
    if (!isProduct) {
      throw new KeyRejected(KeyRejected.Reason.INCONSISTENT);
    }
    return new RsaPublic(modulus, encode(modulus));
  }

  private static void requireRules(BigInteger modulus, BigInteger exponent) throws KeyRejected {
    if (modulus.signum() <= 0) {
      throw new KeyRejected(KeyRejected.Reason.NOT_A_KEY);
    }
    if (modulus.bitLength() < MIN_BITS) {
      throw new KeyRejected(KeyRejected.Reason.TOO_SHORT);
    }
    if (modulus.bitLength() > MAX_BITS) {
      throw new KeyRejected(KeyRejected.Reason.TOO_LONG);
    }
    if (!exponent.equals(EXPONENT)) {
      throw new KeyRejected(KeyRejected.Reason.BAD_EXPONENT);
    }
    if (!modulus.testBit(0)) {
      throw new KeyRejected(KeyRejected.Reason.BAD_MODULUS);
    }
  }

  /// Fermat's test to base 2: one exponentiation whatever a stranger sends (a full primality test takes
  /// many times as long just for a prime). Every prime is found; a composite that passes for one is
  /// refused, too, and no honest key is.
  private static boolean isPrime(BigInteger odd) {
    return BigInteger.TWO.modPow(odd.subtract(BigInteger.ONE), odd).equals(BigInteger.ONE);
  }

  private static byte[] encode(BigInteger modulus) {
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    try {
      return new SubjectPublicKeyInfo(algorithm, new RSAPublicKey(modulus, EXPONENT))
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// The DER SubjectPublicKeyInfo.
  public byte[] spki() {
    return spki.clone();
  }

  /// The length of the modulus in bits.
  public int bits() {
    return modulus.bitLength();
  }

  /// The length of a signature or of a ciphertext in bytes.
  public int blockBytes() {
    return (bits() + 7) / 8;
  }

  PublicKey jca() {
    return key;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RsaPublic that && modulus.equals(that.modulus);
  }

  @Override
  public int hashCode() {
    return modulus.hashCode();
  }

  @Override
  public String toString() {
    return "RsaPublic[" + bits() + " bits]";
  }
}
