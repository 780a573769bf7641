package chat.parley.app;

import chat.parley.client.HistoryReader;
import chat.parley.client.HistoryUnusable;
import chat.parley.identity.IdentityException;
import chat.parley.model.ChatMessage;
import chat.parley.model.Name;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `history`: prints a conversation as it is kept here, also while the relay is away.
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Print a conversation from its beginning, one JSON object a line, as listen does.",
      "Messages that disappear are left out. Nothing counts as read by that.",
      "Of a classic server nothing is kept."
    })
final class HistoryCommand extends LoginCommand {
  @Parameters(paramLabel = "NAME", description = "With whom.")
  private String name = "";

  HistoryCommand(CliSurroundings around) {
    super(around);
  }

  @Override
  public Integer call()
      throws CommandFailed, IdentityException, IOException, HistoryUnusable, InterruptedException {
    Name contact = Name.typed(name);
    try (LoginOptions.Login login = logIn()) {
      HistoryLines lines = new HistoryLines(login.messenger().account().name());
      HistoryReader reader = login.messenger().fromBeginning(contact);
      List<ChatMessage> page = next(reader);
      while (!page.isEmpty()) {
        for (ChatMessage entry : page) {
          if (entry.particulars().expiry() == null) {
            out().println(lines.of(entry).text());
          }
        }
        if (out().checkError()) {
          throw new CommandFailed(
              CommandLine.ExitCode.SOFTWARE, "Nobody reads the output any more.");
        }
        page = next(reader);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private static List<ChatMessage> next(HistoryReader reader)
      throws CommandFailed, InterruptedException {
    try {
      return reader.next().get();
    } catch (ExecutionException | CancellationException e) {
      throw new CommandFailed(
          CommandLine.ExitCode.SOFTWARE, "The conversation could not be read to its end.");
    }
  }
}
