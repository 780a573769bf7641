package chat.parley.app;

import chat.parley.client.Messengers;
import chat.parley.client.Preferences;
import chat.parley.client.RelayMeeting;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.store.DataFolder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/// The program `parley`: the desktop messenger.
///
/// Ends with 0 after its last window, or after the demonstration that it runs where there is no display;
/// with 2, saying why in one sentence, if it was started in a way that makes no sense.
public final class DesktopMain {
  private DesktopMain() {}

  public static void main(String... args) {
    UncaughtErrors.install();
    DesktopOptions options = new DesktopOptions();
    // The usual start has no options, and is faster for not asking what they mean.
    OptionalInt over = args.length == 0 ? OptionalInt.empty() : read(options, args);
    if (over.isPresent()) {
      System.exit(over.getAsInt());
    }
    boolean display = Display.isThere();
    if (!display && !options.demo) {
      System.out.println("There is no display to open a window on: here is the demonstration.");
    }
    if (options.demo || !display) {
      Demonstration.start(options, display);
    } else {
      start(options);
    }
  }

  private static void start(DesktopOptions options) {
    ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    Path data = Optional.ofNullable(options.data).orElseGet(DataFolder::ofThisUser);
    // Read while JavaFX starts.
    CompletableFuture<Preferences> preferences =
        CompletableFuture.supplyAsync(
            () -> Preferences.load(data, InstantSource.system(), background), background);
    InProcessRelay relay = new InProcessRelay(data.resolve("relay"), Invitation.PORT);
    Display.open(
        () ->
            new ParleyApplication(
                    new ParleyApplication.Setting(
                        options,
                        data,
                        preferences.join(),
                        new Messengers(data, relay),
                        RelayMeeting.overTls(),
                        background,
                        () -> {
                          relay.close();
                          preferences.join().close();
                          System.exit(ExitCode.OK);
                        }))
                .start());
  }

  /// @return how to end at once, if so
  static OptionalInt read(DesktopOptions options, String... args) {
    CommandLine commandLine =
        new CommandLine(options)
            // An argument that begins with @ is what it says, no name of a file with more of them.
            .setExpandAtFiles(false)
            .registerConverter(Name.class, new DesktopOptions.NameConverter())
            .registerConverter(Invitation.class, new DesktopOptions.InvitationConverter())
            .registerConverter(RelayAddress.Classic.class, new DesktopOptions.ServerConverter());
    try {
      Integer helped = CommandLine.executeHelpRequest(commandLine.parseArgs(args));
      return helped == null ? OptionalInt.empty() : OptionalInt.of(helped);
    } catch (ParameterException e) {
      String reason = Objects.toString(e.getMessage()).lines().findFirst().orElse("");
      System.err.println("parley: " + reason);
      return OptionalInt.of(ExitCode.USAGE);
    }
  }
}
