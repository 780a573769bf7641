package chat.parley.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;

/// A small file that only its owner can read, and that is replaced whole: whoever reads it sees the old
/// content or the new one, also after a power cut.
record PrivateFile(Path path) {
  /// The longest content in bytes.
  static final int MAX_BYTES = 1 << 20;

  static final FileAttribute<?>[] FOLDER_MODE = ownerOnly("rwx------");
  static final FileAttribute<?>[] FILE_MODE = ownerOnly("rw-------");

  /// @throws java.nio.file.NoSuchFileException if there is none
  /// @throws IOException if it cannot be read, or is too long
  byte[] read() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new IOException("a file of the program's own is too long");
      }
      return content;
    }
  }

  void write(byte[] content) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("a file has no folder");
    }
    Files.createDirectories(folder, FOLDER_MODE);
    Path sibling = Files.createTempFile(folder, path.getFileName() + ".", ".new", FILE_MODE);
    try {
      try (FileChannel out = FileChannel.open(sibling, Set.of(StandardOpenOption.WRITE))) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      replace(sibling, path);
    } finally {
      Files.deleteIfExists(sibling);
    }
  }

  /// Puts a damaged file aside, so that nothing overwrites it.
  ///
  /// @return where it is now
  Path putAside(Instant now) throws IOException {
    Path aside = path.resolveSibling(path.getFileName() + ".damaged-" + now.toEpochMilli());
    Files.move(path, aside);
    return aside;
  }

  private static void replace(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static FileAttribute<?>[] ownerOnly(String mode) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
