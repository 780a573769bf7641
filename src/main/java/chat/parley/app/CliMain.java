package chat.parley.app;

import chat.parley.store.DataFolder;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program `parley-cli`: chat and identities in a terminal or a pipe.
@Command(
    name = "parley-cli",
    mixinStandardHelpOptions = true,
    versionProvider = CliMain.Version.class,
    description = "Encrypted chat in the terminal.")
public final class CliMain implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  public static void main(String... args) {
    System.exit(
        commandLine(System.in, DataFolder.ofThisUser())
            .setOut(writer(FileDescriptor.out))
            .setErr(writer(FileDescriptor.err))
            .execute(args));
  }

  /// The command line, so that a test can ask it without a process.
  ///
  /// @param in what is typed
  /// @param dataFolder where the user's data is kept
  static CommandLine commandLine(InputStream in, Path dataFolder) {
    return new CommandLine(new CliMain())
        .addSubcommand(new ChatCommand(in, dataFolder))
        .addSubcommand(new IdentityCommands())
        .setParameterExceptionHandler(
            (bad, args) -> {
              PrintWriter err = bad.getCommandLine().getErr();
              err.println(String.valueOf(bad.getMessage()).lines().findFirst().orElse(""));
              err.flush();
              return CommandLine.ExitCode.USAGE;
            });
  }

  /// UTF-8 in a pipe, whatever the locale; in a terminal, what the terminal speaks.
  static Charset charset() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(Console::charset)
        .orElse(StandardCharsets.UTF_8);
  }

  private static PrintWriter writer(FileDescriptor where) {
    return new PrintWriter(new FileOutputStream(where), true, charset());
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "Say what to do: parley-cli chat or parley-cli identity.");
    }
  }

  /// The version that the build wrote into the jar.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CliMain.class.getPackage().getImplementationVersion();
      return new String[] {"parley-cli " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
