package chat.parley.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Popup;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.controlsfx.control.action.Action;
import org.jspecify.annotations.Nullable;

/// Small notes at the corner of a window for what happens elsewhere: somebody joined, a key changed.
/// They leave by themselves; a grave one stays until it is closed. What needs an answer belongs into the
/// page, as a [Banner].
///
/// Used on the FX thread.
public final class Notices {
  private static final Duration PASSING = Duration.seconds(5);
  private static final int AT_ONCE = 4;

  private final Node anchor;

  /// @param anchor any node of the window that the notes belong to
  public Notices(Node anchor) {
    this.anchor = anchor;
  }

  /// Shows a note, unless the window is closed. One that would leave by itself is only shown where it is
  /// seen: in a window that the user looks at, not over other programs.
  ///
  /// @param title what happened, in a few words
  /// @param text what it means, and what one can do
  public void show(Tone tone, String title, String text, Action... actions) {
    Window window = window();
    if (window == null || !window.isShowing() || (passes(tone) && !window.isFocused())) {
      return;
    }
    note(tone, title, text, window)
        .action(actions)
        .threshold(AT_ONCE, note(tone, title, text, window))
        .show();
    clearBackgrounds();
  }

  /// The popups of ControlsFX take the background of pages, and would show it around the note.
  private static void clearBackgrounds() {
    for (Window open : Window.getWindows()) {
      if (open instanceof Popup popup && popup.getScene().lookup(".notification-bar") != null) {
        popup.getScene().getRoot().setStyle("-fx-background-color: transparent");
      }
    }
  }

  private static boolean passes(Tone tone) {
    return tone != Tone.DANGER;
  }

  private static Notifications note(Tone tone, String title, String text, Window window) {
    return Notifications.create()
        .owner(window)
        .position(Pos.TOP_RIGHT)
        .title(title)
        .text(text)
        .graphic(Icons.of(tone.icon()))
        .styleClass(tone.style().css())
        .hideAfter(passes(tone) ? PASSING : Duration.INDEFINITE);
  }

  private @Nullable Window window() {
    Scene scene = anchor.getScene();
    return scene == null ? null : scene.getWindow();
  }
}
