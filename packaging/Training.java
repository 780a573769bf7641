import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Lets the launchers of a program image do once what they are for, while Java notes which classes they load and how they use
/// them (JEP 514), and has them start from that cache ever after.
///
/// Usage: `java packaging/Training.java IMAGE LIBRARIES TIME LAUNCHER...`, with the image's folder, the folder of jars in it, the
/// time that all jars get (a cache is for jars of these times), and names of launchers. What cannot be trained here has no cache,
/// and starts slower. Only for Linux: elsewhere nobody has tried it.
final class Training {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path KEYS = Path.of("keys").toAbsolutePath();

  private final Path image;
  private final Path app;
  private final Path work;

  private Training(Path image, Path app, Path work) {
    this.image = image;
    this.app = app;
    this.work = work;
  }

  static void main(String... args) throws Exception {
    if (!System.getProperty("os.name").equals("Linux")) {
      return;
    }
    Path work = Files.createTempDirectory("parley-training-");
    try {
      Training training =
          new Training(Path.of(args[0]).toAbsolutePath(), Path.of(args[1]).toAbsolutePath(), work);
      training.setTimes(Instant.parse(args[2]));
      for (String launcher : List.of(args).subList(3, args.length)) {
        training.train(launcher);
      }
    } finally {
      delete(work);
    }
  }

  private void setTimes(Instant time) throws IOException {
    try (Stream<Path> jars = Files.list(app)) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.setLastModifiedTime(jar, FileTime.from(time));
      }
    }
  }

  private void train(String launcher) throws Exception {
    Path cache = app.resolve(launcher + ".aot");
    Files.deleteIfExists(cache);
    switch (launcher) {
      case "parley" -> desktop(cache);
      case "parley-cli" -> terminal(cache);
      case "parley-relay" -> relay(cache);
      default -> throw new IllegalArgumentException(launcher);
    }
    if (Files.exists(cache)) {
      // With a cache to use and one to write, the VM does not start: that is why this comes last. A
      // cache that does not fit, as
      // after a copy that changed the times of the jars, is left aside without a word.
      Files.writeString(
          app.resolve(launcher + ".cfg"),
          """
          java-options=-XX:AOTCache=$APPDIR/%s.aot
          java-options=-Xlog:aot=off
          java-options=-Xlog:cds=off
          """
              .formatted(launcher),
          StandardOpenOption.APPEND);
    } else {
      System.out.println("No cache for " + launcher + ": its training failed.");
    }
  }

  /// The demonstration, in real windows if a display can be made: windows drawn in memory load other classes.
  private void desktop(Path cache) throws Exception {
    List<String> command = new ArrayList<>();
    if (isInstalled("xvfb-run")) {
      command.addAll(
          List.of("xvfb-run", "--auto-servernum", "--server-args=-screen 0 1280x900x24"));
    }
    command.add(launcher("parley"));
    command.addAll(
        List.of("--demo", "--keys", KEYS.toString(), "--out", work.resolve("pictures").toString()));
    end(start("parley", cache, command));
  }

  /// Two people chat.
  private void terminal(Path cache) throws Exception {
    Process relay = relay(null, "relay-for-terminals");
    String address =
        await("relay-for-terminals", line -> line.startsWith("listening classic ")).substring(18);
    chat(address, cache);
    relay.destroy();
    end(relay);
  }

  /// Its clients chat, and it is told to end.
  private void relay(Path cache) throws Exception {
    Process relay = relay(cache, "parley-relay");
    String address =
        await("parley-relay", line -> line.startsWith("listening classic ")).substring(18);
    if (Files.exists(image.resolve("bin/parley-cli"))) {
      chat(address, null);
    }
    relay.destroy();
    end(relay);
  }

  private Process relay(Path cache, String log) throws IOException {
    String data = work.resolve(log + "-data").toString();
    return start(
        log,
        cache,
        List.of(launcher("parley-relay"), "--port", "0", "--classic-port", "0", "--data", data));
  }

  private void chat(String address, Path cache) throws Exception {
    Process bob = chat("bob", address, null);
    await("bob", line -> line.contains("bob joined"));
    Process alice = chat("alice", address, cache);
    await("alice", line -> line.contains("alice joined"));
    await("bob", line -> line.contains("alice joined"));
    type(alice, "hello bob\nbob\n");
    await("bob", line -> line.contains("hello bob"));
    type(bob, "hello alice\nalice\n!quit\n");
    await("alice", line -> line.contains("hello alice"));
    type(alice, "!quit\n");
    end(bob);
    end(alice);
  }

  private Process chat(String name, String address, Path cache) throws IOException {
    return start(
        name,
        cache,
        List.of(
            launcher("parley-cli"),
            "chat",
            "--keys",
            KEYS.toString(),
            "--as",
            name,
            "--classic",
            address));
  }

  private String launcher(String name) {
    return image.resolve("bin").resolve(name).toString();
  }

  private Process start(String log, Path cache, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve(log).toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.equals("DISPLAY") || name.equals("WAYLAND_DISPLAY"));
    environment.put(
        "JAVA_TOOL_OPTIONS",
        "-Duser.home=" + work + (cache == null ? "" : " -XX:AOTCacheOutput=" + cache));
    return builder.start();
  }

  private String await(String log, Predicate<String> wanted) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (String line :
          Files.readString(work.resolve(log), StandardCharsets.UTF_8).lines().toList()) {
        if (wanted.test(line)) {
          return line;
        }
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(log + " said only: " + Files.readString(work.resolve(log)));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void type(Process process, String lines) throws IOException {
    process.outputWriter(StandardCharsets.UTF_8).append(lines).flush();
  }

  private static void end(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Training::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
