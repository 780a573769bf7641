package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.client.Messenger;
import chat.parley.client.Messengers;
import chat.parley.identity.Identity;
import chat.parley.identity.IdentityException;
import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeyWarning;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import chat.parley.model.RelayAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `chat`: reads a line with the message, then a line with the receiver, until `!quit` or the end of the
/// input. What others write comes on the standard output, everything else on the standard error.
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    description = {
      "Chat over a classic server.",
      "Reads a line with the message, then a line with the receiver; !quit ends.",
      "At the end it waits until everything is sent, for so long as --wait says.",
      "Ends with 0 if it was, and with 1 and a sentence if anything failed."
    })
final class ChatCommand implements Callable<Integer> {
  private final Passphrases passphrases = Passphrases.ofThisProcess();
  private final InputStream in;
  private final Path dataFolder;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "DIR",
      description = "The keys folder: <name>/priv.pem and <name>/pub.pem.")
  private @Nullable Path keys;

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who logs in.")
  private String as = "";

  @Option(
      names = "--classic",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The server; without a port, 8080.")
  private String classic = "";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The first line unlocks the key, instead of asking.")
  private @Nullable Path passphraseFile;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long to wait for unsent messages at the end (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  /// @param in what is typed
  /// @param dataFolder where the user's data is kept
  ChatCommand(InputStream in, Path dataFolder) {
    this.in = in;
    this.dataFolder = dataFolder;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    try {
      KeysFolder folder = KeysFolder.at(Objects.requireNonNull(keys));
      RelayAddress.Classic relay = address();
      Identity identity = unlock(folder, Name.typed(as), err);
      Messengers messengers =
          new Messengers(
              dataFolder,
              () -> {
                throw new IOException("the terminal client starts no relay");
              });
      try (Messenger messenger = messengers.open(identity, folder, relay)) {
        return chat(messenger, relay, err);
      }
    } catch (NameNotAllowed e) {
      err.println(e.getMessage() + "; use 1 to 32 of a-z, 0-9, dot, dash and underscore.");
    } catch (IdentityException | HistoryUnusable | IOException e) {
      err.println(e.getMessage());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private RelayAddress.Classic address() throws IOException {
    try {
      return RelayAddress.Classic.parse(classic);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "The server cannot be \"" + PlainText.of(classic) + "\": " + e.getMessage() + ".", e);
    }
  }

  private Identity unlock(KeysFolder folder, Name name, PrintWriter err)
      throws IdentityException, IOException {
    for (KeysFolderEntry entry : folder.entries()) {
      if (name.equals(entry.name())) {
        for (KeyWarning warning : entry.warnings()) {
          err.println(name + ": " + warning.sentence());
        }
      }
    }
    try {
      return folder.unlock(name, new char[0]);
    } catch (IdentityException e) {
      if (e.problem().reason() != KeyProblem.Reason.PASSPHRASE_NEEDED) {
        throw e;
      }
    }
    char[] passphrase = passphrases.existing(passphraseFile, "Passphrase for " + name);
    try {
      return folder.unlock(name, passphrase);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private int chat(Messenger messenger, RelayAddress.Classic relay, PrintWriter err)
      throws InterruptedException, IOException {
    CommandLine commandLine = Objects.requireNonNull(spec).commandLine();
    try (TerminalChat chat = new TerminalChat(messenger, relay.text(), commandLine.getOut(), err)) {
      chat.connect();
      err.println(
          "Connected to "
              + relay.text()
              + " as "
              + messenger.account().name()
              + ". Write a line with the message, then a line with the receiver; !quit ends.");
      chat.readFrom(new BufferedReader(new InputStreamReader(in, CliMain.charset())));
      return chat.finish(Duration.ofSeconds(waitSeconds))
          ? CommandLine.ExitCode.OK
          : CommandLine.ExitCode.SOFTWARE;
    }
  }
}
