package chat.parley.ui.kit;

import javafx.scene.Node;

/// What a window can ask of the program around it. On the FX thread.
public interface Program {
  /// Opens one more window, for somebody else to log in.
  void openWindow();

  /// Shows the settings, over the window of this node.
  void openSettings(Node from);

  /// Says which Parley this is and where it keeps what, over the window of this node.
  void openAbout(Node from);

  /// Logs the window of this node out, and shows the login page there.
  void logOut(Node from);
}
