package chat.parley.identity;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks after one keys folder on a virtual thread of its own until it is closed.
///
/// The file system wakes it; what it then compares is a snapshot of names, sizes and times, so that noise
/// beside the folder calls nobody. Every ten seconds it looks by itself, for file systems that wake nobody.
public final class KeysFolderWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(KeysFolderWatch.class.getName());
  private static final WatchEvent.Kind<?>[] KINDS = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };
  private static final int MAX_WATCHED = 2_000;
  private static final long QUIET_MILLIS = 100;
  private static final int MAX_QUIETS = 10;
  private static final long LOOK_MILLIS = 10_000;

  private final Path folder;
  private final Runnable changed;
  private final @Nullable WatchService service;
  private final CountDownLatch closed = new CountDownLatch(1);

  private KeysFolderWatch(Path folder, Runnable changed) {
    this.folder = folder;
    this.changed = changed;
    this.service = open(folder);
  }

  static KeysFolderWatch start(Path folder, Runnable changed) {
    KeysFolderWatch watch = new KeysFolderWatch(folder, changed);
    Map<Path, Stamp> first = watch.look();
    Thread.ofVirtual().name("keys-folder-watch").start(() -> watch.run(first));
    return watch;
  }

  private static @Nullable WatchService open(Path folder) {
    try {
      return folder.getFileSystem().newWatchService();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(System.Logger.Level.WARNING, "the system does not report changes of files");
      return null;
    }
  }

  private void run(Map<Path, Stamp> first) {
    Map<Path, Stamp> seen = first;
    try {
      while (awaitChange()) {
        Map<Path, Stamp> now = look();
        if (!now.equals(seen) && closed.getCount() > 0) {
          seen = now;
          tell();
        }
      }
    } catch (ClosedWatchServiceException e) {
      // The end: see close().
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell() {
    try {
      changed.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a listener of the keys folder failed", e);
    }
  }

  /// Waits for something to happen and then for it to settle, a second at most.
  ///
  /// @return false once closed
  private boolean awaitChange() throws InterruptedException {
    if (service == null) {
      return !closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    WatchKey key = service.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    for (int quiets = 0; key != null && quiets < MAX_QUIETS; quiets++) {
      do {
        key.pollEvents();
        key.reset();
        key = service.poll();
      } while (key != null);
      key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }
    if (key != null) {
      key.pollEvents();
      key.reset();
    }
    return closed.getCount() > 0;
  }

  /// Watches whatever is there by now, and only then takes the snapshot, so that no change falls between.
  private Map<Path, Stamp> look() {
    Map<Path, Stamp> snapshot = new HashMap<>();
    Path nearest = folder;
    while (!Files.isDirectory(nearest) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    register(nearest);
    if (nearest.equals(folder)) {
      // A folder that is moved away or deleted as a whole is only reported by the one above it.
      if (folder.getParent() != null) {
        register(folder.getParent());
      }
      stampAll(snapshot);
    }
    return snapshot;
  }

  private void stampAll(Map<Path, Stamp> snapshot) {
    snapshot.put(folder, Stamp.FOLDER);
    int watched = 0;
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (++watched > MAX_WATCHED) {
          return;
        }
        if (!String.valueOf(child.getFileName()).startsWith(".") && Files.isDirectory(child)) {
          register(child);
          snapshot.put(child, Stamp.FOLDER);
          stamp(child.resolve("priv.pem"), snapshot);
          stamp(child.resolve("pub.pem"), snapshot);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Gone, or forbidden: what could be seen of it is the snapshot.
    }
  }

  private static void stamp(Path file, Map<Path, Stamp> snapshot) {
    try {
      snapshot.put(file, Stamp.of(file));
    } catch (IOException e) {
      // Not there, or forbidden: the same as not there until that changes.
    }
  }

  private void register(Path directory) {
    if (service == null) {
      return;
    }
    try {
      directory.register(service, KINDS);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a folder cannot be watched");
    }
  }

  /// After this no call begins.
  @Override
  public void close() {
    closed.countDown();
    if (service != null) {
      try {
        service.close();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "a watch of files did not close");
      }
    }
  }

  /// What tells one state of a file from another.
  private record Stamp(FileTime modified, long size, @Nullable Object id, Set<?> permissions) {
    private static final Stamp FOLDER = new Stamp(FileTime.fromMillis(0), 0, null, Set.of());

    static Stamp of(Path file) throws IOException {
      PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      BasicFileAttributes basic =
          posix == null
              ? Files.readAttributes(file, BasicFileAttributes.class)
              : posix.readAttributes();
      return new Stamp(
          basic.lastModifiedTime(),
          basic.size(),
          basic.fileKey(),
          basic instanceof PosixFileAttributes known ? known.permissions() : Set.of());
    }
  }
}
