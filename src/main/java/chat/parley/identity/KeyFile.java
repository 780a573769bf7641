package chat.parley.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/// One file of one folder, read with bounds: an ordinary file of at most 64 KiB, whose real place is
/// inside the keys folder. Pipes and devices are never opened.
///
/// Whoever can write to the keys folder while it is read could still swap a file between the check and the
/// reading; such a person can replace the keys anyway.
///
/// @param root the real path of the keys folder
/// @param path where the file is, links not followed
/// @param subject what a person calls it
record KeyFile(Path root, Path path, String subject) {
  private static final int MAX_BYTES = 64 * 1024;

  /// Whether something of this name is there, be it what it may.
  ///
  /// @throws IdentityException if the system does not tell
  boolean isThere() throws IdentityException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw problem(KeyProblem.Reason.UNREADABLE);
    }
  }

  /// @return the whole file
  byte[] read() throws IdentityException {
    Path real = realPath();
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw problem(KeyProblem.Reason.NOT_A_FILE);
      }
      try (InputStream in =
          Files.newInputStream(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = in.readNBytes(MAX_BYTES + 1);
        if (content.length > MAX_BYTES) {
          Arrays.fill(content, (byte) 0);
          throw problem(KeyProblem.Reason.TOO_LARGE);
        }
        return content;
      }
    } catch (IOException e) {
      throw problem(KeyProblem.Reason.UNREADABLE);
    }
  }

  /// Whether other users of this computer can read it. False where the file system has no such notion.
  boolean isReadableByOthers() throws IdentityException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(realPath(), PosixFileAttributeView.class);
    if (view == null) {
      return false;
    }
    try {
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      return permissions.contains(PosixFilePermission.GROUP_READ)
          || permissions.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      throw problem(KeyProblem.Reason.UNREADABLE);
    }
  }

  private Path realPath() throws IdentityException {
    Path real;
    try {
      real = path.toRealPath();
    } catch (AccessDeniedException e) {
      throw problem(KeyProblem.Reason.UNREADABLE);
    } catch (IOException e) {
      throw problem(
          Files.isSymbolicLink(path)
              ? KeyProblem.Reason.SYMLINK_LEAVES
              : KeyProblem.Reason.UNREADABLE);
    }
    if (!real.startsWith(root)) {
      throw problem(KeyProblem.Reason.SYMLINK_LEAVES);
    }
    return real;
  }

  IdentityException problem(KeyProblem.Reason reason) {
    return new IdentityException(KeyProblem.of(reason, subject));
  }
}
