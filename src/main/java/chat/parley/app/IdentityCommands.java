package chat.parley.app;

import chat.parley.identity.Identity;
import chat.parley.identity.IdentityException;
import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeyWarning;
import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.identity.PeerKey;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `identity new|list|fingerprint`: plain lines on the standard output; on failure one sentence on the
/// standard error and exit code 1.
@Command(
    name = "identity",
    mixinStandardHelpOptions = true,
    description = "Make and show identities.")
public final class IdentityCommands implements Runnable {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final Passphrases passphrases;

  @Spec private @Nullable CommandSpec spec;

  public IdentityCommands() {
    this(Passphrases.ofThisProcess());
  }

  IdentityCommands(Passphrases passphrases) {
    this.passphrases = passphrases;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec().commandLine(),
        "Say what to do: identity new, identity list or identity fingerprint.");
  }

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description = "Make a new identity, never over an existing one.")
  int create(
      @Parameters(paramLabel = "NAME", description = "The account's name.") String name,
      @Option(
              names = "--keys",
              required = true,
              paramLabel = "DIR",
              description = "The keys folder.")
          Path keys,
      @Option(
              names = "--bits",
              paramLabel = "N",
              defaultValue = "" + KeysFolder.DEFAULT_BITS,
              description = "The length of the key, 2048 to 8192 (default: ${DEFAULT-VALUE}).")
          int bits,
      @Option(
              names = "--passphrase-file",
              paramLabel = "FILE",
              description = "Lock the key with the first line of this file instead of asking.")
          @Nullable Path passphraseFile) {
    return attempt(
        () -> {
          KeysFolder folder = KeysFolder.at(keys);
          Name account = Name.typed(name);
          folder.requireFree(account);
          char[] passphrase = passphrases.chosen(passphraseFile);
          try {
            Identity made = folder.create(account, bits, passphrase, new SecureRandom());
            out()
                .println(
                    "made " + made.name() + " in " + folder.path().resolve(made.name().value()));
            out().println("fingerprint " + made.fingerprint().hex());
            out().println(passphrase.length == 0 ? "no passphrase" : "locked by a passphrase");
            return DONE;
          } finally {
            Arrays.fill(passphrase, '\0');
          }
        });
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "List the accounts of the keys folder: name, what it is, bits and fingerprint, with tabs"
              + " between. What is wrong with one comes on the standard error.")
  int list(
      @Option(
              names = "--keys",
              required = true,
              paramLabel = "DIR",
              description = "The keys folder.")
          Path keys) {
    return attempt(
        () -> {
          if (!Files.isDirectory(keys)) {
            throw new IOException("There is no folder " + keys + "; make it with identity new.");
          }
          if (!Files.isReadable(keys)) {
            throw new IOException("The folder " + keys + " cannot be read; check its permissions.");
          }
          List<KeysFolderEntry> entries = KeysFolder.at(keys).entries();
          entries.forEach(this::print);
          return DONE;
        });
  }

  private void print(KeysFolderEntry entry) {
    Fingerprint fingerprint = entry.fingerprint();
    out()
        .println(
            String.join(
                "\t",
                entry.label(),
                kind(entry),
                fingerprint == null ? "-" : Integer.toString(entry.keyBits()),
                fingerprint == null ? "-" : fingerprint.hex()));
    KeyProblem problem = entry.problem();
    if (problem != null) {
      err().println(problem.sentence());
    }
    for (KeyWarning warning : entry.warnings()) {
      err().println(entry.label() + ": " + warning.sentence());
    }
  }

  private static String kind(KeysFolderEntry entry) {
    if (entry.problem() != null) {
      return "unusable";
    }
    if (!entry.canLogIn()) {
      return "contact";
    }
    return entry.locked() ? "locked identity" : "identity";
  }

  @Command(
      name = "fingerprint",
      mixinStandardHelpOptions = true,
      description =
          "Print the SHA-256 of an account's public key, as openssl does. Without a pub.pem,"
              + " priv.pem has it.")
  int fingerprint(
      @Parameters(paramLabel = "NAME", description = "The account's name.") String name,
      @Option(
              names = "--keys",
              required = true,
              paramLabel = "DIR",
              description = "The keys folder.")
          Path keys,
      @Option(
              names = "--passphrase-file",
              paramLabel = "FILE",
              description = "The first line unlocks a priv.pem without pub.pem, instead of asking.")
          @Nullable Path passphraseFile) {
    return attempt(
        () -> {
          KeysFolder folder = KeysFolder.at(keys);
          Name account = Name.typed(name);
          Optional<PeerKey> peer = folder.peer(account);
          Fingerprint fingerprint =
              peer.isPresent()
                  ? peer.get().fingerprint()
                  : passphrases.unlock(folder, account, passphraseFile).fingerprint();
          out().println(fingerprint.hex());
          return DONE;
        });
  }

  @FunctionalInterface
  private interface Attempt {
    int run() throws IdentityException, IOException;
  }

  private int attempt(Attempt attempt) {
    try {
      return attempt.run();
    } catch (IdentityException | IOException e) {
      err().println(e.getMessage());
    } catch (NameNotAllowed e) {
      err().println(e.getMessage() + "; use 1 to 32 of a-z, 0-9, dot, dash and underscore.");
    } finally {
      out().flush();
      err().flush();
    }
    return FAILED;
  }

  private PrintWriter out() {
    return spec().commandLine().getOut();
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec, "set by picocli");
  }
}
