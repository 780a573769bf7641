package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The OpenSSL command line, an implementation that is not ours. Where it is not installed, tests that ask
/// for it are skipped.
public final class OpenSsl {
  private static final boolean INSTALLED = isInstalled();

  private final Path directory;

  private OpenSsl(Path directory) {
    this.directory = directory;
  }

  /// @param directory where it runs, so that files can be given by their names
  public static OpenSsl in(Path directory) {
    assumeTrue(INSTALLED, "openssl is not installed");
    return new OpenSsl(directory);
  }

  private static boolean isInstalled() {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Runs a command to its end and asserts that it succeeds.
  ///
  /// @return its standard output
  public byte[] run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(directory.resolve("openssl.log").toFile())
            .start();
    process.getOutputStream().close();
    byte[] out = process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor(), () -> String.join(" ", command));
    return out;
  }
}
