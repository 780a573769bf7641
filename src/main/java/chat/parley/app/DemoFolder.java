package chat.parley.app;

import chat.parley.identity.IdentityException;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.model.Name;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that a demonstration writes, but for its pictures: a folder of its own, which is deleted with it.
///
/// The keys in it are copies of the demonstration identities where these are at hand, else new ones.
final class DemoFolder implements AutoCloseable {
  private static final int QUICK_BITS = 2048;
  private static final String NAME = "parley-demo";
  private static final String PRIVATE = "priv.pem";
  private static final String PUBLIC = "pub.pem";

  private final Path path;

  private DemoFolder(Path path) {
    this.path = path;
  }

  /// @param people who needs a private key; the first two of them will chat
  /// @param given where identities of these names may be, without a passphrase
  static DemoFolder create(List<Name> people, @Nullable Path given)
      throws IOException, IdentityException {
    DemoFolder folder = new DemoFolder(temporary());
    if (given != null && hasAll(given, people)) {
      for (Name name : people) {
        folder.copy(given.resolve(name.value()), name);
      }
    } else {
      SecureRandom random = new SecureRandom();
      for (Name name : people) {
        KeysFolder.at(folder.keys()).create(name, QUICK_BITS, new char[0], random);
      }
    }
    return folder;
  }

  /// A folder with a short name, since the screens show it; where that is taken, one with any name.
  private static Path temporary() throws IOException {
    Path all = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Path plain = all.resolve(NAME);
      return posix(all)
          ? Files.createDirectory(
              plain,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
          : Files.createDirectory(plain);
    } catch (FileAlreadyExistsException e) {
      return Files.createTempDirectory(NAME + "-");
    }
  }

  private static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  Path keys() {
    return path.resolve("keys");
  }

  Path data() {
    return path.resolve("data");
  }

  /// An identity counts if both of its files are there, and where copying looks for them: a folder may also be written
  /// otherwise than its name, or have a private key alone.
  private static boolean hasAll(Path given, List<Name> people) {
    List<Name> usable =
        KeysFolder.at(given).entries().stream()
            .filter(entry -> entry.isUsable() && entry.canLogIn() && !entry.locked())
            .map(KeysFolderEntry::name)
            .filter(Objects::nonNull)
            .filter(name -> isWhole(given.resolve(name.value())))
            .toList();
    return usable.containsAll(people);
  }

  private static boolean isWhole(Path folder) {
    return Files.isReadable(folder.resolve(PUBLIC)) && Files.isReadable(folder.resolve(PRIVATE));
  }

  private void copy(Path from, Name name) throws IOException {
    Path to = Files.createDirectories(keys().resolve(name.value()));
    Files.copy(from.resolve(PUBLIC), to.resolve(PUBLIC));
    Path key = Files.copy(from.resolve(PRIVATE), to.resolve(PRIVATE));
    if (posix(key)) {
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
