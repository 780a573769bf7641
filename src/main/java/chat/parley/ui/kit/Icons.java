package chat.parley.ui.kit;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons (Feather), and the controls that show nothing else. Their size follows the text's.
public final class Icons {
  private Icons() {}

  /// An icon beside words: a reader of screens passes it over.
  public static FontIcon of(Ikon icon) {
    FontIcon node = new FontIcon(icon);
    node.setAccessibleRole(AccessibleRole.NODE);
    return node;
  }

  /// An icon of the small size.
  public static FontIcon small(Ikon icon) {
    return StyleClass.ICON_SMALL.on(of(icon));
  }

  /// An icon of the large size.
  public static FontIcon large(Ikon icon) {
    return StyleClass.ICON_LARGE.on(of(icon));
  }

  /// A flat button that shows only an icon.
  ///
  /// @param words what it does: its tooltip, and what a screen reader says
  public static Button button(Ikon icon, String words) {
    Button button = new Button(words, of(icon));
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().addAll("button-icon", "flat");
    button.setAccessibleText(words);
    button.setTooltip(new Tooltip(words));
    return button;
  }

  /// Makes a menu show only an icon, as [#button] does.
  public static void menu(MenuButton menu, Ikon icon, String words) {
    menu.setText(words);
    menu.setGraphic(of(icon));
    menu.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    menu.getStyleClass().addAll("button-icon", "flat", "no-arrow");
    menu.setAccessibleText(words);
    menu.setTooltip(new Tooltip(words));
  }

  /// An icon that stands for a state.
  ///
  /// @param words the state: its tooltip, and what a screen reader says
  public static Label mark(Ikon icon, String words) {
    Label label = new Label(words, small(icon));
    label.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    label.setAccessibleText(words);
    label.setTooltip(new Tooltip(words));
    return label;
  }
}
