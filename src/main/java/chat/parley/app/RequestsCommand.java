package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Subscription;
import chat.parley.identity.IdentityException;
import chat.parley.model.Contact;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `requests`: who wrote and waits for a decision.
@Command(
    name = "requests",
    mixinStandardHelpOptions = true,
    description =
        "List who wrote and is no contact yet: name, fingerprint and number of texts, with tabs"
            + " between.")
final class RequestsCommand extends LoginCommand {
  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How long the relay may take to hand over mail (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  RequestsCommand(CliSurroundings around) {
    super(around);
  }

  @Override
  public Integer call()
      throws CommandFailed, IdentityException, IOException, HistoryUnusable, InterruptedException {
    Map<Name, Contact> contacts = new TreeMap<>();
    FirstConnection first = new FirstConnection();
    try (LoginOptions.Login login = logIn();
        Subscription _ =
            login
                .messenger()
                .listen(
                    event -> {
                      first.hear(event);
                      note(event, contacts);
                    })) {
      first.await(login.words());
      TimeUnit.SECONDS.sleep(waitSeconds);
      print(contacts);
    }
    return CommandLine.ExitCode.OK;
  }

  private static void note(MessengerEvent event, Map<Name, Contact> contacts) {
    synchronized (contacts) {
      if (event instanceof MessengerEvent.ContactChanged(Contact contact)) {
        contacts.put(contact.name(), contact);
      } else if (event instanceof MessengerEvent.ContactGone(Name contact)) {
        contacts.remove(contact);
      }
    }
  }

  private void print(Map<Name, Contact> contacts) {
    synchronized (contacts) {
      contacts.values().stream()
          .filter(contact -> contact.standing() == Contact.Standing.REQUEST)
          .forEach(
              contact -> {
                Fingerprint key = contact.fingerprint();
                out()
                    .println(
                        contact.name()
                            + "\t"
                            + (key == null ? "-" : key.hex())
                            + "\t"
                            + contact.unread());
              });
    }
    out().flush();
  }
}
