package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.Preferences;
import chat.parley.model.Invitation;
import chat.parley.model.Protection;
import chat.parley.model.WindowBounds;
import chat.parley.ui.MainWindow;
import chat.parley.ui.kit.FolderChooser;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.Theme;
import chat.parley.ui.kit.UiThread;
import chat.parley.ui.login.LoginHost;
import chat.parley.ui.login.LoginView;
import chat.parley.ui.login.LoginViewModel;
import chat.parley.ui.settings.ProfileViewModel;
import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// One window: first the login page, then what one who is logged in sees, until it is closed or logs out.
final class UserWindow {
  private static final double LOGIN_WIDTH = 560;
  private static final double LOGIN_HEIGHT = 640;
  private static final double WIDTH = 1080;
  private static final double HEIGHT = 720;
  private static final double MIN_WIDTH = 420;
  private static final double MIN_HEIGHT = 480;

  /// How far a window stands beside the one opened before.
  private static final double CASCADE = 32;

  private static final String TITLE = "Parley";

  private final ParleyApplication program;
  private final Theme theme;
  private final Preferences preferences;
  private final Stage stage = new Stage();
  private final Scene scene = new Scene(new Region(), LOGIN_WIDTH, LOGIN_HEIGHT);
  private final LoginHost host = new Host();
  private @Nullable LoginViewModel login;
  private @Nullable LoginView loginPage;
  private @Nullable Messenger messenger;
  private @Nullable MainWindow main;
  private @Nullable ProfileViewModel profile;

  UserWindow(ParleyApplication program, Theme theme, Preferences preferences) {
    this.program = program;
    this.theme = theme;
    this.preferences = preferences;
    theme.apply(scene);
    stage.setScene(scene);
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    stage.getIcons().addAll(icons());
    stage.setOnHidden(event -> closed());
    showLogin();
  }

  private static Image[] icons() {
    return Stream.of(32, 64, 256)
        .flatMap(size -> icon("/chat/parley/ui/main/parley-" + size + ".png").stream())
        .toArray(Image[]::new);
  }

  private static Optional<Image> icon(String name) {
    InputStream file = UserWindow.class.getResourceAsStream(name);
    return Optional.ofNullable(file).map(Image::new);
  }

  void show() {
    stage.show();
    if (loginPage != null) {
      loginPage.focusInside();
    }
  }

  /// Chooses on the login page what the command line asks for.
  void choose(DesktopOptions options) {
    if (login != null) {
      if (options.as != null) {
        login.identities().choose(options.as);
      }
    }
    Invitation link = options.link();
    if (loginPage != null && link != null) {
      loginPage.consider(link);
    }
  }

  boolean contains(Node node) {
    return scene.equals(node.getScene());
  }

  void logOut() {
    remember();
    leave();
    showLogin();
    show();
  }

  void close() {
    stage.close();
  }

  private void showLogin() {
    login = program.login(host);
    loginPage = new LoginView(login, FolderChooser.ofTheDesktop());
    stage.setTitle(TITLE);
    turnTo(loginPage);
  }

  private void enter(Messenger arrived) {
    leaveLogin();
    messenger = arrived;
    arrived.disclose(preferences.disclosure());
    main = new MainWindow(arrived, program, preferences, Clock.system(ZoneId.systemDefault()));
    stage.titleProperty().bind(main.titleProperty());
    turnTo(main);
    main.installKeys(scene);
    grow();
    main.focusInside();
    if (arrived.protection() == Protection.PARLEY) {
      profile = new ProfileViewModel(arrived, UiThread.get());
      program.settings().add(profile);
    }
    program.entered(this);
  }

  /// The keys of one page mean nothing on the next; some work on all.
  private void turnTo(Parent root) {
    scene.getAccelerators().clear();
    Shortcut.NEW_WINDOW.install(scene, program::openWindow);
    Shortcut.SETTINGS.install(scene, () -> program.openSettings(scene.getRoot()));
    ZoomKeys.install(scene, theme);
    scene.setRoot(root);
  }

  private void grow() {
    double step = CASCADE * program.othersLoggedIn(this);
    Optional<WindowBounds> last = preferences.window().filter(UserWindow::isOnAScreen);
    if (last.isPresent()) {
      WindowBounds bounds = last.get();
      place(bounds.x() + step, bounds.y() + step, bounds.width(), bounds.height());
      stage.setMaximized(bounds.maximised());
    } else if (!stage.isMaximized() && stage.getWidth() < WIDTH) {
      Rectangle2D screen = Screen.getPrimary().getVisualBounds();
      double width = Math.min(WIDTH, screen.getWidth());
      double height = Math.min(HEIGHT, screen.getHeight());
      double x = screen.getMinX() + (screen.getWidth() - width) / 2;
      double y = screen.getMinY() + (screen.getHeight() - height) / 3;
      place(x + step, y + step, width, height);
    }
  }

  private void place(double x, double y, double width, double height) {
    stage.setX(x);
    stage.setY(y);
    stage.setWidth(width);
    stage.setHeight(height);
  }

  /// A screen that was there the last time may be gone; a corner of the window is enough to move it.
  private static boolean isOnAScreen(WindowBounds bounds) {
    return !Screen.getScreensForRectangle(
            bounds.x(), bounds.y(), Math.min(bounds.width(), 200), Math.min(bounds.height(), 100))
        .isEmpty();
  }

  private void remember() {
    if (main != null) {
      WindowBounds before = preferences.window().orElse(null);
      if (stage.isMaximized() && before != null) {
        preferences.setWindow(
            new WindowBounds(before.x(), before.y(), before.width(), before.height(), true));
      } else if (!stage.isMaximized() && stage.getWidth() >= 1 && stage.getHeight() >= 1) {
        preferences.setWindow(
            new WindowBounds(
                stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false));
      }
    }
  }

  private void leaveLogin() {
    if (login != null) {
      login.close();
      login = null;
      loginPage = null;
    }
  }

  private void leave() {
    leaveLogin();
    if (main != null) {
      stage.titleProperty().unbind();
      main.close();
      main = null;
    }
    if (profile != null) {
      program.settings().remove(profile);
      profile.close();
      profile = null;
    }
    if (messenger != null) {
      program.sayGoodbye(messenger);
      messenger = null;
    }
  }

  private void closed() {
    remember();
    leave();
    program.closed(this);
  }

  private final class Host implements LoginHost {
    @Override
    public void opened(Messenger arrived) {
      enter(arrived);
    }

    @Override
    public void abandoned(Messenger unwanted) {
      program.sayGoodbye(unwanted);
    }
  }

  Stage stage() {
    return stage;
  }

  Scene scene() {
    return scene;
  }

  /// The login page and its model, while nobody is logged in.
  LoginView loginPage() {
    return Objects.requireNonNull(loginPage);
  }

  LoginViewModel login() {
    return Objects.requireNonNull(login);
  }

  boolean isLoggedIn() {
    return main != null;
  }

  /// What one who is logged in sees.
  MainWindow mainWindow() {
    return Objects.requireNonNull(main);
  }

  Messenger messenger() {
    return Objects.requireNonNull(messenger);
  }
}
