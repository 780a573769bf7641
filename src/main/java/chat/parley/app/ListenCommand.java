package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.identity.IdentityException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `listen`: prints what comes as JSON, an object a line, until a signal; for bots.
@Command(
    name = "listen",
    mixinStandardHelpOptions = true,
    description = {
      "Print what comes, one JSON object a line, until SIGTERM or Ctrl-C.",
      "Begins with what nobody has looked at yet, and counts as read what it has printed.",
      "With --send it also sends what it reads: {\"to\": NAME, \"text\": TEXT} a line."
    })
final class ListenCommand extends LoginCommand {
  @Option(
      names = "--send",
      description =
          "Read JSON from the input, an object a line: {\"to\", \"text\"} sends, and may have a"
              + " \"ref\" to be known by, or a \"replyTo\"; {\"accept\": NAME} accepts a request;"
              + " {\"edit\", \"text\"}, {\"delete\"}, {\"react\", \"with\"} do something to the"
              + " message of that id; {\"to\", \"disappear\"} and {\"name\"} set what holds from"
              + " now on.")
  private boolean sends;

  ListenCommand(CliSurroundings around) {
    super(around);
  }

  @Override
  public Integer call()
      throws CommandFailed, IdentityException, IOException, HistoryUnusable, InterruptedException {
    try (LoginOptions.Login login = logIn()) {
      try (SignalHook _ = new SignalHook(() -> end(login));
          Listening listening = new Listening(login, out())) {
        if (sends) {
          listening.sendFrom(
              new BufferedReader(new InputStreamReader(around().in(), StandardCharsets.UTF_8)));
        }
        throw new CommandFailed(CommandLine.ExitCode.SOFTWARE, listening.awaitEnd());
      }
    }
  }

  /// A signal would make Java end with 128 and more, which says failure; this end is as wanted.
  private static void end(LoginOptions.Login login) {
    login.close();
    Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
  }
}
