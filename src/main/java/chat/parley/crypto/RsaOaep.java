package chat.parley.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSAES-OAEP with an empty label (RFC 8017 §7.1).
public enum RsaOaep {
  /// SHA-1 and MGF1-SHA-1: what the classic protocol uses.
  SHA1("SHA-1", 20),
  /// SHA-256 and MGF1-SHA-256.
  SHA256("SHA-256", 32);

  private final String hash;
  private final int hashBytes;

  RsaOaep(String hash, int hashBytes) {
    this.hash = hash;
    this.hashBytes = hashBytes;
  }

  private AlgorithmParameterSpec parameters() {
    return new OAEPParameterSpec(
        hash, "MGF1", new MGF1ParameterSpec(hash), PSource.PSpecified.DEFAULT);
  }

  /// The longest plaintext for a key, in bytes.
  public int maxPlaintext(RsaPublic key) {
    return key.blockBytes() - 2 * hashBytes - 2;
  }

  /// @param plaintext at most [#maxPlaintext] bytes
  /// @return as many bytes as the modulus has
  public byte[] encrypt(RsaPublic key, byte[] plaintext) {
    if (plaintext.length > maxPlaintext(key)) {
      throw new IllegalArgumentException("too long for this key");
    }
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key.jca(), parameters());
      return cipher.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// @throws DecryptionFailed if it was not encrypted to this key, or damaged
  public byte[] decrypt(RsaPrivate key, byte[] ciphertext) throws DecryptionFailed {
    if (ciphertext.length != key.publicKey().blockBytes()) {
      throw new DecryptionFailed();
    }
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(Cipher.DECRYPT_MODE, key.jca(), parameters());
      return cipher.doFinal(ciphertext);
    } catch (InvalidKeyException e) {
      throw new CryptoUnavailable(e);
    } catch (GeneralSecurityException e) {
      throw new DecryptionFailed();
    }
  }
}
