package chat.parley.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256 in CBC mode (NIST SP 800-38A). It hides, and authenticates nothing: whoever calls this checks
/// a MAC first.
public enum AesCbc {
  /// Any length, padded as PKCS#7 (RFC 5652 §6.3).
  PKCS7("AES/CBC/PKCS5Padding"),
  /// Whole blocks only.
  NO_PADDING("AES/CBC/NoPadding");

  /// The length of a key in bytes.
  public static final int KEY_BYTES = 32;

  /// The length of an IV and of a block in bytes.
  public static final int IV_BYTES = 16;

  private final String transformation;

  AesCbc(String transformation) {
    this.transformation = transformation;
  }

  /// @param key 32 bytes
  /// @param iv 16 bytes, random and never used twice with one key
  public byte[] encrypt(byte[] key, byte[] iv, byte[] plaintext) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// @param key 32 bytes
  /// @param iv 16 bytes
  /// @throws DecryptionFailed if the length or the padding is wrong
  public byte[] decrypt(byte[] key, byte[] iv, byte[] ciphertext) throws DecryptionFailed {
    if (this == PKCS7 && ciphertext.length == 0) {
      // Padding is never empty; the JDK lets this pass.
      throw new DecryptionFailed();
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key, iv).doFinal(ciphertext);
    } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
      throw new CryptoUnavailable(e);
    } catch (GeneralSecurityException e) {
      throw new DecryptionFailed();
    }
  }

  private Cipher cipher(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
    if (key.length != KEY_BYTES || iv.length != IV_BYTES) {
      throw new IllegalArgumentException("AES-256-CBC takes a key of 32 and an IV of 16 bytes");
    }
    Cipher cipher = Ciphers.of(transformation);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
    return cipher;
  }
}
