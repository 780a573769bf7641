package chat.parley.identity;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.PemRejected;
import chat.parley.crypto.PrivateKeyPem;
import chat.parley.crypto.PublicKeyPem;
import chat.parley.crypto.RsaPrivate;
import chat.parley.crypto.RsaPublic;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One folder below the keys folder, and the two files in it.
///
/// @param label its name as a person may see it
/// @param name the account it is for; null if the folder's name is not allowed
record KeyFolder(String label, @Nullable Name name, KeyFile privateKey, KeyFile publicKey) {
  private static final int LABEL_LENGTH = 64;

  /// @param root the real path of the keys folder
  static KeyFolder at(Path root, Path folder) {
    String raw = String.valueOf(folder.getFileName());
    String label = clean(raw);
    return new KeyFolder(
        label,
        nameOf(raw),
        new KeyFile(root, folder.resolve("priv.pem"), label + "/priv.pem"),
        new KeyFile(root, folder.resolve("pub.pem"), label + "/pub.pem"));
  }

  private static @Nullable Name nameOf(String folder) {
    try {
      return Name.typed(folder);
    } catch (NameNotAllowed e) {
      return null;
    }
  }

  private static String clean(String raw) {
    String start = raw.length() > LABEL_LENGTH ? raw.substring(0, LABEL_LENGTH - 1) + "…" : raw;
    return start.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
  }

  /// Whether there is a key, or something in a key's place.
  boolean hasKeys() throws IdentityException {
    return privateKey.isThere() || publicKey.isThere();
  }

  RsaPublic readPublic() throws IdentityException {
    try {
      return PublicKeyPem.read(publicKey.read());
    } catch (PemRejected e) {
      throw new IdentityException(KeyProblem.of(e, publicKey.subject()));
    } catch (KeyRejected e) {
      throw new IdentityException(KeyProblem.of(e, publicKey.subject()));
    }
  }

  boolean isLocked() throws IdentityException {
    return withPrivate(PrivateKeyPem::isLocked);
  }

  /// @param passphrase empty if there is none
  RsaPrivate unlock(char[] passphrase) throws IdentityException {
    return withPrivate(pem -> pem.unlock(passphrase));
  }

  private <T> T withPrivate(PemUse<T> use) throws IdentityException {
    byte[] file = privateKey.read();
    try {
      PrivateKeyPem pem = PrivateKeyPem.read(file);
      try {
        return use.apply(pem);
      } finally {
        pem.wipe();
      }
    } catch (PemRejected e) {
      throw new IdentityException(KeyProblem.of(e, privateKey.subject()));
    } catch (KeyRejected e) {
      throw new IdentityException(KeyProblem.of(e, privateKey.subject()));
    } finally {
      Arrays.fill(file, (byte) 0);
    }
  }

  @FunctionalInterface
  private interface PemUse<T> {
    T apply(PrivateKeyPem pem) throws PemRejected, KeyRejected;
  }

  /// @throws IdentityException if `pub.pem` is there and not the other half
  void requirePair(RsaPublic half) throws IdentityException {
    if (publicKey.isThere() && !readPublic().equals(half)) {
      throw publicKey.problem(KeyProblem.Reason.PAIR_MISMATCH);
    }
  }
}
