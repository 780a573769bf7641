package chat.parley.ui.kit;

import javafx.scene.control.RadioButton;

/// Hears which one of several radio buttons is chosen.
public final class Choices {
  private Choices() {}

  /// Calls when this one becomes the chosen one, by mouse or by keyboard: to go from one to the next with an arrow key chooses
  /// without an action.
  public static void whenChosen(RadioButton choice, Runnable action) {
    choice
        .selectedProperty()
        .subscribe(
            (before, now) -> {
              if (now) {
                action.run();
              }
            });
  }
}
