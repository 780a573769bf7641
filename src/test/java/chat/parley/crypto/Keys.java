package chat.parley.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The key files in `src/test/resources/keys`.
public final class Keys {
  private static final char[] NONE = {};

  private Keys() {}

  /// What the encrypted ones open with.
  public static char[] passphrase() {
    return "grünes Pferd 42".toCharArray();
  }

  public static Path path(String file) {
    return Path.of("src/test/resources/keys", file);
  }

  public static byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(path(file));
  }

  /// The key that all good files hold.
  public static RsaPublic publicKey() throws Exception {
    return PublicKeyPem.read(bytes("pub.pem"));
  }

  public static RsaPrivate privateKey() throws Exception {
    return privateKey("pkcs8.pem");
  }

  /// A key that is not encrypted.
  public static RsaPrivate privateKey(String file) throws Exception {
    return PrivateKeyPem.read(bytes(file)).unlock(NONE);
  }
}
