package chat.parley.disk;

import chat.parley.model.Bytes;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Everything that one process wrote into a folder, and when it synced what, as `strace` saw it. A power cut
/// keeps what was synced, and of the rest some whole, some torn and some not at all.
///
/// Making, renaming and deleting a file counts as synced at once: this disk has a journal for its folders.
public final class RecordedDisk {
  private static final int SECTOR = 512;
  private static final String PROMISE = "promised ";
  private static final String CALLS =
      "pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2";
  private static final Pattern UNFINISHED = Pattern.compile("(\\d+) +(.*) <unfinished \\.\\.\\.>");
  private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)");
  private static final Pattern CALL = Pattern.compile("\\d+ +(\\w+)\\((.*)\\) += (\\d+).*");
  private static final Pattern ON_FILE = Pattern.compile("(\\d+)<([^>]*)>(?:, (.*))?");
  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

  /// Something that happened, in its order.
  private sealed interface Event {
    record Write(String file, long offset, Bytes bytes) implements Event {}

    record Truncate(String file, long length) implements Event {}

    record Sync(String file) implements Event {}

    record Rename(String from, String to) implements Event {}

    record Delete(String file) implements Event {}

    /// The process made a promise on its standard output.
    record Promised(String what) implements Event {}
  }

  private final String folder;
  private final List<Event> events;

  private RecordedDisk(String folder, List<Event> events) {
    this.folder = folder;
    this.events = events;
  }

  /// Whether this machine has `strace`, and lets it look.
  public static boolean isPossible() {
    try {
      Process trial =
          new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .start();
      trial.getInputStream().readAllBytes();
      return trial.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Runs a class with a `main` and records what it does in a folder, until it ends.
  ///
  /// @param arguments the folder is the first argument; these follow
  public static RecordedDisk record(Class<?> program, Path folder, Path log, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("strace", "-f", "--seccomp-bpf", "-q", "-y", "-xx", "-s", "1000000"));
    command.addAll(List.of("-e", "trace=" + CALLS, "-e", "signal=none", "-o", log.toString()));
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), program.getName()));
    command.add(folder.toString());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("the recorded program did not end well");
    }
    return new RecordedDisk(folder.toString(), read(log, folder.toString()));
  }

  /// For the recorded program: makes a promise, in one write.
  @SuppressWarnings("resource") // the process's own standard output
  public static void promise(String line) throws IOException {
    new FileOutputStream(FileDescriptor.out)
        .write((PROMISE + line + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /// The last promise that was made before a moment.
  private @Nullable String promisedAt(int moment) {
    for (int at = moment - 1; at >= 0; at--) {
      if (events.get(at) instanceof Event.Promised promised) {
        return promised.what();
      }
    }
    return null;
  }

  /// What must hold of a disk whose power was cut.
  @FunctionalInterface
  public interface Check {
    /// @param promised the last promise that was made before the cut
    void require(Path disk, String promised) throws Exception;
  }

  /// Cuts the power at random moments, and looks at what is there when it is back.
  ///
  /// @param folder where the disks are written, one for each cut
  /// @param random decides when, and what becomes of what was not synced
  public void cutPower(int cuts, Path folder, Random random, Check check) throws Exception {
    for (int cut = 0; cut < cuts; cut++) {
      int moment = 1 + random.nextInt(events.size());
      Path after = folder.resolve("cut" + cut);
      writeAt(moment, after, random);
      String promised = promisedAt(moment);
      if (promised != null) {
        check.require(after, promised);
      }
    }
  }

  /// The last promise of all.
  public @Nullable String promised() {
    return promisedAt(events.size());
  }

  /// Writes what a disk holds after its power was cut.
  ///
  /// @param moment events before it happened
  /// @param random decides what becomes of what was not synced
  private void writeAt(int moment, Path target, Random random) throws IOException {
    Map<String, Image> files = new HashMap<>();
    Map<String, List<Event>> unsynced = new HashMap<>();
    for (Event event : events.subList(0, moment)) {
      switch (event) {
        case Event.Write write -> pending(unsynced, write.file()).add(write);
        case Event.Truncate truncate -> pending(unsynced, truncate.file()).add(truncate);
        case Event.Sync sync ->
            pending(unsynced, sync.file()).removeIf(each -> apply(files, sync.file(), each));
        case Event.Rename rename -> {
          move(files, rename.from(), rename.to(), new Image());
          move(unsynced, rename.from(), rename.to(), new ArrayList<>());
        }
        case Event.Delete delete -> {
          files.remove(delete.file());
          unsynced.remove(delete.file());
        }
        case Event.Promised promised -> {}
      }
    }
    unsynced.forEach((file, lost) -> lost.forEach(each -> applySome(files, file, each, random)));
    for (Map.Entry<String, Image> file : files.entrySet()) {
      Path path = target.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue().content());
    }
  }

  private static List<Event> pending(Map<String, List<Event>> unsynced, String file) {
    return unsynced.computeIfAbsent(file, name -> new ArrayList<>());
  }

  private static <T> void move(Map<String, T> map, String from, String to, T otherwise) {
    T moved = map.remove(from);
    map.put(to, moved == null ? otherwise : moved);
  }

  private static void applySome(Map<String, Image> files, String file, Event event, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> apply(files, file, event);
      case 1 -> {
        if (event instanceof Event.Write(String name, long offset, Bytes bytes)) {
          int torn = random.nextInt(bytes.length() / SECTOR + 1) * SECTOR;
          apply(files, file, new Event.Write(name, offset, Bytes.of(bytes.toArray(), 0, torn)));
        }
      }
      default -> {
        // It never reached the disk.
      }
    }
  }

  private static boolean apply(Map<String, Image> files, String file, Event event) {
    Image image = files.computeIfAbsent(file, name -> new Image());
    if (event instanceof Event.Write write) {
      image.write(Math.toIntExact(write.offset()), write.bytes().toArray());
    } else if (event instanceof Event.Truncate truncate) {
      image.truncate(Math.toIntExact(truncate.length()));
    }
    return true;
  }

  /// A file as it grows.
  private static final class Image {
    private byte[] bytes = new byte[1 << 16];
    private int length;

    void write(int offset, byte[] more) {
      int end = offset + more.length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      System.arraycopy(more, 0, bytes, offset, more.length);
      length = Math.max(length, end);
    }

    void truncate(int to) {
      if (to < length) {
        Arrays.fill(bytes, to, length, (byte) 0);
      }
      bytes = Arrays.copyOf(bytes, Math.max(to, bytes.length));
      length = to;
    }

    byte[] content() {
      return Arrays.copyOf(bytes, length);
    }
  }

  private static List<Event> read(Path log, String folder) throws IOException {
    List<Event> events = new ArrayList<>();
    Map<String, String> unfinished = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.US_ASCII)) {
      String line;
      while ((line = lines.readLine()) != null) {
        Matcher begun = UNFINISHED.matcher(line);
        Matcher resumed = RESUMED.matcher(line);
        if (begun.matches()) {
          unfinished.put(begun.group(1), begun.group(2));
          continue;
        }
        if (resumed.matches()) {
          String thread = resumed.group(1);
          line = thread + " " + unfinished.remove(thread) + resumed.group(2);
        }
        Event event = event(line, folder);
        if (event != null) {
          events.add(event);
        }
      }
    }
    return events;
  }

  private static @Nullable Event event(String line, String folder) {
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      return null;
    }
    String name = call.group(1);
    if (name.startsWith("rename") || name.startsWith("unlink")) {
      return moved(name, call.group(2), folder);
    }
    Matcher onFile = ON_FILE.matcher(call.group(2));
    if (!onFile.matches()) {
      return null;
    }
    String rest = onFile.group(3) == null ? "" : onFile.group(3);
    if (name.equals("write")) {
      String said = ascii(text(rest)).strip();
      return onFile.group(1).equals("1") && said.startsWith(PROMISE)
          ? new Event.Promised(said.substring(PROMISE.length()))
          : null;
    }
    String file = inside(onFile.group(2), folder);
    if (file == null) {
      return null;
    }
    return switch (name) {
      case "pwrite64" ->
          new Event.Write(
              file,
              Long.parseLong(rest.substring(rest.lastIndexOf(' ') + 1)),
              Bytes.of(text(rest)));
      case "ftruncate" -> new Event.Truncate(file, Long.parseLong(rest));
      case "fsync", "fdatasync" -> new Event.Sync(file);
      default -> null;
    };
  }

  private static @Nullable Event moved(String name, String arguments, String folder) {
    List<String> paths =
        TEXT.matcher(arguments).results().map(each -> ascii(bytes(each.group(1)))).toList();
    String first = relative(paths.getFirst(), folder);
    if (first == null) {
      return null;
    }
    if (name.startsWith("unlink")) {
      return new Event.Delete(first);
    }
    String last = relative(paths.getLast(), folder);
    return last == null ? new Event.Delete(first) : new Event.Rename(first, last);
  }

  private static byte[] text(String arguments) {
    Matcher text = TEXT.matcher(arguments);
    return text.find() ? bytes(text.group(1)) : new byte[0];
  }

  /// A path as `-y` shows it, if it is a file in the folder.
  private static @Nullable String inside(String escaped, String folder) {
    return relative(escaped.startsWith("\\x") ? ascii(bytes(escaped)) : escaped, folder);
  }

  private static @Nullable String relative(String path, String folder) {
    return path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : null;
  }

  private static byte[] bytes(String escaped) {
    return HexFormat.of().parseHex(escaped.replace("\\x", ""));
  }

  private static String ascii(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "RecordedDisk[" + folder + ", " + events.size() + " events]";
  }
}
