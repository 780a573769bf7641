package chat.parley.identity;

import chat.parley.crypto.PrivateKeyPem;
import chat.parley.crypto.PublicKeyPem;
import chat.parley.crypto.RsaPrivate;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/// Writes one new identity: into a hidden folder beside, which is then renamed, so that nobody ever sees
/// half of it and nothing that exists is touched. A renaming never replaces a folder with files in it.
final class NewIdentity {
  private static final int SUFFIX_BYTES = 8;

  private final Path keys;
  private final Name name;

  NewIdentity(Path keys, Name name) {
    this.keys = keys;
    this.name = name;
  }

  Identity create(int bits, char[] passphrase, SecureRandom random) throws IdentityException {
    requireFree();
    RsaPrivate key = RsaPrivate.generate(bits, random);
    byte[] privatePem = PrivateKeyPem.write(key, passphrase, random);
    byte[] publicPem =
        (PublicKeyPem.write(key.publicKey()) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] suffix = new byte[SUFFIX_BYTES];
    random.nextBytes(suffix);
    Path draft = keys.resolve(".new-" + HexFormat.of().formatHex(suffix));
    boolean made = !Files.exists(keys);
    try {
      Files.createDirectories(keys, mode(keys, "rwx------"));
      Files.createDirectory(draft, mode(keys, "rwx------"));
      write(draft.resolve("priv.pem"), privatePem, "rw-------");
      write(draft.resolve("pub.pem"), publicPem, "rw-r--r--");
      requireFree();
      LastingMove.of(draft, keys.resolve(name.value()));
      return new Identity(name, key);
    } catch (IOException e) {
      tidy(draft, made);
      requireFree();
      throw new IdentityException(
          KeyProblem.of(KeyProblem.Reason.NOT_WRITABLE, keys.getFileName() + "/" + name));
    } catch (IdentityException e) {
      tidy(draft, made);
      throw e;
    } finally {
      Arrays.fill(privatePem, (byte) 0);
    }
  }

  /// @throws IdentityException if anything there has this name in small or capital letters
  void requireFree() throws IdentityException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(keys)) {
      for (Path child : children) {
        if (isTaken(String.valueOf(child.getFileName()))) {
          throw new IdentityException(
              KeyProblem.of(KeyProblem.Reason.ALREADY_EXISTS, keys.getFileName() + "/" + name));
        }
      }
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException | DirectoryIteratorException e) {
      throw new IdentityException(
          KeyProblem.of(KeyProblem.Reason.UNREADABLE, String.valueOf(keys.getFileName())));
    }
  }

  private boolean isTaken(String child) {
    try {
      return Name.typed(child).equals(name);
    } catch (NameNotAllowed e) {
      return false;
    }
  }

  private void write(Path file, byte[] content, String mode) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, mode(keys, mode))) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] mode(Path near, String permissions) {
    return near.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /// Takes back what was begun. What cannot be deleted stays hidden and is never read.
  private void tidy(Path draft, boolean made) {
    try {
      Files.deleteIfExists(draft.resolve("priv.pem"));
      Files.deleteIfExists(draft.resolve("pub.pem"));
      Files.deleteIfExists(draft);
      if (made) {
        Files.deleteIfExists(keys);
      }
    } catch (DirectoryNotEmptyException e) {
      // Somebody else put something into the keys folder meanwhile: it stays.
    } catch (IOException e) {
      System.getLogger(NewIdentity.class.getName())
          .log(System.Logger.Level.WARNING, "a draft of a new identity could not be deleted");
    }
  }
}
