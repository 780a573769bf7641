package chat.parley.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC with SHA-256 (RFC 2104, RFC 4231).
public final class HmacSha256 {
  /// The length of a tag in bytes.
  public static final int BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private HmacSha256() {}

  /// The tag of all parts, one after the other.
  ///
  /// @param key at least one byte
  /// @return 32 bytes
  public static byte[] tag(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }

  /// Whether this is the tag, in a time that does not depend on where the two differ.
  public static boolean verify(byte[] key, byte[] tag, byte[]... parts) {
    return MessageDigest.isEqual(tag(key, parts), tag);
  }
}
