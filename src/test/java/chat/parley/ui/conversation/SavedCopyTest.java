package chat.parley.ui.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Name;
import chat.parley.ui.conversation.SavedCopy.State;
import chat.parley.ui.kit.LocalTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedCopyTest {
  private final FakeMessenger messenger = FakeMessenger.alice();
  private final Name bob = messenger.contact("bob");
  private final SavedCopy copy = copy(Runnable::run);

  @TempDir private Path folder = Path.of("");

  @Test
  void allOfItIsWrittenForItsOwnerAlone() throws IOException {
    for (int i = 0; i < 10; i++) {
      messenger.receive(bob, "text " + i);
    }
    Path file = folder.resolve("copy.txt");
    copy.write(file);
    assertEquals(new State.Done(file), copy.stateProperty().get());
    List<String> lines = Files.readAllLines(file);
    assertEquals(10, lines.stream().filter(line -> line.contains("bob: text ")).count());
    assertTrue(lines.getLast().endsWith("bob: text 9"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void whatWasThereIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("copy.txt"), "another");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    copy.write(file);
    assertEquals("Conversation of alice with bob\n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aHistoryThatCannotBeReadLeavesNoFile() throws IOException {
    messenger.failPages(true);
    copy.write(folder.resolve("copy.txt"));
    assertEquals(new State.Unreadable(), copy.stateProperty().get());
    assertEquals(List.of(), files());
  }

  @Test
  void whereNothingCanBeWrittenIsSaid() {
    copy.write(folder.resolve("missing").resolve("copy.txt"));
    assertInstanceOf(State.Failed.class, copy.stateProperty().get());
    copy.write(folder);
    assertInstanceOf(State.Failed.class, copy.stateProperty().get());
    assertTrue(Files.isDirectory(folder));
  }

  @Test
  void whoeverThinksBetterOfItIsLeftNothing() throws IOException, InterruptedException {
    messenger.receive(bob, "hello");
    messenger.holdPages();
    try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
      SavedCopy slow = copy(worker);
      slow.write(folder.resolve("copy.txt"));
      assertEquals(new State.Writing(0), slow.stateProperty().get());
      slow.cancel();
      messenger.releasePages();
      worker.shutdown();
      assertTrue(worker.awaitTermination(10, TimeUnit.SECONDS));
      assertEquals(new State.None(), slow.stateProperty().get());
    }
    assertEquals(List.of(), files());
  }

  /// The first one is stopped and ends late, when the second one has begun to write the same file.
  @Test
  void whoeverStopsAndSavesAgainHasTheSecondCopy() throws IOException, InterruptedException {
    messenger.receive(bob, "hello");
    messenger.holdPages();
    Path file = folder.resolve("copy.txt");
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      SavedCopy slow = copy(workers);
      slow.write(file);
      while (!Files.exists(file)) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      slow.write(file);
      TimeUnit.MILLISECONDS.sleep(100);
      messenger.releasePages();
      workers.shutdown();
      assertTrue(workers.awaitTermination(10, TimeUnit.SECONDS));
      assertEquals(new State.Done(file), slow.stateProperty().get());
    }
    assertTrue(Files.readString(file).contains("bob: hello"));
  }

  private SavedCopy copy(Executor workers) {
    return new SavedCopy(
        messenger.account().name(),
        bob,
        () -> messenger.fromBeginning(bob),
        LocalTimes.system(),
        workers,
        Runnable::run);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
