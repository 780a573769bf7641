package chat.parley.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 (RFC 8018 §5.2). A password is taken as its UTF-8.
public final class Pbkdf2 {
  private Pbkdf2() {}

  /// PBKDF2 with HMAC-SHA-256.
  ///
  /// @param password not empty; the caller wipes it
  /// @param salt at least one byte
  /// @param rounds at least one
  /// @param length how many bytes to derive
  public static byte[] derive(char[] password, byte[] salt, int rounds, int length) {
    return derive("HmacSHA256", password, salt, rounds, length);
  }

  /// PBKDF2 with another of the JDK's MACs, for key files that others wrote.
  static byte[] derive(String mac, char[] password, byte[] salt, int rounds, int length) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, rounds, Math.multiplyExact(length, 8));
    try {
      return SecretKeyFactory.getInstance("PBKDF2With" + mac).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    } finally {
      spec.clearPassword();
    }
  }
}
