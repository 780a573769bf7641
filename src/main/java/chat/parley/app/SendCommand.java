package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.identity.IdentityException;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `send`: one message, and its fate as an exit code, for scripts.
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    description = "Send one message, and wait for what becomes of it.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:It came as far as --until says.",
      "1:It was not sent, and will not be.",
      "2:The options make no sense.",
      "3:It is on its way, but was not seen to arrive within --timeout."
    })
final class SendCommand extends LoginCommand {
  /// The longest text in bytes: no longer one fits into a message.
  private static final int MAX_BYTES = 256 * 1024;

  /// How far a message is waited for.
  enum Until {
    accepted,
    delivered
  }

  @Option(names = "--to", required = true, paramLabel = "NAME", description = "Who gets it.")
  private String to = "";

  @Option(
      names = "--until",
      paramLabel = "accepted|delivered",
      defaultValue = "accepted",
      description =
          "accepted: the relay has it for good. delivered: the receiver's program has it"
              + " (default: ${DEFAULT-VALUE}).")
  private Until until = Until.accepted;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for it (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Parameters(paramLabel = "TEXT", description = "The message; - reads it from the input.")
  private String text = "";

  SendCommand(CliSurroundings around) {
    super(around);
  }

  @Override
  public Integer call()
      throws CommandFailed, IdentityException, IOException, HistoryUnusable, InterruptedException {
    Name receiver = Name.typed(to);
    String message = text.equals("-") ? piped() : text;
    if (message.isBlank()) {
      throw new CommandFailed(CommandLine.ExitCode.USAGE, "There is nothing to send.");
    }
    try (LoginOptions.Login login = logIn()) {
      if (until == Until.delivered && login.messenger().protection() == Protection.CLASSIC) {
        throw new CommandFailed(
            CommandLine.ExitCode.USAGE,
            "A classic server does not tell what was delivered; use --until accepted.");
      }
      try (OneMessage one = new OneMessage(login, Duration.ofSeconds(timeoutSeconds))) {
        one.send(receiver, message, until);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  /// Everything on the input, without the end of its last line.
  private String piped() throws IOException {
    try (InputStream in = around().in()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("The text on the input is too long for one message.");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .toString()
          .replaceFirst("\r?\n\\z", "");
    } catch (CharacterCodingException e) {
      throw new IOException("The text on the input is not UTF-8.", e);
    }
  }
}
