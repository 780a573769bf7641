package chat.parley.ui.login;

import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Enter, where a control would take it for itself: a radio button is chosen by Space and by the arrows, and
/// Enter means the page's first button there as everywhere.
final class EnterKey {
  private EnterKey() {}

  static void does(Node part, Runnable action) {
    part.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            action.run();
            event.consume();
          }
        });
  }
}
