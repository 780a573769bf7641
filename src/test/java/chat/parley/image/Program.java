package chat.parley.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One launcher of the image, running on a machine without Java, without a display and with an empty
/// home. Closing ends it, however it stands.
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path IMAGE = Path.of(System.getProperty("parley.image", "target/parley"));

  private final String name;
  private final Process process;
  private final Writer input;
  private final List<String> output = new ArrayList<>();
  private final Thread reader;

  private Program(String name, Process process) {
    this.name = name;
    this.process = process;
    this.input = process.outputWriter(UTF_8);
    this.reader = Thread.ofVirtual().name(name).start(this::read);
  }

  static Program start(Path home, String launcher, String... arguments) throws IOException {
    return start(home, "", launcher, arguments);
  }

  /// As [#start], but the program ends at once if it cannot use its cache of trained classes.
  static Program startStrictly(Path home, String launcher, String... arguments) throws IOException {
    return start(home, " -XX:AOTMode=on", launcher, arguments);
  }

  /// As [#start], but where nothing says what characters bytes are. The arguments reach the program as UTF-8, whatever
  /// this process takes them for.
  static Program startInPlainLocale(Path home, String launcher, String arguments)
      throws IOException {
    Path script = home.resolve("script");
    String program = IMAGE.resolve("bin").resolve(launcher).toAbsolutePath().toString();
    Files.writeString(script, "LANG=C exec '" + program + "' " + arguments);
    return start(home, "", List.of("/bin/sh", script.toString()), launcher);
  }

  private static Program start(Path home, String options, String launcher, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(IMAGE.resolve("bin").resolve(launcher).toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    return start(home, options, command, launcher);
  }

  private static Program start(Path home, String options, List<String> command, String launcher)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().put("PATH", "/nonexistent");
    // The Java runtime takes the home from the user database, not from the environment.
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Duser.home=" + home + options);
    return new Program(launcher, builder.start());
  }

  /// Waits for a line that the pattern is found in.
  MatchResult await(String pattern) throws InterruptedException {
    Pattern sought = Pattern.compile(pattern);
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (output) {
      for (int next = 0; ; ) {
        while (next < output.size()) {
          Matcher matcher = sought.matcher(output.get(next++));
          if (matcher.find()) {
            return matcher.toMatchResult();
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0 || !reader.isAlive()) {
          throw new AssertionError(
              "%s never said '%s' but:%n%s".formatted(name, pattern, String.join("\n", output)));
        }
        output.wait(Math.min(left, 500));
      }
    }
  }

  void type(String... lines) throws IOException {
    for (String line : lines) {
      input.write(line + "\n");
    }
    input.flush();
  }

  /// Asks it to end, as a service manager does.
  void terminate() {
    process.destroy();
  }

  /// Waits until it ended by itself.
  ///
  /// @return its exit code
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("%s did not end:%n%s".formatted(name, said()));
    }
    reader.join();
    return process.exitValue();
  }

  String said() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
          output.notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      synchronized (output) {
        output.notifyAll();
      }
    }
  }
}
