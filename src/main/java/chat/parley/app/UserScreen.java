package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.Preferences;
import chat.parley.ui.kit.Program;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;

/// What one who is logged in sees, with what has to be ended with it.
final class UserScreen {
  private final Messenger messenger;
  private final Label root;

  UserScreen(Messenger messenger, Program program, Preferences preferences) {
    this.messenger = messenger;
    this.root = new Label(messenger.account().name().value());
  }

  Messenger messenger() {
    return messenger;
  }

  Parent root() {
    return root;
  }

  void installKeys(Scene scene) {}

  void focusInside() {
    root.requestFocus();
  }

  void close() {}
}
