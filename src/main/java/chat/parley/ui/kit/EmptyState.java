package chat.parley.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.Ikon;

/// What a list or page shows instead of nothing: an icon, what it means, and what to do next.
public final class EmptyState extends VBox {
  public EmptyState(Ikon icon, String title, String explanation, Node... actions) {
    Label heading = StyleClass.PAGE_TITLE.on(line(title));
    Label words = StyleClass.SECONDARY.on(line(explanation));
    StyleClass.EMPTY_STATE.on(this);
    setAlignment(Pos.CENTER);
    getChildren().addAll(Icons.large(icon), heading, words);
    getChildren().addAll(actions);
  }

  private static Label line(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setTextAlignment(TextAlignment.CENTER);
    label.setAlignment(Pos.CENTER);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
