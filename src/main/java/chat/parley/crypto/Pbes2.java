package chat.parley.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.generators.SCrypt;

/// Private keys encrypted under a passphrase: PKCS#8 EncryptedPrivateKeyInfo with PBES2 (RFC 5958 §3,
/// RFC 8018 §6.2; scrypt as in RFC 7914 §7). The cost that a file may ask for is bounded, because the file
/// may be hostile.
final class Pbes2 {
  /// The rounds of PBKDF2 in what is written here.
  static final int ROUNDS = 600_000;

  private static final int MAX_ROUNDS = 10_000_000;

  /// What OpenSSL itself takes for opening a file.
  private static final long MAX_SCRYPT_BYTES = 32L << 20;

  private static final long MAX_SCRYPT_PARALLEL = 16;
  private static final int SALT_BYTES = 16;
  private static final int MAX_UTF8_BYTES = 3;

  private static final Map<ASN1ObjectIdentifier, String> MACS =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA1, "HmacSHA1",
          PKCSObjectIdentifiers.id_hmacWithSHA224, "HmacSHA224",
          PKCSObjectIdentifiers.id_hmacWithSHA256, "HmacSHA256",
          PKCSObjectIdentifiers.id_hmacWithSHA384, "HmacSHA384",
          PKCSObjectIdentifiers.id_hmacWithSHA512, "HmacSHA512");

  private Pbes2() {}

  /// @param der an EncryptedPrivateKeyInfo
  /// @param passphrase not empty
  /// @return the PrivateKeyInfo, or rubbish if a wrong passphrase happens to leave good padding
  static byte[] decrypt(byte[] der, char[] passphrase) throws PemRejected {
    EncryptedPrivateKeyInfo info;
    PBES2Parameters parameters;
    PemCipher cipher;
    byte[] iv;
    try {
      info = EncryptedPrivateKeyInfo.getInstance(der);
      if (!info.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
        throw new PemRejected(PemRejected.Reason.ENCRYPTION_UNKNOWN);
      }
      parameters = PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
      // Before its parameters are looked at, which are other ones for other ciphers.
      cipher =
          PemCipher.of(parameters.getEncryptionScheme().getAlgorithm())
              .orElseThrow(() -> new PemRejected(PemRejected.Reason.ENCRYPTION_UNKNOWN));
      iv =
          ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters()).getOctets();
    } catch (RuntimeException e) {
      throw new PemRejected(PemRejected.Reason.DAMAGED);
    }
    if (iv.length != cipher.ivBytes()) {
      throw new PemRejected(PemRejected.Reason.DAMAGED);
    }
    byte[] key = derive(parameters.getKeyDerivationFunc(), passphrase, cipher.keyBytes());
    try {
      return cipher.decrypt(key, iv, info.getEncryptedData());
    } catch (DecryptionFailed e) {
      throw new PemRejected(PemRejected.Reason.PASSPHRASE_WRONG);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] derive(KeyDerivationFunc function, char[] passphrase, int length)
      throws PemRejected {
    try {
      if (function.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
        return pbkdf2(PBKDF2Params.getInstance(function.getParameters()), passphrase, length);
      }
      if (function.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
        return scrypt(ScryptParams.getInstance(function.getParameters()), passphrase, length);
      }
    } catch (CryptoUnavailable e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PemRejected(PemRejected.Reason.DAMAGED);
    }
    throw new PemRejected(PemRejected.Reason.ENCRYPTION_UNKNOWN);
  }

  private static byte[] pbkdf2(PBKDF2Params parameters, char[] passphrase, int length)
      throws PemRejected {
    String mac =
        Optional.ofNullable(MACS.get(parameters.getPrf().getAlgorithm()))
            .orElseThrow(() -> new PemRejected(PemRejected.Reason.ENCRYPTION_UNKNOWN));
    BigInteger keyLength = parameters.getKeyLength();
    int rounds = bounded(parameters.getIterationCount(), MAX_ROUNDS);
    if (parameters.getSalt().length == 0
        || (keyLength != null && !keyLength.equals(BigInteger.valueOf(length)))) {
      throw new PemRejected(PemRejected.Reason.DAMAGED);
    }
    return Pbkdf2.derive(mac, passphrase, parameters.getSalt(), rounds, length);
  }

  private static byte[] scrypt(ScryptParams parameters, char[] passphrase, int length)
      throws PemRejected {
    int cost = bounded(parameters.getCostParameter(), MAX_SCRYPT_BYTES / 128);
    int block = bounded(parameters.getBlockSize(), MAX_SCRYPT_BYTES / 128 / cost);
    // Every lane has a block of its own, however small the cost parameter is.
    long lanes = Math.min(MAX_SCRYPT_PARALLEL, MAX_SCRYPT_BYTES / 128 / block);
    int parallel = bounded(parameters.getParallelizationParameter(), lanes);
    byte[] password = utf8(passphrase);
    try {
      return SCrypt.generate(password, parameters.getSalt(), cost, block, parallel, length);
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private static int bounded(BigInteger value, long max) throws PemRejected {
    if (value.signum() <= 0) {
      throw new PemRejected(PemRejected.Reason.DAMAGED);
    }
    if (value.compareTo(BigInteger.valueOf(max)) > 0) {
      throw new PemRejected(PemRejected.Reason.ENCRYPTION_COSTLY);
    }
    return value.intValueExact();
  }

  /// The UTF-8 of a passphrase, which the caller wipes.
  static byte[] utf8(char[] passphrase) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    byte[] room = new byte[passphrase.length * MAX_UTF8_BYTES];
    ByteBuffer encoded = ByteBuffer.wrap(room);
    encoder.encode(CharBuffer.wrap(passphrase), encoded, true);
    byte[] bytes = Arrays.copyOf(room, encoded.position());
    Arrays.fill(room, (byte) 0);
    return bytes;
  }

  /// Encrypts with PBKDF2-HMAC-SHA256 of [#ROUNDS] rounds and AES-256-CBC.
  ///
  /// @param pkcs8 a PrivateKeyInfo
  /// @param passphrase not empty
  /// @return an EncryptedPrivateKeyInfo
  static byte[] encrypt(byte[] pkcs8, char[] passphrase, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    byte[] iv = new byte[AesCbc.IV_BYTES];
    random.nextBytes(salt);
    random.nextBytes(iv);
    byte[] key = Pbkdf2.derive(passphrase, salt, ROUNDS, AesCbc.KEY_BYTES);
    PBES2Parameters parameters =
        new PBES2Parameters(
            new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2,
                new PBKDF2Params(
                    salt,
                    ROUNDS,
                    new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))),
            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
    try {
      return new EncryptedPrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters),
              AesCbc.PKCS7.encrypt(key, iv, pkcs8))
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new CryptoUnavailable(e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
