import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs a Java program beside the build, where that leaves a processor free, and asks later how it ended.
///
/// Usage: `java packaging/Beside.java begin RESULT ARGUMENT...` runs `java ARGUMENT...`, and leaves how it ended and what it said in the file
/// RESULT, which must not be there before. `java packaging/Beside.java end RESULT` waits for that file, prints what it says, and ends as the
/// program did.
final class Beside {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  static void main(String... args) throws Exception {
    Path result = Path.of(args[1]);
    if (args[0].equals("begin")) {
      begin(result, List.of(args).subList(2, args.length));
    } else {
      System.exit(end(result));
    }
  }

  private static void begin(Path result, List<String> arguments) throws Exception {
    Path said = result.resolveSibling(result.getFileName() + ".part");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Process program =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int code = program.waitFor();
    Files.writeString(said, code + System.lineSeparator() + Files.readString(said));
    Files.move(said, result, StandardCopyOption.ATOMIC_MOVE);
  }

  private static int end(Path result) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(result)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(result.getFileName() + " does not come.");
      }
      Thread.sleep(100);
    }
    String[] codeAndWords = Files.readString(result).split("\\R", 2);
    System.out.print(codeAndWords[1]);
    return Integer.parseInt(codeAndWords[0]);
  }
}
