package chat.parley.store;

import chat.parley.crypto.Label;
import chat.parley.crypto.Sha256;
import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Where a client database is: its file, SQLite's journal beside it, and a lock.
///
/// The lock is a file of its own. SQLite's locks on the database would be lost as soon as anything in this
/// process opened and closed the file again (POSIX), and they do not cover the moment when it is made.
record DatabaseFile(Path path) {
  private static final Label OWNER = new Label("parley1 database owner");
  private static final int NAME_BYTES = 16;
  private static final String JOURNAL = "-wal";
  private static final List<String> SUFFIXES = List.of(JOURNAL, "-shm", "");

  /// The file of one identity at one relay. Its name tells nobody whose it is.
  static DatabaseFile of(Path folder, Bytes owner) {
    String name = HexFormat.of().formatHex(owner.toArray(), 0, NAME_BYTES);
    return new DatabaseFile(folder.resolve("accounts").resolve(name + ".db").toAbsolutePath());
  }

  /// Whom a database belongs to: 32 bytes.
  static Bytes owner(Fingerprint identity, Fingerprint relayPin) {
    return Bytes.of(Sha256.digest(OWNER.prefix(), identity.bytes(), relayPin.bytes()));
  }

  boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// Whether SQLite's journal is there, and holds something.
  boolean hasJournal() throws IOException {
    Path journal = beside(JOURNAL);
    return Files.exists(journal) && Files.size(journal) > 0;
  }

  /// Where the database is while it is made.
  DatabaseFile unfinished() {
    return new DatabaseFile(beside(".new"));
  }

  /// Keeps every other process, and the rest of this one, out until the channel is closed. Makes the folder,
  /// and takes everybody's rights to it away but the owner's.
  ///
  /// @throws DatabaseInUse if another has it
  FileChannel lock() throws IOException, DatabaseInUse {
    Path folder = path.resolveSibling("");
    Files.createDirectories(folder, PrivateFile.FOLDER_MODE);
    restrict(folder, "rwx------");
    FileChannel channel =
        FileChannel.open(
            beside(".lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PrivateFile.FILE_MODE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException thisProcess) {
      channel.close();
      throw new DatabaseInUse(path);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new DatabaseInUse(path);
  }

  /// An empty file for its owner alone; SQLite gives its journal the same rights.
  void create() throws IOException {
    delete();
    Files.createFile(path, PrivateFile.FILE_MODE);
  }

  void delete() throws IOException {
    for (String suffix : SUFFIXES) {
      Files.deleteIfExists(beside(suffix));
    }
  }

  /// Moves a finished database, closed, into place.
  void moveTo(DatabaseFile target) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(path, target.path, StandardCopyOption.ATOMIC_MOVE);
    syncFolder();
  }

  /// So that the new name survives a power cut, too.
  private void syncFolder() throws IOException {
    if (isPosix()) {
      try (FileChannel folder = FileChannel.open(path.resolveSibling(""))) {
        folder.force(true);
      }
    }
  }

  /// Takes everybody's rights away but the owner's.
  void restrict() throws IOException {
    for (String suffix : SUFFIXES) {
      if (Files.exists(beside(suffix))) {
        restrict(beside(suffix), "rw-------");
      }
    }
  }

  private static void restrict(Path file, String mode) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString(mode));
    }
  }

  private boolean isPosix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  Path putAside(Instant now) throws IOException, DatabaseInUse {
    Path aside = path.resolveSibling(path.getFileName() + ".damaged-" + now.toEpochMilli());
    try (FileChannel lock = lock()) {
      // The journal belongs to its file by name. The file goes last: until then nothing new is
      // made.
      for (String suffix : SUFFIXES) {
        Path from = beside(suffix);
        if (lock.isOpen() && Files.exists(from)) {
          Files.move(from, aside.resolveSibling(aside.getFileName() + suffix));
        }
      }
    }
    return aside;
  }

  private Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }
}
