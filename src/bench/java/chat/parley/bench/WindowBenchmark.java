package chat.parley.bench;

import chat.parley.client.Messenger;
import chat.parley.client.Preferences;
import chat.parley.model.Name;
import chat.parley.ui.MainWindow;
import chat.parley.ui.kit.Program;
import chat.parley.ui.kit.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A window while its owner comes back to a full mailbox: how long the FX thread is away at most. The window is drawn in memory;
/// everything in this process is as cold as after a start.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Dglass.platform=Headless",
      "-Dprism.order=sw",
      "-XX:+UseSerialGC",
      "-XX:TieredStopAtLevel=1",
      "-Xmx768m"
    })
public class WindowBenchmark {
  private static final Name OPEN = new Name("s3");

  @Param("10000")
  private int messages;

  /// Whether a conversation is open in which a tenth of the messages arrives.
  @Param({"false", "true"})
  private boolean open;

  private @Nullable Path folder;
  private @Nullable WaitingMailbox mailbox;

  /// How the FX thread did.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Pauses {
    /// The longest, in milliseconds.
    public long longest;

    /// How many were longer than 100 ms, from which on one feels them.
    public long felt;

    void note(long nanos) {
      long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
      longest = Math.max(longest, millis);
      if (millis > 100) {
        felt++;
      }
    }
  }

  @Setup(Level.Trial)
  public void fill() throws Exception {
    Path made = Files.createTempDirectory("parley-window-");
    folder = made;
    WaitingMailbox.fillApart(made.resolve("filled"), Path.of("keys"), messages);
    mailbox = WaitingMailbox.open(made.resolve("filled"), made.resolve("drained"));
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
  }

  @Benchmark
  public void drain(Pauses pauses) throws Exception {
    try (Messenger bob = Objects.requireNonNull(mailbox).owner()) {
      CountDownLatch came = WaitingMailbox.arrivals(bob, messages);
      MainWindow window = onFxThread(() -> show(bob));
      Thread pulse = Thread.ofPlatform().daemon().start(() -> watch(pauses, came));
      WaitingMailbox.await(came);
      pulse.join();
      onFxThread(
          () -> {
            window.close();
            return null;
          });
    }
  }

  private MainWindow show(Messenger bob) {
    MainWindow window =
        new MainWindow(bob, new Nothing(), Preferences.inMemory(), Clock.systemDefaultZone());
    Scene scene = new Scene(window, 1000, 720);
    new Theme().apply(scene);
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    if (open) {
      window.open(OPEN);
    }
    return window;
  }

  /// Asks the FX thread again and again, until everything has come and it was heard once more.
  private static void watch(Pauses pauses, CountDownLatch came) {
    try {
      boolean last;
      do {
        last = came.getCount() == 0;
        long begin = System.nanoTime();
        onFxThread(() -> null);
        pauses.note(System.nanoTime() - begin);
        TimeUnit.MILLISECONDS.sleep(2);
      } while (!last);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T onFxThread(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get();
  }

  @TearDown(Level.Trial)
  public void tidyUp() throws Exception {
    Objects.requireNonNull(mailbox).close();
    WaitingMailbox.delete(Objects.requireNonNull(folder));
    Platform.exit();
  }

  /// There is one window, and nobody asks for another.
  private static final class Nothing implements Program {
    @Override
    public void openWindow() {}

    @Override
    public void openSettings(Node from) {}

    @Override
    public void openAbout(Node from) {}

    @Override
    public void logOut(Node from) {}
  }
}
