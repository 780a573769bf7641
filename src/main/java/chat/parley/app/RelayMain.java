package chat.parley.app;

import chat.parley.relay.Listener;
import chat.parley.relay.Relay;
import chat.parley.relay.RelayLimits;
import chat.parley.relay.RelayNotStarted;
import chat.parley.relay.RelaySettings;
import chat.parley.relay.SettingRejected;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The program `parley-relay`: a relay without a screen, until SIGTERM or Ctrl-C.
///
/// Prints one line for each listener that is ready, then the invitation, and nothing else. Ends with 0 after a signal. If it cannot
/// start it says why in one sentence, and ends with 2 where a setting is wrong, and with 1 where the same may go well at another time:
/// whoever looks after services tries that again.
@Command(
    name = "parley-relay",
    mixinStandardHelpOptions = true,
    versionProvider = RelayMain.Version.class,
    showDefaultValues = true,
    subcommands = InviteCommand.class,
    description =
        "Passes messages between members. It cannot read them: it never has a key that opens one."
            + " Speaks Parley 1; with --classic-port the classic protocol, and Parley 1 beside it"
            + " if --port is given, too.")
public final class RelayMain implements Callable<Integer> {
  private static final int BAD_SETTING = CommandLine.ExitCode.USAGE;
  private static final int NOT_NOW = CommandLine.ExitCode.SOFTWARE;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(
      names = "--classic-port",
      paramLabel = "PORT",
      description =
          "Where to speak the classic protocol: 8080 is usual; 0 takes a free port. It lets in"
              + " whoever comes.")
  private @Nullable Integer classicPort;

  @Mixin private ParleyOptions parley = new ParleyOptions();

  @Option(
      names = "--max-connections",
      paramLabel = "N",
      description = "How many connections there may be.")
  private int connections = RelayLimits.DEFAULT.connections();

  @Option(
      names = "--max-connections-per-address",
      paramLabel = "N",
      description = "How many of one address.")
  private int connectionsPerAddress = RelayLimits.DEFAULT.connectionsPerAddress();

  @Option(
      names = "--max-pending-logins",
      paramLabel = "N",
      description = "How many that have not joined yet.")
  private int pendingLogins = RelayLimits.DEFAULT.pendingLogins();

  @Option(
      names = "--queue-bytes",
      paramLabel = "N",
      description = "How much may wait for one member before it is dropped.")
  private int queueBytes = RelayLimits.DEFAULT.queueBytes();

  @Option(
      names = "--memory-bytes",
      paramLabel = "N",
      description = "How much may wait for all members together.")
  private long memoryBytes = RelayLimits.DEFAULT.memoryBytes();

  @Option(
      names = "--login-timeout",
      paramLabel = "SECONDS",
      description = "How long joining may take.")
  private long loginSeconds = RelayLimits.DEFAULT.loginTimeout().toSeconds();

  @Option(
      names = "--stall-timeout",
      paramLabel = "SECONDS",
      description = "How long a member that reads too slowly may hold up its senders.")
  private long stallSeconds = RelayLimits.DEFAULT.stallTimeout().toSeconds();

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      description =
          "How long a member may send nothing with the classic protocol; under Parley 1 it is 75"
              + " s.")
  private long idleSeconds = RelayLimits.DEFAULT.idleTimeout().toSeconds();

  public static void main(String... args) {
    Thread.ofPlatform().daemon().name("preparation").start(Relay::prepare);
    System.exit(run(commandLine(), args));
  }

  /// Runs a command line with the settings of the file that it names.
  static int run(CommandLine relay, String... args) {
    try {
      RelayConfig.apply(relay, args);
    } catch (SettingRejected refused) {
      return say(relay, Objects.toString(refused.getMessage()));
    }
    return relay.execute(args);
  }

  /// The command line, so that a test can ask it without a process.
  static CommandLine commandLine() {
    return new CommandLine(new RelayMain())
        // Settings come from --config alone, which says what is wrong with a line.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(
            (bad, args) -> say(bad.getCommandLine(), Objects.toString(bad.getMessage())));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      Relay relay = Relay.start(settings());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(relay), "end of the relay"));
      say(relay);
      relay.awaitClosed();
      return CommandLine.ExitCode.OK;
    } catch (SettingRejected refused) {
      return say(spec.commandLine(), Objects.toString(refused.getMessage()));
    } catch (RelayNotStarted busy) {
      var _ = say(spec.commandLine(), Objects.toString(busy.getMessage()));
      return BindFailure.isForGood(busy, parley.address()) ? BAD_SETTING : NOT_NOW;
    }
  }

  private void say(Relay relay) {
    PrintWriter out = spec.commandLine().getOut();
    for (Listener listener : relay.listeners()) {
      out.println("listening " + listener);
    }
    relay
        .fingerprint()
        .map(key -> parley.invitation(relay.parleyAddress().getPort(), key).text())
        .ifPresent(
            invitation -> {
              out.println(invitation);
              if (isTerminal()) {
                TerminalQrCode.lines(invitation).forEach(out::println);
              }
            });
    out.flush();
  }

  @SuppressWarnings("SystemConsoleNull") // NullAway holds to the letter of the documentation.
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private RelaySettings settings() {
    boolean speaksParley = classicPort == null || parley.isAskedFor();
    if (!speaksParley) {
      parley.requireNothingOfParley(spec);
    } else if (classicPort != null) {
      parley.requireOpen();
    }
    return new RelaySettings(
        parley.address(),
        speaksParley ? Optional.of(parley.settings()) : Optional.empty(),
        classicPort == null ? OptionalInt.empty() : OptionalInt.of(classicPort),
        new RelayLimits(
            connections,
            connectionsPerAddress,
            pendingLogins,
            queueBytes,
            memoryBytes,
            seconds(loginSeconds),
            seconds(stallSeconds),
            seconds(idleSeconds)));
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  static int say(CommandLine commandLine, String reason) {
    PrintWriter err = commandLine.getErr();
    err.println("parley-relay: " + reason.lines().findFirst().orElse(""));
    err.flush();
    return BAD_SETTING;
  }

  /// A signal would make Java end with 128 and more, which says failure; this end is as wanted.
  private static void end(Relay relay) {
    relay.close();
    Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
  }

  /// The version that the build wrote into the jar.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RelayMain.class.getPackage().getImplementationVersion();
      return new String[] {"parley-relay " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
