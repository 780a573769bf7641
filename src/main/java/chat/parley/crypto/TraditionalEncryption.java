package chat.parley.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// The encryption of OpenSSL's traditional private key files (RFC 1421 §4.6 with a `DEK-Info` header):
/// the key comes from one round of MD5 (`EVP_BytesToKey`). Weak, and only ever read.
final class TraditionalEncryption {
  private static final int SALT_BYTES = 8;

  private TraditionalEncryption() {}

  /// Whether the headers of the block say that it is encrypted.
  static boolean isOn(PemBlock block) {
    return block.header("Proc-Type").filter(value -> value.contains("ENCRYPTED")).isPresent()
        || block.header("DEK-Info").isPresent();
  }

  /// @param passphrase not empty
  /// @return the block's content, or rubbish if a wrong passphrase happens to leave good padding
  static byte[] decrypt(PemBlock block, char[] passphrase) throws PemRejected {
    String[] info =
        block
            .header("DEK-Info")
            .orElseThrow(() -> new PemRejected(PemRejected.Reason.DAMAGED))
            .split(",", 2);
    PemCipher cipher =
        PemCipher.named(info[0].strip())
            .orElseThrow(() -> new PemRejected(PemRejected.Reason.ENCRYPTION_UNKNOWN));
    byte[] iv = iv(info, cipher);
    byte[] key = key(passphrase, Arrays.copyOf(iv, SALT_BYTES), cipher.keyBytes());
    try {
      return cipher.decrypt(key, iv, block.content());
    } catch (DecryptionFailed e) {
      throw new PemRejected(PemRejected.Reason.PASSPHRASE_WRONG);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] iv(String[] info, PemCipher cipher) throws PemRejected {
    try {
      byte[] iv = HexFormat.of().parseHex(info.length == 2 ? info[1].strip() : "");
      if (iv.length == cipher.ivBytes()) {
        return iv;
      }
    } catch (IllegalArgumentException e) {
      // falls through: an IV that is not hexadecimal is as wrong as one of another length
    }
    throw new PemRejected(PemRejected.Reason.DAMAGED);
  }

  private static byte[] key(char[] passphrase, byte[] salt, int length) {
    byte[] password = Pbes2.utf8(passphrase);
    byte[] key = new byte[length];
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      byte[] digest = {};
      for (int done = 0; done < length; done += digest.length) {
        md5.update(digest);
        md5.update(password);
        digest = md5.digest(salt);
        System.arraycopy(digest, 0, key, done, Math.min(digest.length, length - done));
      }
      Arrays.fill(digest, (byte) 0);
      return key;
    } catch (GeneralSecurityException e) {
      throw new CryptoUnavailable(e);
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }
}
