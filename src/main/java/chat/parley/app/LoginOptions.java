package chat.parley.app;

import chat.parley.client.HistoryUnusable;
import chat.parley.client.Messenger;
import chat.parley.client.Preferences;
import chat.parley.identity.Identity;
import chat.parley.identity.IdentityException;
import chat.parley.identity.KeyWarning;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.model.Disclosure;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// The options of the terminal client that say who logs in, and where.
final class LoginOptions {
  /// The relay, where no option names one.
  static final String RELAY_VARIABLE = "PARLEY_RELAY";

  private final Passphrases passphrases = Passphrases.ofThisProcess();

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "DIR",
      description = "The keys folder: <name>/priv.pem and <name>/pub.pem.")
  private @Nullable Path keys;

  @Option(names = "--as", required = true, paramLabel = "NAME", description = "Who logs in.")
  private String as = "";

  @Option(
      names = "--relay",
      paramLabel = "INVITATION",
      description =
          "The relay, as it invites: parley://host:port/#… By default, what "
              + RELAY_VARIABLE
              + " says.")
  private @Nullable String relay;

  @Option(
      names = "--classic",
      paramLabel = "HOST:PORT",
      description =
          "In place of --relay, a server of the original's protocol; without a port, 8080.")
  private @Nullable String classic;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where conversations are kept. By default in this user's data folder.")
  private @Nullable Path data;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The first line unlocks the key, instead of asking.")
  private @Nullable Path passphraseFile;

  /// Somebody who is about to be connected.
  ///
  /// @param words for this login
  record Login(Messenger messenger, TerminalWords words) implements AutoCloseable {
    @Override
    public void close() {
      messenger.close();
    }
  }

  /// Unlocks the identity and begins to connect.
  ///
  /// @param err where warnings are written
  Login open(CliSurroundings around, PrintWriter err)
      throws CommandFailed, IdentityException, IOException, HistoryUnusable {
    KeysFolder folder = KeysFolder.at(Objects.requireNonNull(keys));
    RelayAddress address = address(around);
    Identity identity = unlock(folder, Name.typed(as), err);
    Path dataFolder = data == null ? around.dataFolder() : data;
    Disclosure disclosure = disclosure(dataFolder);
    Messenger messenger = around.messengers().apply(dataFolder).open(identity, folder, address);
    messenger.disclose(disclosure);
    return new Login(messenger, new TerminalWords(identity.name(), address));
  }

  /// What the user chose in the desktop program holds here, too.
  private static Disclosure disclosure(Path dataFolder) {
    try (Preferences preferences =
        Preferences.load(dataFolder, InstantSource.system(), Runnable::run)) {
      return preferences.disclosure();
    }
  }

  private RelayAddress address(CliSurroundings around) throws CommandFailed, IOException {
    if (relay != null && classic != null) {
      throw wrongUse("Give --relay or --classic, not both.");
    }
    String variable = around.environment().getOrDefault(RELAY_VARIABLE, "");
    if (classic != null) {
      return classic(classic);
    }
    if (relay != null) {
      return invitation("--relay", relay);
    }
    if (variable.isBlank()) {
      throw wrongUse(
          "Say which relay: --relay parley://host:port/#… as the relay printed it, or the same in "
              + RELAY_VARIABLE
              + ", or --classic HOST:PORT for a classic server.");
    }
    return invitation(RELAY_VARIABLE, variable);
  }

  private static CommandFailed wrongUse(String sentence) {
    return new CommandFailed(CommandLine.ExitCode.USAGE, sentence);
  }

  private static RelayAddress classic(String text) throws IOException {
    try {
      return RelayAddress.Classic.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "The server cannot be \"" + PlainText.of(text) + "\": " + e.getMessage() + ".", e);
    }
  }

  private static RelayAddress invitation(String from, String text) throws IOException {
    try {
      return new RelayAddress.Parley(Invitation.parse(text));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          from + " cannot be \"" + PlainText.of(text) + "\": " + e.getMessage() + ".", e);
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
    return passphrases.unlock(folder, name, passphraseFile);
  }
}
