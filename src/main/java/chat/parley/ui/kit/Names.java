package chat.parley.ui.kit;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// How a contact's name stands beside what it likes to be called: whatever that is, it must not push out who it is.
public final class Names {
  private Names() {}

  /// In a row with the account's name this label has what is left of the width, and cuts what is longer.
  public static void giveTheRestTo(Label displayName) {
    displayName.setMinWidth(0);
    displayName.setPrefWidth(0);
    displayName.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(displayName, Priority.ALWAYS);
  }
}
