package chat.parley.ui.conversation;

import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.LocalTimes;
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
  private static final double OVERLAP = 3;
  private static final double INDENT = 8;

  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final Bubble bubble;
  private final ReactionPills reactions;
  private boolean own;
  private double above;

  BubbleLine(MessageActions actions, LocalTimes times) {
    bubble = new Bubble(actions, times);
    reactions = new ReactionPills(actions);
    getChildren().setAll(avatar, bubble, reactions);
  }

  void show(MessageRow.Bubble row) {
    own = row.own();
    above = row.first() ? GROUP_GAP : GAP;
    avatar.setVisible(!own && row.last());
    avatar.show(row.contact(), row.fingerprint());
    bubble.show(row);
    reactions.show(row);
    requestLayout();
  }

  Bubble bubble() {
    return bubble;
  }

  ReactionPills reactions() {
    return reactions;
  }

  @Override
  protected double computePrefHeight(double width) {
    return above + bubble.prefHeight(bubbleWidth(width)) + below();
  }

  /// What the reactions take: they lie a little over the bubble.
  private double below() {
    return reactions.isVisible() ? reactions.prefHeight(-1) - OVERLAP + GAP : 0;
  }

  @Override
  protected void layoutChildren() {
    Insets insets = getInsets();
    double width = bubbleWidth(getWidth());
    double height = getHeight() - above - below();
    double size = avatar.prefWidth(-1);
    double left = insets.getLeft() + size + SPACE;
    bubble.resizeRelocate(
        own ? getWidth() - insets.getRight() - width : left, above, width, height);
    if (reactions.isVisible()) {
      double pills = reactions.prefWidth(-1);
      double x = own ? getWidth() - insets.getRight() - pills - INDENT : left + INDENT;
      reactions.resizeRelocate(x, above + height - OVERLAP, pills, reactions.prefHeight(-1));
    }
    avatar.resizeRelocate(insets.getLeft(), getHeight() - size, size, size);
  }

  private double bubbleWidth(double width) {
    Insets insets = getInsets();
    double room = width - insets.getLeft() - insets.getRight();
    double most = Math.min(room * WIDEST_SHARE, WIDEST_EM * bubble.text().fontSize());
    return bubble.widthWithin(Math.floor(Math.max(most, 0)));
  }
}
