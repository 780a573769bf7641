import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Lets the launchers of a program image do once what they are for, while Java notes which classes
/// they load and how they use them (JEP 514), and has them start from that cache ever after.
///
/// Usage: `java packaging/Training.java IMAGE LIBRARIES TIME LAUNCHER...`, with the image's folder,
/// the folder of jars in it, the time that all jars get (a cache is for jars of these times), and
/// names of launchers. An image without terminals takes those of the image that `-Dterminals=`
/// names. Only for Linux: elsewhere it is untested, and the launchers stay those of jpackage.
final class Training {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Path KEYS = Path.of("keys").toAbsolutePath();

  private final Path image;
  private final Path app;
  private final Path work;
  private final Map<String, Launcher> scripts = new HashMap<>();

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
      List<String> launchers = List.of(args).subList(3, args.length);
      training.replaceLaunchers(launchers);
      training.train(launchers);
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

  private void replaceLaunchers(List<String> launchers) throws IOException {
    for (String launcher : launchers) {
      scripts.put(launcher, Launcher.replace(image, launcher));
    }
    Launcher.removeLibrary(image);
  }

  /// The desktop program beside the two others: most of a training waits, or writes its cache on
  /// one processor.
  private void train(List<String> launchers) throws Exception {
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> window =
          beside.submit(
              () -> {
                if (launchers.contains("parley")) {
                  desktop(cache("parley"));
                }
                return null;
              });
      terminals(launchers);
      window.get();
    }
    for (String launcher : launchers) {
      if (!Files.exists(cache(launcher))) {
        throw new IllegalStateException("No cache for " + launcher + ": its training failed.");
      }
      // With a cache to use and one to write, the VM does not start: that is why this comes last.
      scripts.get(launcher).useCache(cache(launcher).getFileName().toString());
    }
  }

  private Path cache(String launcher) {
    return app.resolve(launcher + ".aot");
  }

  /// The demonstration, in real windows if a display can be made: windows drawn in memory load
  /// other classes.
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

  /// Two people chat over a relay, which is told to end.
  private void terminals(List<String> launchers) throws Exception {
    Path forRelay = launchers.contains("parley-relay") ? cache("parley-relay") : null;
    Path forTerminal = launchers.contains("parley-cli") ? cache("parley-cli") : null;
    Process relay = relay(forRelay);
    chat(await("relay", line -> line.startsWith("parley://")), forTerminal);
    relay.destroy();
    end(relay);
  }

  private Process relay(Path cache) throws IOException {
    String data = work.resolve("relay-data").toString();
    return start(
        "relay",
        cache,
        List.of(launcher("parley-relay"), "--port", "0", "--classic-port", "0", "--data", data));
  }

  private void chat(String invitation, Path cache) throws Exception {
    Process bob = chat("bob", invitation, null);
    // Nobody can be written to at a relay before the first login there.
    await("bob", line -> line.startsWith("Connected"));
    Process alice = chat("alice", invitation, cache);
    type(alice, "hello bob\nbob\n");
    await("bob", line -> line.contains("hello bob"));
    type(bob, "hello alice\nalice\n");
    await("alice", line -> line.contains("hello alice"));
    type(bob, "!quit\n");
    type(alice, "!quit\n");
    end(bob);
    end(alice);
  }

  private Process chat(String name, String invitation, Path cache) throws IOException {
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
            "--relay",
            invitation));
  }

  private String launcher(String name) {
    Path own = image.resolve("bin").resolve(name);
    Path other = Path.of(System.getProperty("terminals", image.toString()), "bin", name);
    return (Files.exists(own) ? own : other.toAbsolutePath()).toString();
  }

  private Process start(String log, Path cache, List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve(log).toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.equals("DISPLAY") || name.equals("WAYLAND_DISPLAY"));
    environment.put("HOME", work.toString());
    environment.remove("XDG_DATA_HOME");
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
