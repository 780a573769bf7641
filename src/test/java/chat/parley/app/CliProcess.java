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
import java.util.function.Predicate;

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
    return start(data, "chat", "--keys", "keys", "--as", name, "--classic", server);
  }

  /// @param data where it may keep data
  static CliProcess start(Path data, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CliMain.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
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
    awaitLine(wanted, wanted::equals);
  }

  /// Waits for a line with this in it, skipping others.
  ///
  /// @return the line
  String awaitPart(String wanted) throws InterruptedException {
    return awaitLine(wanted, line -> line.contains(wanted));
  }

  private String awaitLine(String wanted, Predicate<String> isWanted) throws InterruptedException {
    List<String> skipped = new ArrayList<>();
    while (true) {
      String line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("\"" + wanted + "\" did not come, but " + skipped);
      }
      if (isWanted.test(line)) {
        return line;
      }
      skipped.add(line);
    }
  }

  /// As SIGTERM or Ctrl-C.
  void terminate() {
    process.toHandle().destroy();
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
