package chat.parley.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-512 (FIPS 180-4).
public final class Sha512 {
  /// The length of a digest in bytes.
  public static final int BYTES = 64;

  private Sha512() {}

  /// The digest of all parts, one after the other.
  public static byte[] digest(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new CryptoUnavailable(e);
    }
  }
}
