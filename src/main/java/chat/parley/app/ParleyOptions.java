package chat.parley.app;

import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.relay.AddressRates;
import chat.parley.relay.Admission;
import chat.parley.relay.ParleyLimits;
import chat.parley.relay.ParleySettings;
import chat.parley.relay.RelaySettings;
import chat.parley.relay.SettingRejected;
import chat.parley.relay.store.MailboxLimits;
import chat.parley.store.DataFolder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// The options of `parley-relay` that are about Parley 1.
final class ParleyOptions {
  /// What the classic protocol needs, too, or what does no harm beside it.
  private static final Set<String> OF_BOTH = Set.of("--bind", "--port", "--data");

  /// Whom the relay lets in.
  enum Admitted {
    open,
    keys
  }

  /// Who may list all accounts.
  enum Listed {
    open,
    closed
  }

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Where to speak Parley 1; 0 takes a free port. By default 7443, or nowhere beside"
              + " --classic-port.")
  private @Nullable Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the relay keeps its certificate, names, prekeys and waiting mail; made if missing."
              + " By default in this user's data folder.")
  private @Nullable Path data;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on; 0.0.0.0 for every one of IPv4, :: for all.")
  private String bind = "";

  @Option(
      names = "--public-host",
      paramLabel = "HOST",
      description =
          "The host that the invitation names. By default the address to listen on, or this"
              + " machine's name where it listens on every address.")
  private @Nullable String publicHost;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "A certificate (PEM) in place of the relay's own; with --key.")
  private @Nullable Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The certificate's private key (PEM). Renew a certificate with the same key.")
  private @Nullable Path key;

  @Option(
      names = "--admission",
      paramLabel = "open|keys",
      defaultValue = "open",
      description =
          "open: a name belongs to the first key that logs in with it."
              + " keys: only those of the --keys folder are let in.")
  private Admitted admission = Admitted.open;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "A folder of <name>/pub.pem, for --admission keys.")
  private @Nullable Path keys;

  @Option(
      names = "--directory",
      paramLabel = "open|closed",
      defaultValue = "open",
      description = "Whether members may list all accounts.")
  private Listed directory = Listed.open;

  @Option(
      names = "--mailbox-messages",
      paramLabel = "N",
      description = "How many messages may wait for one account.")
  private long mailboxMessages = MailboxLimits.DEFAULT.messages();

  @Option(
      names = "--mailbox-bytes",
      paramLabel = "N",
      description = "How many bytes may wait for one account.")
  private long mailboxBytes = MailboxLimits.DEFAULT.bytes();

  @Option(names = "--mailbox-days", paramLabel = "N", description = "How long a message waits.")
  private long mailboxDays = MailboxLimits.DEFAULT.kept().toDays();

  @Option(
      names = "--store-bytes",
      paramLabel = "N",
      description = "How large the store of all mailboxes together may grow.")
  private long storeBytes = MailboxLimits.DEFAULT.storeBytes();

  @Option(
      names = "--free-bytes",
      paramLabel = "N",
      description = "How much of the disk is left to others: with less, nothing more is kept.")
  private long freeBytes = MailboxLimits.DEFAULT.freeBytes();

  @Option(
      names = "--names-per-address",
      paramLabel = "N",
      description = "How many new names one address may take in a day, with --admission open.")
  private int namesPerAddress = AddressRates.NAMES_A_DAY;

  /// Whether Parley 1 is to be spoken beside another protocol.
  boolean isAskedFor() {
    return port != null;
  }

  /// What is said about Parley 1 would hold for nobody where that is not spoken: a relay that was told whom to let in would
  /// let in everybody.
  ///
  /// @param relay the command line that these options were read from
  /// @throws SettingRejected if anything is said about Parley 1
  void requireNothingOfParley(CommandSpec relay) {
    for (OptionSpec option : CommandSpec.forAnnotatedObject(this).options()) {
      String name = option.longestName();
      if (!OF_BOTH.contains(name) && RelayConfig.isGiven(relay, name)) {
        throw new SettingRejected(
            name + " is about Parley 1, which is spoken beside --classic-port only with --port");
      }
    }
  }

  /// The classic protocol has no way to let in some alone.
  ///
  /// @throws SettingRejected if not everybody is let in
  void requireOpen() {
    if (admission != Admitted.open) {
      throw new SettingRejected(
          "--admission keys does not hold for the classic protocol, which lets in whoever comes:"
              + " leave out --classic-port, or start a second relay for it");
    }
  }

  InetAddress address() {
    return RelaySettings.address(bind);
  }

  /// @throws SettingRejected if a setting is wrong
  ParleySettings settings() {
    requireInvitation();
    return new ParleySettings(
        port == null ? Invitation.PORT : port,
        data == null ? DataFolder.ofThisUser().resolve("relay") : data,
        certificateFiles(),
        admitted(),
        directory == Listed.open,
        mailbox(),
        ParleyLimits.DEFAULT.with(AddressRates.DEFAULT.withNamesADay(namesPerAddress)));
  }

  private Optional<ParleySettings.CertificateFiles> certificateFiles() {
    if ((certificate == null) != (key == null)) {
      throw new SettingRejected("--certificate and --key go together");
    }
    return certificate == null || key == null
        ? Optional.empty()
        : Optional.of(new ParleySettings.CertificateFiles(certificate, key));
  }

  private Admission admitted() {
    if (admission == Admitted.open) {
      if (keys != null) {
        throw new SettingRejected("--keys is for --admission keys alone");
      }
      return new Admission.Open();
    }
    if (keys == null || !Files.isReadable(keys) || !Files.isDirectory(keys)) {
      throw new SettingRejected("--admission keys needs a folder that can be read: --keys DIR");
    }
    return new Admission.Keys(keys);
  }

  private MailboxLimits mailbox() {
    try {
      return new MailboxLimits(
          mailboxMessages, mailboxBytes, Duration.ofDays(mailboxDays), storeBytes, freeBytes);
    } catch (IllegalArgumentException | ArithmeticException none) {
      throw new SettingRejected("a mailbox holds something, for some days, and so does the store");
    }
  }

  /// A host that no link can name is found before anything starts.
  private void requireInvitation() {
    invitation(Invitation.PORT, new Fingerprint(new byte[Fingerprint.BYTES]));
  }

  /// The link that brings clients to this relay.
  ///
  /// @param listening the port, never 0
  /// @throws SettingRejected if the public host is none
  Invitation invitation(int listening, Fingerprint relay) {
    try {
      return new Invitation(host(), listening, relay);
    } catch (IllegalArgumentException none) {
      throw new SettingRejected("--public-host takes a host name or an address");
    }
  }

  private String host() {
    if (publicHost != null) {
      return publicHost;
    }
    InetAddress address = address();
    if (!address.isAnyLocalAddress()) {
      return address.getHostAddress();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
