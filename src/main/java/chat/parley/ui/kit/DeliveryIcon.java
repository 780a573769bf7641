package chat.parley.ui.kit;

import chat.parley.ui.kit.DeliveryMark.Mark;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The mark that shows how far a message has come, with words for it.
public final class DeliveryIcon extends HBox {
  private final Tooltip tooltip = new Tooltip();
  private @Nullable Mark shown;

  public DeliveryIcon() {
    StyleClass.DELIVERY_MARK.on(this);
    setAlignment(Pos.CENTER);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Tooltip.install(this, tooltip);
  }

  public void show(DeliveryMark mark) {
    tooltip.setText(mark.words());
    setAccessibleText(mark.words());
    if (shown != mark.mark()) {
      shown = mark.mark();
      getChildren().setAll(icons(mark.mark()));
      StyleClass.FILLED.on(this, mark.mark() == Mark.READ);
      StyleClass.FAILED.on(this, mark.mark() == Mark.FAILED);
    }
  }

  private static Node[] icons(Mark mark) {
    return switch (mark) {
      case WAITING -> new Node[] {Icons.small(Feather.CLOCK)};
      case AT_RELAY -> new Node[] {Icons.small(Feather.CHECK)};
      case DELIVERED -> new Node[] {Icons.small(Feather.CHECK), Icons.small(Feather.CHECK)};
      case READ -> new Node[] {tick(), tick()};
      case FAILED -> new Node[] {Icons.small(Feather.ALERT_CIRCLE)};
    };
  }

  private static Node tick() {
    HBox disc = new HBox(Icons.small(Feather.CHECK));
    disc.getStyleClass().add("disc");
    return disc;
  }
}
