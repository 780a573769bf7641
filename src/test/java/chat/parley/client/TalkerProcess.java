package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Invitation;
import chat.parley.model.Name;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/// A [Talker] in a process of its own, which can be killed without a warning.
final class TalkerProcess {
  private static final long TIMEOUT_SECONDS = 120;

  private final Name name;
  private final Process process;
  private final Thread listener;
  private volatile boolean isDone;

  private TalkerProcess(Name name, Process process, IntConsumer shown) {
    this.name = name;
    this.process = process;
    this.listener = Thread.ofVirtual().start(() -> listen(shown));
  }

  /// @param data where its data folder is
  /// @param count how many messages each of the two will write
  /// @param shown told the number of each message that it showed
  static TalkerProcess start(
      Name name, Name peer, Path data, Invitation relay, int count, IntConsumer shown)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path", ""),
                Talker.class.getName(),
                name.value(),
                peer.value(),
                data.toString(),
                relay.text(),
                Integer.toString(count))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new TalkerProcess(name, process, shown);
  }

  private void listen(IntConsumer shown) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("wrote ")) {
          shown.accept(Integer.parseInt(line.substring(6)));
        } else if (line.equals("done")) {
          isDone = true;
        }
      }
    } catch (IOException killed) {
      // What it said by then counts.
    }
  }

  /// Lets it write up to this number.
  void tell(int number) throws IOException {
    process.outputWriter().write(number + "\n");
    process.outputWriter().flush();
  }

  /// Waits until all of its messages are delivered, and all of the other's have come.
  void awaitDone() throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!isDone && process.isAlive() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertTrue(isDone, () -> name + " does not come to an end");
  }

  /// SIGKILL. Unlike Process, its handle leaves the stream open.
  void kill() {
    process.toHandle().destroyForcibly();
    end();
  }

  /// Lets it log out.
  void leave() {
    try {
      process.outputWriter().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end();
  }

  private void end() {
    try {
      process.waitFor();
      listener.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
