package chat.parley.ui.kit;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;

/// One calm line in place, with what one can do about it: a warning on a card, the state of a
/// connection, the limits of a conversation.
///
/// A single action stands beside the words where these keep enough room; else all stand below, in as
/// many lines as they take.
public final class Banner extends Region {
  private static final double GAP = 8;

  /// How much room the words want before an action stands beside them, in widths of an M.
  private static final double WORDS_EM = 18;

  private final FontIcon icon;
  private final Label text;
  private final List<Node> actions;

  public Banner(Tone tone, String words, Node... actions) {
    this.icon = Icons.small(tone.icon());
    this.actions = List.of(actions);
    text = new Label(words);
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.LEFT);
    StyleClass.BANNER.on(this);
    tone.style().on(this);
    getChildren().addAll(icon, text);
    getChildren().addAll(this.actions);
  }

  /// Says something else.
  public void setText(String words) {
    text.setText(words);
  }

  public String getText() {
    return text.getText();
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    double all = icon.prefWidth(-1) + GAP + text.prefWidth(-1);
    for (Node action : actions) {
      all += GAP + action.prefWidth(-1);
    }
    return getInsets().getLeft() + all + getInsets().getRight();
  }

  @Override
  protected double computePrefHeight(double width) {
    Insets insets = getInsets();
    return insets.getTop() + place(width, false) + insets.getBottom();
  }

  @Override
  protected void layoutChildren() {
    place(getWidth(), true);
  }

  /// Measures, or puts everything where it belongs.
  ///
  /// @return the height of the content
  private double place(double width, boolean move) {
    Insets insets = getInsets();
    double left = insets.getLeft() + icon.prefWidth(-1) + GAP;
    double room = Math.max(0, width - left - insets.getRight());
    double height = isBeside(room) ? placeBeside(left, room, move) : placeBelow(left, room, move);
    if (move) {
      double line = text.getFont().getSize() * 1.4;
      icon.relocate(insets.getLeft(), text.getLayoutY() + (line - icon.prefHeight(-1)) / 2);
    }
    return height;
  }

  private boolean isBeside(double room) {
    return actions.size() <= 1
        && room - actionWidth(room) - GAP >= WORDS_EM * text.getFont().getSize();
  }

  private double actionWidth(double room) {
    return actions.isEmpty() ? 0 : Math.min(actions.getFirst().prefWidth(-1), room);
  }

  private double placeBeside(double left, double room, boolean move) {
    double top = getInsets().getTop();
    double action = actionWidth(room);
    double words = Math.floor(actions.isEmpty() ? room : room - action - GAP);
    double textHeight = text.prefHeight(words);
    double actionHeight = actions.isEmpty() ? 0 : actions.getFirst().prefHeight(-1);
    double height = Math.max(textHeight, actionHeight);
    if (move) {
      text.resizeRelocate(left, top + Math.floor((height - textHeight) / 2), words, textHeight);
      if (!actions.isEmpty()) {
        actions
            .getFirst()
            .resizeRelocate(
                left + room - action,
                top + Math.floor((height - actionHeight) / 2),
                action,
                actionHeight);
      }
    }
    return height;
  }

  private double placeBelow(double left, double room, boolean move) {
    double top = getInsets().getTop();
    double textHeight = text.prefHeight(room);
    if (move) {
      text.resizeRelocate(left, top, room, textHeight);
    }
    double x = 0;
    double y = textHeight + (actions.isEmpty() ? 0 : GAP);
    double lineHeight = 0;
    for (Node action : actions) {
      double width = Math.min(action.prefWidth(-1), room);
      if (x > 0 && x + width > room) {
        x = 0;
        y += lineHeight + GAP;
        lineHeight = 0;
      }
      double height = action.prefHeight(-1);
      if (move) {
        action.resizeRelocate(left + x, top + y, width, height);
      }
      lineHeight = Math.max(lineHeight, height);
      x += width + GAP;
    }
    return y + lineHeight;
  }
}
