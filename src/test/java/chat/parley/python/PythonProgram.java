package chat.parley.python;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;

/// A running Python program: a peer or a server of the classic protocol. A test that starts one is
/// skipped where there is no Python with pycryptodome.
public final class PythonProgram implements AutoCloseable {
  private static final Path FOLDER = Path.of("src/test/python");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Optional<String> PYTHON = find();

  private final Process process;
  private final BufferedWriter in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();

  private PythonProgram(List<String> arguments) throws IOException {
    Assumptions.assumeTrue(PYTHON.isPresent(), "needs Python with pycryptodome");
    List<String> command = new ArrayList<>();
    command.add(PYTHON.orElseThrow());
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    in = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::read);
  }

  /// Starts a member.
  ///
  /// @param keys the keys folder
  /// @param options further options of `classic_peer.py`
  public static PythonProgram peer(
      InetSocketAddress server, Path keys, String name, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                FOLDER.resolve("classic_peer.py").toString(),
                "--keys",
                keys.toString(),
                "--as",
                name,
                "--host",
                server.getAddress().getHostAddress(),
                "--port",
                Integer.toString(server.getPort())));
    arguments.addAll(List.of(options));
    return new PythonProgram(arguments);
  }

  /// Starts a server that behaves as the original does.
  public static PythonProgram server() throws IOException {
    return new PythonProgram(
        List.of(FOLDER.resolve("classic_server.py").toString(), "--port", "0"));
  }

  /// Where a server listens; waits until it does.
  public InetSocketAddress address() throws InterruptedException {
    String line = next();
    int colon = line.lastIndexOf(':');
    return new InetSocketAddress(
        line.substring(line.lastIndexOf(' ') + 1, colon),
        Integer.parseInt(line.substring(colon + 1)));
  }

  /// Gives a peer a command, such as `send bob hello` or `quit`.
  public void tell(String command) throws IOException {
    in.write(command);
    in.newLine();
    in.flush();
  }

  /// Waits for an event of a peer, skipping others.
  ///
  /// @param fields pairs of a field and its value
  public JsonObject await(String event, String... fields) throws InterruptedException {
    return await(
        line -> {
          if (!line.get("event").getAsString().equals(event)) {
            return false;
          }
          for (int i = 0; i < fields.length; i += 2) {
            if (!line.has(fields[i]) || !line.get(fields[i]).getAsString().equals(fields[i + 1])) {
              return false;
            }
          }
          return true;
        });
  }

  private JsonObject await(Predicate<JsonObject> wanted) throws InterruptedException {
    while (true) {
      JsonObject event = JsonParser.parseString(next()).getAsJsonObject();
      if (wanted.test(event)) {
        return event;
      }
    }
  }

  /// Waits for the program's end.
  ///
  /// @return its exit code
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the program goes on; it said " + seen);
    }
    return process.exitValue();
  }

  private String next() throws InterruptedException {
    String line = lines.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("nothing more came; so far: " + seen);
    }
    seen.add(line);
    return line;
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

  /// Python would leave its compiled files among the sources.
  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder;
  }

  private static Optional<String> find() {
    return List.of("/usr/bin/python3", "python3").stream().filter(PythonProgram::works).findFirst();
  }

  private static boolean works(String python) {
    try {
      Process process =
          builder(List.of(python, "-c", "import classic_wire"))
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException none) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
