package chat.parley.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The claim of one program of this user to run the relay of a folder, and where others read on which port it
/// listens. It ends with the program, however that ends.
final class RelayClaim implements AutoCloseable {
  private static final String LOCK = "running.lock";
  private static final String PORT = "running.port";

  private final Path folder;
  private final FileChannel lock;

  private RelayClaim(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /// Lays claim to a folder, which is made if it is missing, for its owner alone.
  ///
  /// @return empty if somebody else has it
  /// @throws IOException if it cannot be written
  static Optional<RelayClaim> lay(Path folder) throws IOException {
    Files.createDirectories(folder, ownerOnly("rwx------"));
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            ownerOnly("rw-------"));
    boolean isOurs = false;
    try {
      isOurs = isLocked(channel);
      if (!isOurs) {
        return Optional.empty();
      }
      // What another wrote who did not get to clean up.
      Files.deleteIfExists(folder.resolve(PORT));
      return Optional.of(new RelayClaim(folder, channel));
    } finally {
      if (!isOurs) {
        channel.close();
      }
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException byThisProgram) {
      return false;
    }
  }

  /// Tells others where the relay listens.
  void publish(int port) throws IOException {
    Path sibling = Files.createTempFile(folder, PORT, ".new", ownerOnly("rw-------"));
    try {
      Files.writeString(sibling, Integer.toString(port));
      Files.move(sibling, folder.resolve(PORT), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(sibling);
    }
  }

  /// Where the relay of whoever has the claim listens; empty until that is known.
  static OptionalInt port(Path folder) throws IOException {
    try {
      String text = Files.readString(folder.resolve(PORT));
      return text.matches("[1-9][0-9]{0,4}")
          ? OptionalInt.of(Integer.parseInt(text))
          : OptionalInt.empty();
    } catch (NoSuchFileException notYet) {
      return OptionalInt.empty();
    }
  }

  private static FileAttribute<?>[] ownerOnly(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /// Gives the claim up, after the relay has ended.
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(folder.resolve(PORT));
    } finally {
      lock.close();
    }
  }
}
