package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.identity.IdentityException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `chat`: reads a line with the message, then a line with the receiver, until `!quit` or the end of the
/// input. What others write comes on the standard output, everything else on the standard error.
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    description = {
      "Chat in the terminal, or through pipes.",
      "Reads a line with the message, then a line with the receiver; !quit ends.",
      "At the end it waits until everything is sent, for so long as --wait says.",
      "Ends with 0 if it was, and with 1 and a sentence if anything failed."
    })
final class ChatCommand extends LoginCommand {
  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to wait for unsent messages at the end (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  ChatCommand(CliSurroundings around) {
    super(around);
  }

  @Override
  public Integer call()
      throws CommandFailed, IdentityException, IOException, HistoryUnusable, InterruptedException {
    try (LoginOptions.Login login = logIn();
        SignalHook _ = new SignalHook(login::close);
        TerminalChat chat = new TerminalChat(login, out(), err())) {
      chat.connect();
      err()
          .println(
              "Connected to %s as %s. Write a line with the message, then a line with the receiver; !quit ends."
                  .formatted(login.words().address(), login.words().me()));
      chat.readFrom(new BufferedReader(new InputStreamReader(around().in(), CliMain.charset())));
      return chat.finish(Duration.ofSeconds(waitSeconds))
          ? CommandLine.ExitCode.OK
          : CommandLine.ExitCode.SOFTWARE;
    }
  }
}
