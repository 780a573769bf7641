package chat.parley.ui.shortcuts;

import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Window;

/// A page in a window of its own over the main window, which stays usable. Escape closes it.
public final class PageDialog extends Dialog<Void> {
  private static final Texts TEXTS = Texts.of("shortcuts");

  /// How much of the screen's height it may take; the page scrolls then.
  private static final double HEIGHT_SHARE = 0.9;

  private PageDialog(Window owner, String title, Region page) {
    ScrollPane scroll = new ScrollPane(page);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    initOwner(owner);
    setTitle(title);
    setResizable(true);
    StyleClass.PAGE_DIALOG.on(getDialogPane());
    getDialogPane().setContent(scroll);
    getDialogPane().setMaxHeight(HEIGHT_SHARE * screenHeight(owner));
    getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
  }

  private static double screenHeight(Window owner) {
    return Screen.getScreensForRectangle(owner.getX(), owner.getY(), 1, 1).stream()
        .findFirst()
        .orElse(Screen.getPrimary())
        .getVisualBounds()
        .getHeight();
  }

  /// The keys of the main window.
  public static PageDialog shortcuts(Window owner) {
    return new PageDialog(owner, TEXTS.get("shortcuts"), new ShortcutsPage());
  }

  /// What this program is.
  public static PageDialog about(Window owner, AboutPage page) {
    return new PageDialog(owner, TEXTS.get("about"), page);
  }
}
