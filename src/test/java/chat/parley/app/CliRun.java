package chat.parley.app;

import chat.parley.client.FakeMessenger;
import chat.parley.client.HistoryUnusable;
import chat.parley.client.MessengerFactory;
import chat.parley.model.RelayAddress;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A command of the terminal client that runs in this process, logged in to a messenger of the test's.
final class CliRun {
  static final String INVITATION =
      "parley://relay.example:7443/#aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  private static final long TIMEOUT_SECONDS = 20;

  private final StringWriter err = new StringWriter();
  private final Lines out = new Lines();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private final List<Path> dataFolders = new ArrayList<>();
  private @Nullable RelayAddress relay;
  private @Nullable Thread thread;

  private CliRun() {}

  /// Runs a command as alice over [#INVITATION].
  static CliRun of(FakeMessenger messenger, String command, String... options) {
    return of(messenger, InputStream.nullInputStream(), command, options);
  }

  /// @param input what is piped in
  static CliRun reading(FakeMessenger messenger, String input, String command, String... options) {
    return of(
        messenger,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        command,
        options);
  }

  static CliRun of(FakeMessenger messenger, InputStream in, String command, String... options) {
    List<String> args = new ArrayList<>(List.of(command, "--keys", "keys", "--as", "alice"));
    args.addAll(List.of(options));
    return start((identity, keys, relay) -> messenger, in, args, "PARLEY_RELAY", INVITATION);
  }

  /// @param environment a variable and its value, or nothing
  static CliRun start(
      MessengerFactory messengers, InputStream in, List<String> args, String... environment) {
    CliRun run = new CliRun();
    CliSurroundings around =
        new CliSurroundings(
            in,
            Path.of("target", "no-such-data"),
            environment.length == 0 ? Map.of() : Map.of(environment[0], environment[1]),
            folder ->
                (identity, keys, relay) -> {
                  run.dataFolders.add(folder);
                  run.relay = relay;
                  return messengers.open(identity, keys, relay);
                });
    run.begin(around, args.toArray(String[]::new));
    return run;
  }

  /// Runs a command with real messengers.
  ///
  /// @param invitation to the relay
  static CliRun over(String invitation, Path data, String input, String... arguments) {
    CliRun run = new CliRun();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    CliSurroundings real = CliSurroundings.of(in, data);
    run.begin(
        new CliSurroundings(in, data, Map.of("PARLEY_RELAY", invitation), real.messengers()),
        arguments);
    return run;
  }

  static MessengerFactory unusable(HistoryUnusable unusable) {
    return (identity, keys, relay) -> {
      throw unusable;
    };
  }

  private void begin(CliSurroundings around, String... args) {
    thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (PrintWriter writer = new PrintWriter(out)) {
                    exitCode.complete(
                        CliMain.commandLine(around)
                            .setOut(writer)
                            .setErr(new PrintWriter(err, true))
                            .execute(args));
                  } catch (RuntimeException | Error e) {
                    exitCode.completeExceptionally(e);
                  }
                });
  }

  /// A pipe to the test.
  private final class Lines extends Writer {
    private final StringBuilder line = new StringBuilder();
    private boolean isBroken;

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
      synchronized (lock) {
        if (isBroken) {
          throw new IOException("broken pipe");
        }
        for (int i = offset; i < offset + length; i++) {
          if (chars[i] == '\n') {
            lines.add(line.toString());
            line.setLength(0);
          } else {
            line.append(chars[i]);
          }
        }
      }
    }

    void tear() {
      synchronized (lock) {
        isBroken = true;
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /// The next line of the output.
  String line() throws InterruptedException {
    String line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("no line came; on the standard error: " + err);
    }
    return line;
  }

  /// The next line that is of this kind.
  JsonObject event(String kind) throws InterruptedException {
    while (true) {
      JsonObject event = JsonParser.parseString(line()).getAsJsonObject();
      if (event.get("kind").getAsString().equals(kind)) {
        return event;
      }
    }
  }

  int exitCode() throws Exception {
    return exitCode.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /// What is on the standard error, without what is said of the demonstration keys.
  String err() {
    return err.toString()
        .lines()
        .filter(line -> !line.contains(": This is a demonstration key"))
        .collect(Collectors.joining("\n"));
  }

  @Nullable RelayAddress relay() {
    return relay;
  }

  List<Path> dataFolders() {
    return dataFolders;
  }

  /// Ends what would go on for ever.
  void stop() throws Exception {
    Objects.requireNonNull(thread).interrupt();
    exitCode();
  }

  /// Nobody reads the output from now on.
  void tear() {
    out.tear();
  }
}
