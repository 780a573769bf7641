package chat.parley.ui.kit;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

/// One calm line in place, with what one can do about it: a warning on a card, the state of a
/// connection, the limits of a conversation.
public final class Banner extends HBox {
  private final Label text;

  public Banner(Tone tone, String words, Node... actions) {
    text = new Label(words);
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.LEFT);
    text.setMinHeight(USE_PREF_SIZE);
    text.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(text, Priority.ALWAYS);
    StyleClass.BANNER.on(this);
    tone.style().on(this);
    setAlignment(Pos.CENTER_LEFT);
    HBox buttons = new HBox(actions);
    StyleClass.BANNER_ACTIONS.on(buttons);
    for (Node action : actions) {
      if (action instanceof Region region) {
        region.setMinWidth(USE_PREF_SIZE);
      }
    }
    // Two ways out beside a text leave it no room in a narrow pane.
    if (actions.length > 1) {
      VBox body = new VBox(text, buttons);
      StyleClass.BANNER_ACTIONS.on(body);
      HBox.setHgrow(body, Priority.ALWAYS);
      getChildren().addAll(Icons.small(tone.icon()), body);
    } else {
      getChildren().addAll(Icons.small(tone.icon()), text, buttons);
    }
  }

  /// Says something else.
  public void setText(String words) {
    text.setText(words);
  }

  public String getText() {
    return text.getText();
  }
}
