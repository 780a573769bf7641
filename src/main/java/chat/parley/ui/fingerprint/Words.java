package chat.parley.ui.fingerprint;

import chat.parley.ui.kit.StyleClass;
import javafx.scene.control.Label;

/// Labels of the panel that show all of their text, in as many lines as it takes.
final class Words {
  private Words() {}

  static Label plain(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  static Label quiet(String text) {
    return StyleClass.SECONDARY.on(plain(text));
  }
}
