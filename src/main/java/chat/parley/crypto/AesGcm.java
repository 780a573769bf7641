package chat.parley.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256 in Galois/Counter Mode with a nonce of 12 and a tag of 16 bytes (NIST SP 800-38D). A nonce that
/// is used twice with one key gives away both texts and the means to forge more.
public final class AesGcm {
  /// The length of a key in bytes.
  public static final int KEY_BYTES = 32;

  /// The length of a nonce in bytes.
  public static final int NONCE_BYTES = 12;

  /// The length of the tag at the end of a ciphertext in bytes.
  public static final int TAG_BYTES = 16;

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  private AesGcm() {}

  /// @param key 32 bytes
  /// @param nonce 12 bytes, never used before with this key
  /// @param associated what is authenticated beside the text, and not in the result
  /// @return the ciphertext and its tag, 16 bytes longer than the text
  public static byte[] encrypt(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// @param key 32 bytes
  /// @param nonce 12 bytes
  /// @param associated as it was when encrypted
  /// @throws DecryptionFailed if anything of it is not as it was
  public static byte[] decrypt(byte[] key, byte[] nonce, byte[] associated, byte[] ciphertext)
      throws DecryptionFailed {
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(ciphertext);
    } catch (InvalidKeyException | InvalidAlgorithmParameterException e) {
      throw new CryptoUnavailable(e);
    } catch (GeneralSecurityException e) {
      throw new DecryptionFailed();
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    if (key.length != KEY_BYTES || nonce.length != NONCE_BYTES) {
      throw new IllegalArgumentException("AES-256-GCM takes a key of 32 and a nonce of 12 bytes");
    }
    Cipher cipher = Ciphers.of(TRANSFORMATION);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }
}
