package chat.parley.ui.kit;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// Asks the user where to save something, in the dialog of the desktop.
public final class SaveDialog {
  private SaveDialog() {}

  /// @param owner the window that asks
  /// @param title what for
  /// @param suggestion a name for the file
  /// @return empty if the user thought better of it
  public static Optional<Path> ask(Window owner, String title, String suggestion) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(suggestion);
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }
}
