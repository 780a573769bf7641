package chat.parley.ui.conversation;

import chat.parley.client.HistoryReader;
import chat.parley.model.ChatMessage;
import chat.parley.model.Name;
import chat.parley.ui.kit.LocalTimes;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Writes a conversation into a file that its user chose, and says how it goes. Lives on the FX thread; reads and
/// writes elsewhere.
///
/// The file is for its owner alone, as nothing in it is encrypted, and is taken away again if it does not get whole. It is
/// written in its own place: another beside it could stay, after a power cut, where nobody looks for it.
final class SavedCopy {
  /// How it stands.
  sealed interface State {
    record None() implements State {}

    /// @param entries how many are written so far
    record Writing(long entries) implements State {}

    record Done(Path file) implements State {}

    /// The history could not be read.
    record Unreadable() implements State {}

    /// @param reason what the system says; empty if nothing
    record Failed(Path file, String reason) implements State {}
  }

  private final Name me;
  private final Name contact;
  private final Supplier<HistoryReader> readers;
  private final LocalTimes times;
  private final Executor workers;
  private final Executor fxThread;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(this, "state", new State.None());

  /// One file after the other: one that is stopped takes away what it wrote, which must not be the next one's.
  private final Lock turn = new ReentrantLock();

  private @Nullable Run run;

  /// @param readers each begins at the oldest entry
  /// @param workers where a thread may wait
  SavedCopy(
      Name me,
      Name contact,
      Supplier<HistoryReader> readers,
      LocalTimes times,
      Executor workers,
      Executor fxThread) {
    this.me = me;
    this.contact = contact;
    this.readers = readers;
    this.times = times;
    this.workers = workers;
    this.fxThread = fxThread;
  }

  ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// Begins to write, in the place of what may be there. Ends what was being written.
  void write(Path file) {
    cancel();
    Run next = new Run(file);
    run = next;
    state.set(new State.Writing(0));
    workers.execute(next::write);
  }

  /// Writes no more, and leaves nothing; says nothing more of what was written.
  void cancel() {
    if (run != null) {
      run.isCancelled = true;
      run = null;
    }
    state.set(new State.None());
  }

  /// One file.
  private final class Run {
    private final Path file;
    private volatile boolean isCancelled;

    private Run(Path file) {
      this.file = file;
    }

    private void write() {
      State end;
      turn.lock();
      try {
        writeNew();
        end = new State.Done(file);
      } catch (FileSystemException e) {
        String reason = e.getReason();
        end = new State.Failed(file, reason == null ? "" : reason);
      } catch (IOException e) {
        String reason = e.getMessage();
        end = new State.Failed(file, reason == null ? "" : reason);
      } catch (ExecutionException | CancellationException e) {
        end = new State.Unreadable();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        end = new State.None();
      } finally {
        turn.unlock();
      }
      tell(end);
    }

    private void writeNew() throws IOException, ExecutionException, InterruptedException {
      if (Files.isDirectory(file)) {
        throw new FileAlreadyExistsException(file.toString(), null, "it is a folder");
      }
      Files.deleteIfExists(file);
      Writer out = open();
      boolean isWhole = false;
      try {
        try (out) {
          copy(out);
        }
        // not before it is closed: the disk may be full for its last lines
        isWhole = !isCancelled;
      } finally {
        if (!isWhole) {
          Files.deleteIfExists(file);
        }
      }
    }

    private Writer open() throws IOException {
      Set<OpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new BufferedWriter(
          Channels.newWriter(
              Files.newByteChannel(file, isNew, ownerOnly()), StandardCharsets.UTF_8));
    }

    private void copy(Writer out) throws IOException, ExecutionException, InterruptedException {
      Transcript transcript = new Transcript(out, me, contact, times);
      transcript.begin();
      HistoryReader reader = readers.get();
      long written = 0;
      long leftOut = 0;
      List<ChatMessage> page = reader.next().get();
      while (!page.isEmpty() && !isCancelled) {
        for (ChatMessage entry : page) {
          if (transcript.add(entry)) {
            written++;
          } else {
            leftOut++;
          }
        }
        tell(new State.Writing(written));
        page = reader.next().get();
      }
      transcript.end(leftOut);
    }

    private void tell(State next) {
      fxThread.execute(
          () -> {
            if (this.equals(run)) {
              state.set(next);
            }
          });
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
