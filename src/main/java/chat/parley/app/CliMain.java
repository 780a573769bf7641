package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.identity.IdentityException;
import chat.parley.model.NameNotAllowed;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program `parley-cli`: chat and identities in a terminal or a pipe, and for scripts.
@Command(
    name = "parley-cli",
    mixinStandardHelpOptions = true,
    versionProvider = CliMain.Version.class,
    description = "Encrypted chat in the terminal.")
public final class CliMain implements Runnable {
  private static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  @Spec private @Nullable CommandSpec spec;

  public static void main(String... args) {
    System.exit(
        commandLine(CliSurroundings.ofThisProcess())
            .setOut(writer(FileDescriptor.out))
            .setErr(writer(FileDescriptor.err))
            .execute(args));
  }

  /// The command line, so that a test can ask it without a process.
  static CommandLine commandLine(CliSurroundings around) {
    return new CommandLine(new CliMain())
        // A text may begin with @: it is no name of a file with more arguments.
        .setExpandAtFiles(false)
        .addSubcommand(new ChatCommand(around))
        .addSubcommand(new SendCommand(around))
        .addSubcommand(new ListenCommand(around))
        .addSubcommand(new HistoryCommand(around))
        .addSubcommand("requests", new RequestsCommand(around))
        .addSubcommand("accept", new AcceptCommand(around))
        .addSubcommand(new IdentityCommands())
        .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command))
        .setParameterExceptionHandler(
            (bad, args) -> {
              String sentence = String.valueOf(bad.getMessage()).lines().findFirst().orElse("");
              return say(bad.getCommandLine(), sentence, CommandLine.ExitCode.USAGE);
            });
  }

  /// What stops a command is one sentence, and an exit code other than 0.
  private static int failed(Exception failure, CommandLine command) throws Exception {
    return switch (failure) {
      case CommandFailed known -> say(command, known.getMessage(), known.exitCode());
      case HistoryUnusable unusable -> say(command, TerminalWords.ofHistory(unusable), FAILED);
      case NameNotAllowed name ->
          say(
              command,
              name.getMessage() + "; use 1 to 32 of a-z, 0-9, dot, dash and underscore.",
              FAILED);
      case IdentityException key -> say(command, key.getMessage(), FAILED);
      case IOException io -> say(command, io.getMessage(), FAILED);
      default -> throw failure;
    };
  }

  private static int say(CommandLine command, @Nullable String sentence, int exitCode) {
    PrintWriter err = command.getErr();
    err.println(sentence);
    err.flush();
    return exitCode;
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
          spec.commandLine(),
          "Say what to do: parley-cli chat, send, listen, history, requests, accept or identity.");
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
