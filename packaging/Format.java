import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/// Has the formatter look at all sources beside the compiler, which leaves a processor free, and asks later what it found.
///
/// Usage: `java packaging/Format.java begin TOOLS OPTION...` runs the formatter of the folder TOOLS over the sources that are listed
/// there, and leaves what it says and how it ended in TOOLS/format.txt, which must not be there before. `java packaging/Format.java end
/// TOOLS` waits for that file, prints it, and ends as the formatter did.
final class Format {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String RESULT = "format.txt";

  static void main(String... args) throws Exception {
    Path tools = Path.of(args[1]);
    if (args[0].equals("begin")) {
      begin(tools, args[2], args[3]);
    } else {
      System.exit(end(tools));
    }
  }

  private static void begin(Path tools, String... options) throws Exception {
    Path said = tools.resolve("format.part");
    Process formatter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                tools.resolve("google-java-format-all-deps.jar").toString(),
                "--skip-javadoc-formatting",
                options[0],
                options[1],
                "@" + tools.resolve("sources.txt"))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int code = formatter.waitFor();
    Files.writeString(said, code + System.lineSeparator() + Files.readString(said));
    Files.move(said, tools.resolve(RESULT), StandardCopyOption.ATOMIC_MOVE);
  }

  private static int end(Path tools) throws IOException, InterruptedException {
    Path result = tools.resolve(RESULT);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(result)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The formatter does not end.");
      }
      Thread.sleep(100);
    }
    String[] codeAndWords = Files.readString(result).split("\\R", 2);
    System.out.print(codeAndWords[1]);
    return Integer.parseInt(codeAndWords[0]);
  }
}
