package chat.parley.app;

import javafx.application.Application;
import javafx.stage.Stage;

/// The desktop program as JavaFX starts it. The name of this class is what a desktop knows the windows by (X11's
/// `WM_CLASS`): `StartupWMClass` in the desktop entry is the same, so that a window has its program's icon.
public final class Parley extends Application {
  /// JavaFX makes the object itself, and hands it texts alone.
  private static volatile Runnable opening = () -> {};

  /// Starts JavaFX, and returns when it has ended.
  ///
  /// @param first runs on the FX thread as soon as there is one
  /// @throws UnsupportedOperationException if there is no display
  static void open(Runnable first) {
    opening = first;
    launch(Parley.class);
  }

  @Override
  public void start(Stage unused) {
    opening.run();
  }
}
