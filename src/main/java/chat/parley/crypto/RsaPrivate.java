package chat.parley.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;

/// An RSA private key whose public half passed the rules of [RsaPublic] and belongs to it.
///
/// The JDK cannot wipe a private key from memory, so neither can this; nothing here prints one.
public final class RsaPrivate {
  /// The longest DER that is looked at: a key of 8192 bits has 4.7 kB.
  private static final int MAX_DER_BYTES = 8192;

  private final RsaPublic publicKey;
  private final RSAPrivateCrtKey key;

  private RsaPrivate(RsaPublic publicKey, RSAPrivateCrtKey key) {
    this.publicKey = publicKey;
    this.key = key;
  }

  /// Makes a new key with exponent 65537. Takes from 50 ms (2048 bits) to many seconds (8192 bits).
  ///
  /// @param bits 2048 to 8192
  /// @throws IllegalArgumentException if the length is out of range
  public static RsaPrivate generate(int bits, SecureRandom random) {
    if (bits < RsaPublic.MIN_BITS || bits > RsaPublic.MAX_BITS) {
      throw new IllegalArgumentException("an RSA key has 2048 to 8192 bits");
    }
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4), random);
      RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
      RsaPublic half =
          RsaPublic.ofFactors(
              key.getModulus(), key.getPublicExponent(), key.getPrimeP(), key.getPrimeQ());
      return new RsaPrivate(half, key);
    } catch (GeneralSecurityException | KeyRejected e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// Reads a DER PrivateKeyInfo (PKCS#8, RFC 5958).
  ///
  /// @throws KeyRejected if it is none, breaks a rule, or its parts do not belong together
  public static RsaPrivate fromPkcs8(byte[] der) throws KeyRejected {
    requireBounded(der);
    RSAPrivateKey parsed;
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(der);
      if (!info.getPrivateKeyAlgorithm()
          .getAlgorithm()
          .equals(PKCSObjectIdentifiers.rsaEncryption)) {
        throw new KeyRejected(KeyRejected.Reason.NOT_RSA);
      }
      parsed = RSAPrivateKey.getInstance(info.parsePrivateKey());
    } catch (IOException | RuntimeException e) {
      throw new KeyRejected(KeyRejected.Reason.NOT_A_KEY);
    }
    return of(parsed);
  }

  /// Reads a DER RSAPrivateKey (PKCS#1, RFC 8017 appendix A.1.2).
  ///
  /// @throws KeyRejected if it is none, breaks a rule, or its parts do not belong together
  public static RsaPrivate fromPkcs1(byte[] der) throws KeyRejected {
    requireBounded(der);
    RSAPrivateKey parsed;
    try {
      parsed = RSAPrivateKey.getInstance(der);
    } catch (RuntimeException e) {
      throw new KeyRejected(KeyRejected.Reason.NOT_A_KEY);
    }
    return of(parsed);
  }

  private static void requireBounded(byte[] der) throws KeyRejected {
    if (der.length > MAX_DER_BYTES) {
      throw new KeyRejected(KeyRejected.Reason.TOO_LONG);
    }
  }

  private static RsaPrivate of(RSAPrivateKey parsed) throws KeyRejected {
    RsaPublic publicKey =
        RsaPublic.ofFactors(
            parsed.getModulus(),
            parsed.getPublicExponent(),
            parsed.getPrime1(),
            parsed.getPrime2());
    requireConsistent(parsed);
    return new RsaPrivate(publicKey, toJca(parsed));
  }

  private static void requireConsistent(RSAPrivateKey key) throws KeyRejected {
    BigInteger p = key.getPrime1();
    BigInteger q = key.getPrime2();
    BigInteger one = BigInteger.ONE;
    boolean consistent =
        key.getPrivateExponent().signum() > 0
            && key.getPrivateExponent().compareTo(key.getModulus()) < 0
            && key.getCoefficient().signum() > 0
            && key.getCoefficient().compareTo(p) < 0
            && key.getExponent1().equals(key.getPrivateExponent().mod(p.subtract(one)))
            && key.getExponent2().equals(key.getPrivateExponent().mod(q.subtract(one)))
            && key.getCoefficient().multiply(q).mod(p).equals(one)
            && isInverse(key, p)
            && isInverse(key, q);
    if (!consistent) {
      throw new KeyRejected(KeyRejected.Reason.INCONSISTENT);
    }
  }

  private static boolean isInverse(RSAPrivateKey key, BigInteger prime) {
    BigInteger order = prime.subtract(BigInteger.ONE);
    return key.getPublicExponent()
        .multiply(key.getPrivateExponent())
        .mod(order)
        .equals(BigInteger.ONE.mod(order));
  }

  private static RSAPrivateCrtKey toJca(RSAPrivateKey key) throws KeyRejected {
    try {
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance("RSA")
              .generatePrivate(
                  new RSAPrivateCrtKeySpec(
                      key.getModulus(),
                      key.getPublicExponent(),
                      key.getPrivateExponent(),
                      key.getPrime1(),
                      key.getPrime2(),
                      key.getExponent1(),
                      key.getExponent2(),
                      key.getCoefficient()));
    } catch (InvalidKeySpecException e) {
      throw new KeyRejected(KeyRejected.Reason.INCONSISTENT);
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  public RsaPublic publicKey() {
    return publicKey;
  }

  /// The DER PrivateKeyInfo: a secret, which the caller wipes.
  public byte[] pkcs8() {
    return key.getEncoded();
  }

  PrivateKey jca() {
    return key;
  }

  @Override
  public String toString() {
    return "RsaPrivate[" + publicKey.bits() + " bits]";
  }
}
