package chat.parley.ui.fingerprint;

import chat.parley.ui.kit.StyleClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A part of the panel: its title, what one can do with all of it, and its content.
final class Section extends VBox {
  private final Label title;
  private final HBox head;

  Section(String title, Node... content) {
    this.title = StyleClass.SECTION_TITLE.on(new Label(title));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    head = new HBox(this.title, space);
    head.setAlignment(Pos.CENTER_LEFT);
    StyleClass.SECTION.on(this);
    getChildren().add(head);
    getChildren().addAll(content);
  }

  /// Puts an action at the end of the title's line.
  Section with(Node action) {
    head.getChildren().add(action);
    return this;
  }
}
