package chat.parley.ui.kit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;

/// Asks the user for a folder. A test answers by itself.
@FunctionalInterface
public interface FolderChooser {
  /// @param owner a node of the window that asks
  /// @param title what for
  /// @param start where to begin, if it is there
  /// @return empty if the user thought better of it
  Optional<Path> choose(Node owner, String title, Path start);

  /// The dialog of the desktop.
  static FolderChooser ofTheDesktop() {
    return (owner, title, start) -> {
      DirectoryChooser chooser = new DirectoryChooser();
      chooser.setTitle(title);
      if (Files.isDirectory(start)) {
        chooser.setInitialDirectory(start.toFile());
      }
      File chosen = chooser.showDialog(owner.getScene().getWindow());
      return Optional.ofNullable(chosen).map(File::toPath);
    };
  }
}
