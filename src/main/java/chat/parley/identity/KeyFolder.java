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
import java.util.Optional;
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

  /// At most 64 characters, and none that would disturb a terminal or a line of text.
  static String clean(String raw) {
    String start = raw.length() > LABEL_LENGTH ? raw.substring(0, LABEL_LENGTH - 1) + "…" : raw;
    return start.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S} ]", "?");
  }

  /// Whether there is a key, or something in a key's place.
  boolean hasKeys() throws IdentityException {
    return privateKey.isThere() || publicKey.isThere();
  }

  /// @param half what the private key beside it has as its public half, if that is known
  RsaPublic readPublic(KnownKeys known, Optional<RsaPublic> half) throws IdentityException {
    byte[] file = publicKey.read();
    Optional<RsaPublic> before = known.in(file);
    if (before.isPresent()) {
      return before.get();
    }
    try {
      RsaPublic key =
          half.isPresent() ? PublicKeyPem.read(file, half.get()) : PublicKeyPem.read(file);
      known.remember(file, key);
      return key;
    } catch (PemRejected e) {
      throw new IdentityException(KeyProblem.of(e, publicKey.subject()));
    } catch (KeyRejected e) {
      throw new IdentityException(KeyProblem.of(e, publicKey.subject()));
    }
  }

  /// Whether `pub.pem` holds exactly these bytes, good key or not.
  boolean holds(byte[] spki) throws IdentityException {
    try {
      return PublicKeyPem.isOf(publicKey.read(), spki);
    } catch (PemRejected e) {
      throw new IdentityException(KeyProblem.of(e, publicKey.subject()));
    } catch (KeyRejected e) {
      throw new IdentityException(KeyProblem.of(e, publicKey.subject()));
    }
  }

  /// What can be told of the private key without a passphrase: its public half; empty if it is locked.
  Optional<RsaPublic> readPrivate(KnownKeys known) throws IdentityException {
    return withPrivate(
        (file, pem) -> {
          if (pem.isLocked()) {
            return Optional.empty();
          }
          Optional<RsaPublic> before = known.in(file);
          if (before.isPresent()) {
            return before;
          }
          RsaPublic half = pem.unlock(new char[0]).publicKey();
          known.remember(file, half);
          return Optional.of(half);
        });
  }

  /// @param passphrase empty if there is none
  RsaPrivate unlock(char[] passphrase) throws IdentityException {
    return withPrivate((file, pem) -> pem.unlock(passphrase));
  }

  private <T> T withPrivate(PemUse<T> use) throws IdentityException {
    byte[] file = privateKey.read();
    try {
      PrivateKeyPem pem = PrivateKeyPem.read(file);
      try {
        return use.apply(file, pem);
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
    T apply(byte[] file, PrivateKeyPem pem) throws PemRejected, KeyRejected;
  }

  /// @throws IdentityException if `pub.pem` is there and not the other half
  void requirePair(RsaPublic half, KnownKeys known) throws IdentityException {
    if (publicKey.isThere() && !readPublic(known, Optional.of(half)).equals(half)) {
      throw publicKey.problem(KeyProblem.Reason.PAIR_MISMATCH);
    }
  }
}
