package chat.parley.app;

import chat.parley.ui.kit.FolderChooser;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.Theme;
import chat.parley.ui.settings.SettingsView;
import chat.parley.ui.settings.SettingsViewModel;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The one window of settings, over whichever window asked for it. Esc closes it.
final class SettingsWindow {
  private static final double WIDTH = 480;
  private static final double HEIGHT = 620;

  private final SettingsViewModel settings;
  private final Theme theme;
  private @Nullable Stage stage;

  SettingsWindow(SettingsViewModel settings, Theme theme) {
    this.settings = settings;
    this.theme = theme;
  }

  void show(Window owner) {
    if (stage != null) {
      stage.toFront();
      stage.requestFocus();
      return;
    }
    Stage fresh = new Stage();
    fresh.initOwner(owner);
    Scene scene =
        new Scene(new SettingsView(settings, FolderChooser.ofTheDesktop()), WIDTH, HEIGHT);
    theme.apply(scene);
    Shortcut.DISMISS.install(scene, fresh::close);
    ZoomKeys.install(scene, theme);
    fresh.setScene(scene);
    fresh.setTitle("Settings – Parley");
    fresh.setMinWidth(320);
    fresh.setMinHeight(240);
    fresh.setOnHidden(event -> stage = null);
    stage = fresh;
    fresh.show();
  }

  void close() {
    if (stage != null) {
      stage.close();
    }
  }
}
