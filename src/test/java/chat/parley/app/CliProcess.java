package chat.parley.app;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// `parley-cli` as a child process with pipes.
final class CliProcess implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 30;

  private final Process process;
  private final BufferedWriter in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private CliProcess(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::read);
  }

  /// Starts a chat with the demonstration keys.
  ///
  /// @param data where it may keep data
  static CliProcess chat(Path data, String server, String name) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CliMain.class.getName(),
            "chat",
            "--keys",
            "keys",
            "--as",
            name,
            "--classic",
            server);
    builder.environment().put("XDG_DATA_HOME", data.toAbsolutePath().toString());
    builder.environment().put("LC_ALL", "C");
    return new CliProcess(builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
  }

  void type(String... typed) throws IOException {
    for (String line : typed) {
      in.write(line);
      in.newLine();
    }
    in.flush();
  }

  void endInput() throws IOException {
    in.close();
  }

  /// Waits for a line, skipping others.
  void awaitLine(String wanted) throws InterruptedException {
    List<String> skipped = new ArrayList<>();
    while (true) {
      String line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("\"" + wanted + "\" did not come, but " + skipped);
      }
      if (line.equals(wanted)) {
        return;
      }
      skipped.add(line);
    }
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the program goes on");
    }
    return process.exitValue();
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException ended) {
      // Closed by the test.
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
