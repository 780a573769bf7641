package chat.parley.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2).
public final class Pbkdf2 {
  private Pbkdf2() {}

  /// @param password not empty; the caller wipes it
  /// @param salt at least one byte
  /// @param rounds at least one
  /// @param length how many bytes to derive
  public static byte[] derive(char[] password, byte[] salt, int rounds, int length) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, rounds, length * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    } finally {
      spec.clearPassword();
    }
  }
}
