package chat.parley.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// HKDF with HMAC-SHA-256 (RFC 5869), extract and expand in one.
public final class Hkdf {
  /// The most bytes that one derivation gives: 255 blocks.
  public static final int MAX_BYTES = 255 * 32;

  private Hkdf() {}

  /// @param salt any length; public, or a secret of its own
  /// @param secret the input keying material
  /// @param label what the derived bytes are for
  /// @param length how many bytes to derive, 1 to [#MAX_BYTES]
  public static byte[] derive(byte[] salt, byte[] secret, Label label, int length) {
    return derive(salt, secret, label.bytes(), length);
  }

  static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) {
    if (length < 1 || length > MAX_BYTES) {
      throw new IllegalArgumentException("HKDF derives 1 to 8160 bytes");
    }
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(info, length));
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    }
  }
}
