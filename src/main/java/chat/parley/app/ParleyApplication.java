package chat.parley.app;

import chat.parley.client.Account;
import chat.parley.client.Messenger;
import chat.parley.client.MessengerFactory;
import chat.parley.client.Preferences;
import chat.parley.client.RelayMeeting;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Appearance;
import chat.parley.model.Disclosure;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.Program;
import chat.parley.ui.kit.Theme;
import chat.parley.ui.kit.UiThread;
import chat.parley.ui.login.LoginHost;
import chat.parley.ui.login.LoginViewModel;
import chat.parley.ui.settings.SettingsViewModel;
import chat.parley.ui.settings.UnwrittenNote;
import chat.parley.ui.shortcuts.AboutPage;
import chat.parley.ui.shortcuts.PageDialog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

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
  /// @param meeting asks a relay for its key
  /// @param background runs what may wait
  /// @param end ends the process; called once, off the FX thread, when everybody is logged out
  record Setting(
      DesktopOptions options,
      Path dataFolder,
      Preferences preferences,
      MessengerFactory messengers,
      RelayMeeting meeting,
      Executor background,
      Runnable end) {}

  private final Setting setting;
  private final Theme theme = new Theme();
  private final SettingsViewModel settings;
  private final SettingsWindow settingsWindow;
  private final List<UserWindow> windows = new ArrayList<>();
  private final Goodbyes goodbyes;
  private @Nullable RelayAddress relay;
  private boolean unwritten;

  ParleyApplication(Setting setting) {
    this.setting = setting;
    this.goodbyes = new Goodbyes(setting.background());
    this.relay = setting.options().relay();
    this.settings =
        new SettingsViewModel(
            setting.preferences(),
            setting.options().keysFolder(setting.preferences(), setting.dataFolder()));
    this.settingsWindow = new SettingsWindow(settings, theme);
    theme.appearance().bindBidirectional(settings.appearance());
    theme.textScale().bindBidirectional(settings.textScale());
    settings.disclosure().subscribe(this::disclose);
    setting.preferences().whenNotWritten(() -> UiThread.get().execute(this::settingsNotWritten));
  }

  private void disclose(Disclosure disclosure) {
    windows.stream()
        .filter(UserWindow::isLoggedIn)
        .forEach(window -> window.messenger().disclose(disclosure));
  }

  private void settingsNotWritten() {
    unwritten = true;
    windows.stream().filter(UserWindow::isLoggedIn).findFirst().ifPresent(this::entered);
  }

  /// To be called when somebody has logged in in a window.
  void entered(UserWindow window) {
    if (unwritten) {
      unwritten = false;
      UnwrittenNote.show(window.mainWindow().notices());
    }
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

  /// A model for a login page. It begins with the relay that was chosen last in any window, at first with
  /// the one that the command line names.
  LoginViewModel login(LoginHost host) {
    LoginViewModel login =
        new LoginViewModel(
            UiThread.get(),
            setting.background(),
            KeysFolder.at(settings.keysFolder().get()),
            goodbyes.before(setting.messengers()),
            setting.meeting(),
            setting.preferences(),
            host);
    login.identities().avoid(loggedIn());
    if (relay != null) {
      login.useRelay(relay);
    }
    login.relay().subscribe((before, now) -> relay = now);
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
    goodbyes.say(messenger);
  }

  /// To be called when a window is closed and has said its goodbye.
  void closed(UserWindow window) {
    windows.remove(window);
    if (windows.isEmpty()) {
      settingsWindow.close();
      setting
          .background()
          .execute(
              () -> {
                goodbyes.awaitAll();
                setting.end().run();
              });
    }
  }

  /// What the user can set, for all windows.
  SettingsViewModel settings() {
    return settings;
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
