package chat.parley.ui.conversation;

import chat.parley.ui.kit.Avatar;
import javafx.geometry.Insets;
import javafx.scene.layout.Region;

/// A bubble on its side of the conversation: one's own at the right, the contact's at the left, with
/// its picture beside the last of a group.
final class BubbleLine extends Region {
  private static final double AVATAR_SIZE = 28;
  private static final double SPACE = 8;
  private static final double WIDEST_SHARE = 0.7;
  private static final double WIDEST_EM = 40;
  private static final double GROUP_GAP = 10;
  private static final double GAP = 2;

  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final Bubble bubble;
  private boolean own;
  private double above;

  BubbleLine(MessageActions actions) {
    bubble = new Bubble(actions);
    getChildren().setAll(avatar, bubble);
  }

  void show(MessageRow.Bubble row) {
    own = row.own();
    above = row.first() ? GROUP_GAP : GAP;
    avatar.setVisible(!own && row.last());
    avatar.show(row.contact(), row.fingerprint());
    bubble.show(row);
    requestLayout();
  }

  Bubble bubble() {
    return bubble;
  }

  @Override
  protected double computePrefHeight(double width) {
    return above + bubble.prefHeight(bubbleWidth(width));
  }

  @Override
  protected void layoutChildren() {
    Insets insets = getInsets();
    double width = bubbleWidth(getWidth());
    double height = getHeight() - above;
    double size = avatar.prefWidth(-1);
    double left = insets.getLeft() + size + SPACE;
    bubble.resizeRelocate(
        own ? getWidth() - insets.getRight() - width : left, above, width, height);
    avatar.resizeRelocate(insets.getLeft(), getHeight() - size, size, size);
  }

  private double bubbleWidth(double width) {
    Insets insets = getInsets();
    double room = width - insets.getLeft() - insets.getRight();
    double most = Math.min(room * WIDEST_SHARE, WIDEST_EM * bubble.text().fontSize());
    return bubble.widthWithin(Math.floor(Math.max(most, 0)));
  }
}
