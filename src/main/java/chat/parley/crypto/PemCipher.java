package chat.parley.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/// The ciphers that OpenSSL encrypts private keys with, all in CBC mode with PKCS#7 padding. For reading:
/// Parley writes AES-256 alone.
enum PemCipher {
  AES_128("AES-128-CBC", NISTObjectIdentifiers.id_aes128_CBC, "AES", 16, 16),
  AES_192("AES-192-CBC", NISTObjectIdentifiers.id_aes192_CBC, "AES", 24, 16),
  AES_256("AES-256-CBC", NISTObjectIdentifiers.id_aes256_CBC, "AES", 32, 16),
  DES3("DES-EDE3-CBC", PKCSObjectIdentifiers.des_EDE3_CBC, "DESede", 24, 8);

  private final String dekInfo;
  private final String oid;
  private final String algorithm;
  private final int keyBytes;
  private final int ivBytes;

  PemCipher(String dekInfo, ASN1ObjectIdentifier oid, String algorithm, int keyBytes, int ivBytes) {
    this.dekInfo = dekInfo;
    this.oid = oid.getId();
    this.algorithm = algorithm;
    this.keyBytes = keyBytes;
    this.ivBytes = ivBytes;
  }

  /// The cipher that a `DEK-Info` header names.
  static Optional<PemCipher> named(String dekInfo) {
    return Arrays.stream(values()).filter(cipher -> cipher.dekInfo.equals(dekInfo)).findFirst();
  }

  /// The cipher of an encryption scheme in PBES2.
  static Optional<PemCipher> of(ASN1ObjectIdentifier oid) {
    return Arrays.stream(values()).filter(cipher -> cipher.oid.equals(oid.getId())).findFirst();
  }

  int keyBytes() {
    return keyBytes;
  }

  int ivBytes() {
    return ivBytes;
  }

  /// @param key [#keyBytes] bytes
  /// @param iv [#ivBytes] bytes
  byte[] decrypt(byte[] key, byte[] iv, byte[] ciphertext) throws DecryptionFailed {
    try {
      Cipher cipher = Cipher.getInstance(algorithm + "/CBC/PKCS5Padding");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, algorithm), new IvParameterSpec(iv));
      return cipher.doFinal(ciphertext);
    } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
      throw new CryptoUnavailable(e);
    } catch (GeneralSecurityException e) {
      throw new DecryptionFailed();
    }
  }
}
