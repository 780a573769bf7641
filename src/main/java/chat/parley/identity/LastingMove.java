package chat.parley.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Gives a file or a folder its name at one moment, and sees to it that a power cut does not take the name back:
/// others may have been told of what is in it by then.
final class LastingMove {
  private LastingMove() {}

  /// @param made what is on the disk already, in the same folder as its place
  static void of(Path made, Path place) throws IOException {
    Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    sync(place.resolveSibling("").toAbsolutePath());
  }

  /// The same for a file, where nothing is in its place yet: of several who do this at once the first one wins. Where the file system
  /// has no links, the last one does.
  ///
  /// @throws FileAlreadyExistsException if something is there
  static void unlessThere(Path made, Path place) throws IOException {
    try {
      Files.createLink(place, made);
    } catch (FileAlreadyExistsException another) {
      throw another;
    } catch (IOException | UnsupportedOperationException noLinks) {
      of(made, place);
      return;
    }
    Files.delete(made);
    sync(place.resolveSibling("").toAbsolutePath());
  }

  private static void sync(Path folder) {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder)) {
        channel.force(true);
      } catch (IOException e) {
        // Some file systems, of sticks and shares, sync no folders. The name is there all the same.
        System.getLogger(LastingMove.class.getName())
            .log(System.Logger.Level.DEBUG, "a folder could not be synced");
      }
    }
  }
}
