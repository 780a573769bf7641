package chat.parley.app;

import chat.parley.client.Messengers;
import chat.parley.client.Preferences;
import chat.parley.client.RelayMeeting;
import chat.parley.identity.IdentityException;
import chat.parley.model.Name;
import chat.parley.ui.kit.UiThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.stage.Screen;
import picocli.CommandLine.ExitCode;

/// Two people chat by themselves, in two windows and over a relay of their own.
///
/// With a display one can watch, and the windows stay. Without one, or if pictures are asked for, pictures
/// of the same windows are written, drawn in memory if need be, and that is the end. Nothing of the
/// user's is touched.
final class Demonstration {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final List<Name> PEOPLE = List.of(ALICE, BOB, new Name("carol"));

  /// As fast as a quick typist, so that one can follow.
  private static final Duration KEYSTROKE = Duration.ofMillis(35);

  private final boolean display;
  private final DesktopOptions options;
  private final DemoFolder folder;
  private final InProcessRelay relay;
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final Preferences preferences;

  private Demonstration(DesktopOptions options, boolean display, DemoFolder folder) {
    this.display = display;
    this.options = options;
    this.folder = folder;
    this.relay = new InProcessRelay(folder.data().resolve("relay"), 0);
    // Of a file, as in every other start: what is done here is what the packaged program is made
    // quick at.
    this.preferences = Preferences.load(folder.data(), InstantSource.system(), background);
  }

  /// Starts JavaFX and the play, and returns. The program ends by itself, with 0, or with 1 and a sentence
  /// if something does not work.
  ///
  /// @param display whether there is one
  static void start(DesktopOptions options, boolean display) {
    if (!display) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    try {
      Path keys = options.keys == null ? Path.of("keys") : options.keys;
      DemoFolder folder = DemoFolder.create(PEOPLE, keys);
      Runtime.getRuntime().addShutdownHook(new Thread(folder::close, "end of the demonstration"));
      Display.open(new Demonstration(options, display, folder)::open);
    } catch (IOException | IdentityException e) {
      fail("its folder could not be made: " + e.getMessage());
    }
  }

  private void open() {
    DesktopOptions own = new DesktopOptions();
    own.keys = folder.keys();
    ParleyApplication application =
        new ParleyApplication(
            new ParleyApplication.Setting(
                own,
                folder.data(),
                preferences,
                new Messengers(folder.data(), relay),
                RelayMeeting.overTls(),
                background,
                this::end));
    application.start();
    application.openWindow();
    Screen screen = Screen.getPrimary();
    background.execute(() -> play(application, screen));
  }

  private void play(ParleyApplication application, Screen screen) {
    List<UserWindow> windows = application.windows();
    Duration keystroke = takesPictures() ? Duration.ZERO : KEYSTROKE;
    DemoPlay play =
        new DemoPlay(
            new DemoPerson(ALICE, windows.getFirst(), keystroke),
            new DemoPerson(BOB, windows.getLast(), keystroke));
    try {
      if (takesPictures()) {
        play.runFor(
            Camera.into(pictures()),
            light -> UiThread.get().execute(() -> application.setAppearance(light)));
      } else {
        play.runOn(screen.getVisualBounds());
      }
    } catch (DemoFailed | IOException e) {
      // Whoever closes a window has seen enough.
      if (windows.stream().allMatch(window -> window.stage().isShowing())) {
        // On this thread, so that nothing is drawn any more while JavaFX ends.
        UiThread.get().execute(() -> fail(Objects.toString(e.getMessage())));
      }
      return;
    }
    if (takesPictures()) {
      UiThread.get().execute(() -> windows.forEach(UserWindow::close));
    }
  }

  private boolean takesPictures() {
    return options.out != null || !display;
  }

  private Path pictures() throws IOException {
    return options.out == null
        ? Files.createTempDirectory("parley-demonstration-")
        : options.out.toAbsolutePath();
  }

  private void end() {
    relay.close();
    preferences.close();
    System.exit(ExitCode.OK);
  }

  private static void fail(String reason) {
    System.err.println("parley: the demonstration stopped: " + reason);
    System.exit(ExitCode.SOFTWARE);
  }
}
