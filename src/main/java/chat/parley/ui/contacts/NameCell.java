package chat.parley.ui.contacts;

import chat.parley.model.Name;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.StyleClass;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// One name of the relay's directory. Its picture is grey: no key of it is known yet.
final class NameCell extends ListCell<@Nullable Name> {
  private static final double AVATAR_SIZE = 28;

  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final Label name = new Label();
  private final HBox content = new HBox(avatar, name);

  /// @param choose is told whom the user clicked on
  NameCell(Consumer<Name> choose) {
    StyleClass.CONTACT_CELL.on(this);
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setPrefWidth(0);
    content.getStyleClass().add("content");
    content.setAlignment(Pos.CENTER_LEFT);
    setOnMouseClicked(
        event -> {
          Name shown = getItem();
          if (shown != null && event.getButton() == MouseButton.PRIMARY) {
            choose.accept(shown);
          }
        });
  }

  @Override
  protected void updateItem(@Nullable Name shown, boolean empty) {
    super.updateItem(shown, empty);
    if (empty || shown == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    avatar.show(shown, null);
    name.setText(shown.value());
    setAccessibleText(shown.value());
    setGraphic(content);
  }
}
