package chat.parley.app;

import chat.parley.client.Account;
import chat.parley.client.Messenger;
import chat.parley.client.MessengerFactory;
import chat.parley.client.Preferences;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Appearance;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.Program;
import chat.parley.ui.kit.Theme;
import chat.parley.ui.kit.UiThread;
import chat.parley.ui.login.LoginViewModel;
import chat.parley.ui.settings.SettingsViewModel;
import chat.parley.ui.shortcuts.AboutPage;
import chat.parley.ui.shortcuts.PageDialog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;

/// The desktop program: what its windows share, from the first to the last. On the FX thread.
///
/// Closing the last window logs everybody out, and then ends the program.
final class ParleyApplication implements Program {
  /// What the program is told at its start, and what it works with.
  ///
  /// @param options the command line
  /// @param dataFolder where its own files are
  /// @param preferences what was remembered
  /// @param messengers who logs people in
  /// @param background runs what may wait
  /// @param end ends the process; called once, off the FX thread, when everybody is logged out
  record Setting(
      DesktopOptions options,
      Path dataFolder,
      Preferences preferences,
      MessengerFactory messengers,
      Executor background,
      Runnable end) {}

  private final Setting setting;
  private final Theme theme = new Theme();
  private final SettingsViewModel settings;
  private final SettingsWindow settingsWindow;
  private final List<UserWindow> windows = new ArrayList<>();
  private final List<CompletableFuture<Void>> goodbyes = new ArrayList<>();

  ParleyApplication(Setting setting) {
    this.setting = setting;
    this.settings =
        new SettingsViewModel(
            setting.preferences(),
            setting.options().keysFolder(setting.preferences(), setting.dataFolder()));
    this.settingsWindow = new SettingsWindow(settings, theme);
    theme.appearance().bindBidirectional(settings.appearance());
    theme.textScale().bindBidirectional(settings.textScale());
  }

  /// Opens the first window.
  void start() {
    Platform.setImplicitExit(false);
    UserWindow first = window();
    first.choose(setting.options());
    first.show();
  }

  @Override
  public void openWindow() {
    window().show();
  }

  @Override
  public void openSettings(Node from) {
    settingsWindow.show(from.getScene().getWindow());
  }

  @Override
  public void openAbout(Node from) {
    Account account =
        windows.stream()
            .filter(window -> window.contains(from) && window.isLoggedIn())
            .findFirst()
            .map(window -> window.messenger().account())
            .orElse(null);
    AboutPage page =
        new AboutPage(
            account,
            Map.of(
                AboutPage.Place.KEYS, settings.keysFolder().get(),
                AboutPage.Place.DATA, setting.dataFolder()));
    PageDialog.about(from.getScene().getWindow(), page).show();
  }

  @Override
  public void logOut(Node from) {
    windows.stream().filter(window -> window.contains(from)).forEach(UserWindow::logOut);
  }

  private UserWindow window() {
    UserWindow window = new UserWindow(this, theme, setting.preferences());
    windows.add(window);
    return window;
  }

  /// A model for a login page.
  ///
  /// @param opened takes the messenger over
  LoginViewModel login(Consumer<Messenger> opened) {
    LoginViewModel login =
        new LoginViewModel(
            UiThread.get(),
            setting.background(),
            KeysFolder.at(settings.keysFolder().get()),
            setting.messengers(),
            setting.preferences(),
            opened);
    login.identities().avoid(loggedIn());
    RelayAddress relay = setting.options().classic;
    if (relay != null) {
      login.useRelay(relay);
    }
    login.identities().folder().subscribe((before, now) -> settings.useFolder(now.path()));
    return login;
  }

  /// How many other windows somebody is logged in in.
  long othersLoggedIn(UserWindow window) {
    return windows.stream().filter(other -> !other.equals(window) && other.isLoggedIn()).count();
  }

  private Set<Name> loggedIn() {
    return windows.stream()
        .filter(UserWindow::isLoggedIn)
        .map(window -> window.messenger().account().name())
        .collect(Collectors.toSet());
  }

  /// Logs somebody out without waiting for it.
  void sayGoodbye(Messenger messenger) {
    goodbyes.removeIf(CompletableFuture::isDone);
    goodbyes.add(CompletableFuture.runAsync(messenger::close, setting.background()));
  }

  /// To be called when a window is closed and has said its goodbye.
  void closed(UserWindow window) {
    windows.remove(window);
    if (windows.isEmpty()) {
      settingsWindow.close();
      List<CompletableFuture<Void>> last = List.copyOf(goodbyes);
      setting
          .background()
          .execute(
              () -> {
                last.forEach(goodbye -> goodbye.handle((done, failure) -> true).join());
                setting.end().run();
              });
    }
  }

  /// Changes the light in all windows.
  void setAppearance(Appearance appearance) {
    settings.appearance().set(appearance);
  }

  /// The windows that are open.
  List<UserWindow> windows() {
    return List.copyOf(windows);
  }
}
