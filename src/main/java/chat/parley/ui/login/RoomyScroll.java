package chat.parley.ui.login;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// A page as high as its window, or as high as it has to be, and then it scrolls.
class RoomyScroll extends ScrollPane {
  RoomyScroll(Region page) {
    getStyleClass().add("edge-to-edge");
    setContent(page);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    // Fitting it to the height would count each wrapped text as one line.
    viewportBoundsProperty().subscribe(bounds -> page.setMinHeight(bounds.getHeight()));
  }
}
