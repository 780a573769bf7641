package chat.parley.ui.shortcuts;

import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// All keys of the main window, by what they are for.
public final class ShortcutsPage extends VBox {
  private static final Texts TEXTS = Texts.of("shortcuts");
  private static final Texts.Choices<Shortcut> WORDS = TEXTS.choices(Shortcut.class);
  private static final Texts.Choices<Shortcut.Group> GROUPS = TEXTS.choices(Shortcut.Group.class);

  public ShortcutsPage() {
    StyleClass.PAGE.on(this);
    getChildren().add(StyleClass.PAGE_TITLE.on(new Label(TEXTS.get("shortcuts"))));
    for (Shortcut.Group group : Shortcut.Group.values()) {
      getChildren().add(group(group));
    }
  }

  private static Node group(Shortcut.Group group) {
    VBox rows = StyleClass.SHORTCUT_GROUP.on(new VBox());
    rows.getChildren().add(StyleClass.SECTION_TITLE.on(line(GROUPS.get(group))));
    Shortcut.of(group).forEach(shortcut -> rows.getChildren().add(row(shortcut)));
    return rows;
  }

  private static Node row(Shortcut shortcut) {
    Label words = line(WORDS.get(shortcut));
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = StyleClass.SHORTCUT_ROW.on(new HBox(words));
    row.setAlignment(Pos.CENTER_LEFT);
    for (String legend : shortcut.legends()) {
      Label key = StyleClass.KEYCAP.on(new Label(legend));
      key.setMinWidth(USE_PREF_SIZE);
      row.getChildren().add(key);
    }
    row.setAccessibleRole(AccessibleRole.TEXT);
    row.setAccessibleText(WORDS.get(shortcut) + ": " + shortcut.text());
    return row;
  }

  private static Label line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
