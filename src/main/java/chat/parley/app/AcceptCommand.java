package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.identity.IdentityException;
import chat.parley.model.Contact;
import chat.parley.model.Name;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `accept`: lets somebody write who asked to, or whom the user blocked.
@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description = "Let somebody write who asked to (see parley-cli requests), or who was blocked.")
final class AcceptCommand extends LoginCommand {
  private static final long PATIENCE_SECONDS = 5;

  @Parameters(paramLabel = "NAME", description = "Who.")
  private String name = "";

  AcceptCommand(CliSurroundings around) {
    super(around);
  }

  @Override
  public Integer call()
      throws CommandFailed, IdentityException, IOException, HistoryUnusable, InterruptedException {
    Name who = Name.typed(name);
    BlockingQueue<Contact.Standing> standings = new LinkedBlockingQueue<>();
    try (LoginOptions.Login login = logIn();
        Subscription _ = login.messenger().listen(event -> note(event, who, standings))) {
      Contact.Standing standing = next(standings);
      while (standing != Contact.Standing.ACCEPTED) {
        if (standing == Contact.Standing.BLOCKED) {
          login.messenger().unblock(who);
        } else {
          login.messenger().accept(who);
        }
        standing = next(standings);
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private static void note(
      MessengerEvent event, Name who, BlockingQueue<Contact.Standing> standings) {
    if (event instanceof MessengerEvent.ContactChanged(Contact contact)
        && contact.name().equals(who)) {
      standings.add(contact.standing());
    }
  }

  private Contact.Standing next(BlockingQueue<Contact.Standing> standings)
      throws CommandFailed, InterruptedException {
    Contact.Standing standing = standings.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (standing == null) {
      throw new CommandFailed(
          CommandLine.ExitCode.SOFTWARE, PlainText.of(name) + " did not ask to write.");
    }
    return standing;
  }
}
