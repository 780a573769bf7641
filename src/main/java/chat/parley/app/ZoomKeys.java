package chat.parley.app;

import chat.parley.ui.kit.Theme;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// The keys that make the text of all windows larger and smaller, as in a browser: on keyboards where
/// plus needs Shift or has no key of its own, too.
final class ZoomKeys {
  private ZoomKeys() {}

  static void install(Scene scene, Theme theme) {
    on(scene, () -> theme.zoom(1), KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD);
    on(scene, () -> theme.zoom(-1), KeyCode.MINUS, KeyCode.SUBTRACT);
    on(scene, () -> theme.textScale().set(100), KeyCode.DIGIT0, KeyCode.NUMPAD0);
  }

  private static void on(Scene scene, Runnable action, KeyCode... keys) {
    for (KeyCode key : keys) {
      scene
          .getAccelerators()
          .put(
              new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY),
              action);
    }
  }
}
