package chat.parley.ui.conversation;

import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/// Shows an [Aside]. It keeps the room of one line when there is nothing to say, so that nothing moves
/// when the contact begins to write.
final class AsideLine extends Label {
  /// A character that is not seen and as high as a line.
  private static final String EMPTY = "\u00a0";

  AsideLine(ObservableValue<Aside> aside) {
    StyleClass.SECONDARY.on(this);
    StyleClass.LIMITS_LINE.on(this);
    setAccessibleRole(AccessibleRole.TEXT);
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    setMaxWidth(Double.MAX_VALUE);
    aside.subscribe(this::show);
  }

  private void show(Aside aside) {
    setText(aside.kind() == Aside.Kind.NOTHING ? EMPTY : aside.words());
    setAccessibleText(aside.words());
    setGraphic(
        switch (aside.kind()) {
          case NOTHING -> null;
          case TYPING -> Icons.small(Feather.EDIT_3);
          case LATER -> Icons.small(Feather.CLOCK);
          case LIMITS -> Icons.small(Feather.INFO);
        });
  }
}
