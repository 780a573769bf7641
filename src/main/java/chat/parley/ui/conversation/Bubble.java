package chat.parley.ui.conversation;

import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Particulars;
import chat.parley.model.Quote;
import chat.parley.ui.kit.DeliveryIcon;
import chat.parley.ui.kit.DeliveryMark;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.Objects;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// One text with its time and mark, as wide as it needs to be. The time stands beside the end of the
/// last line where there is room, else below.
final class Bubble extends Region {
  private static final Texts TEXTS = Texts.of("conversation");
  private static final double GAP = 12;
  private static final double SPACE = 4;

  private final LocalTimes times;
  private final SelectableText text;
  private final Label time = StyleClass.SECONDARY.on(new Label());
  private final DeliveryIcon delivery = new DeliveryIcon();
  private final Label doubt =
      StyleClass.SECONDARY.on(
          new Label(TEXTS.get("in-doubt"), Icons.small(Feather.ALERT_TRIANGLE)));
  private final Tooltip doubtTooltip = new Tooltip();
  private final QuoteBox quote = new QuoteBox();
  private final Label edited = StyleClass.SECONDARY.on(new Label(TEXTS.get("edited")));
  private final Label timer = Icons.mark(Feather.WATCH, TEXTS.get("expires"));
  private final HBox meta = new HBox(SPACE, doubt, edited, timer, time, delivery);
  private final Button more = new Button();
  private final Label failure = StyleClass.SECONDARY.on(new Label());
  private final Button retry = new Button(TEXTS.get("retry"));
  private final Button discard = new Button(TEXTS.get("discard"));
  private final HBox actions = new HBox(SPACE, retry, discard);
  private MessageRow.@Nullable Bubble row;

  /// @param times for how long a text still stays
  Bubble(MessageActions messageActions, LocalTimes times) {
    this.times = times;
    text = new SelectableText(() -> messageActions.copy(shown().id()));
    build();
    bind(messageActions);
  }

  private void build() {
    StyleClass.BUBBLE.on(this);
    meta.setAlignment(Pos.CENTER_RIGHT);
    meta.setMouseTransparent(false);
    Tone.WARNING.style().on(doubt);
    doubt.setMinWidth(0);
    for (Label each : new Label[] {time, edited, timer}) {
      each.setMinWidth(USE_PREF_SIZE);
    }
    StyleClass.SECONDARY.on(timer);
    timer.getTooltip().setOnShowing(_ -> timer.getTooltip().setText(expiry()));
    doubt.setTooltip(doubtTooltip);
    failure.setWrapText(true);
    for (Button button : new Button[] {more, retry, discard}) {
      button.getStyleClass().addAll("small", "flat");
      button.setFocusTraversable(false);
    }
    getChildren().setAll(quote, text, meta, more, failure, actions);
    for (Region each : new Region[] {quote, more, failure, actions}) {
      each.setVisible(false);
    }
  }

  private void bind(MessageActions messageActions) {
    quote.setOnAction(_ -> jump(messageActions));
    more.setOnAction(_ -> messageActions.unfold(shown().id()));
    retry.setOnAction(_ -> messageActions.retry(shown().id()));
    discard.setOnAction(_ -> messageActions.discard(shown().id()));
  }

  private void jump(MessageActions messageActions) {
    Quote answered = shown().particulars().quote();
    MessageId original = answered == null ? null : answered.original();
    if (original != null) {
      messageActions.jumpTo(original);
    }
  }

  /// When the text disappears, said as of now.
  String expiry() {
    Particulars.Expiry expiry = row == null ? null : row.particulars().expiry();
    return expiry == null ? "" : Remaining.words(expiry, shown().own(), times.now());
  }

  void show(MessageRow.Bubble next) {
    row = next;
    Quote answered = next.particulars().quote();
    quote.setVisible(answered != null);
    if (answered != null) {
      quote.show(answered, next.contact());
    }
    StyleClass.DELETED.on(this, next.deleted());
    show(edited, next.particulars().isEdited());
    show(timer, next.particulars().expiry() != null);
    timer.setAccessibleText(expiry());
    StyleClass.OWN.on(this, next.own());
    StyleClass.LAST.on(this, next.last());
    StyleClass.FAILED.on(this, next.failed());
    text.setText(next.text());
    time.setText(next.last() ? next.time() : "");
    time.setVisible(next.last());
    time.setManaged(next.last());
    doubt.setVisible(next.inDoubt());
    doubt.setManaged(next.inDoubt());
    doubtTooltip.setText(next.inDoubt() ? TEXTS.get("in-doubt.text", next.contact()) : "");
    boolean isSettled =
        next.deleted()
            && !(next.delivery() instanceof Delivery.Waiting)
            && !(next.delivery() instanceof Delivery.Failed);
    boolean marked = next.marked() && next.delivery() != null && !isSettled;
    delivery.setVisible(marked);
    delivery.setManaged(marked);
    more.setVisible(next.hidden() > 0);
    more.setText(next.hidden() > 0 ? TEXTS.get("more", next.hidden()) : "");
    failure.setVisible(next.failed());
    actions.setVisible(next.failed());
    show(discard, next.discardable());
    if (next.delivery() != null) {
      DeliveryMark mark = DeliveryMark.of(next.delivery(), next.contact());
      delivery.show(mark);
      failure.setText(next.failed() ? mark.words() : "");
    } else {
      failure.setText("");
    }
    requestLayout();
  }

  private static void show(Region part, boolean wanted) {
    part.setVisible(wanted);
    part.setManaged(wanted);
  }

  QuoteBox quote() {
    return quote;
  }

  boolean saysEdited() {
    return edited.isVisible();
  }

  boolean disappears() {
    return timer.isVisible();
  }

  SelectableText text() {
    return text;
  }

  Button retryButton() {
    return retry;
  }

  boolean offersRetry() {
    return actions.isVisible();
  }

  /// How wide it wants to be, with this much at most.
  double widthWithin(double most) {
    Insets insets = getInsets();
    double inner = most - insets.getLeft() - insets.getRight();
    TextRuler.Size size = text.measure(inner);
    double metaWidth = metaWidth(inner);
    double width = size.width();
    if (metaWidth > 0) {
      double beside = size.lastLine() + GAP + metaWidth;
      boolean fits = beside <= inner && !text.isRightToLeft();
      width = Math.max(width, fits ? beside : metaWidth);
    }
    if (quote.isVisible()) {
      width = Math.max(width, Math.min(quote.wanted(), inner));
    }
    if (more.isVisible()) {
      width = Math.max(width, more.prefWidth(-1));
    }
    if (actions.isVisible()) {
      width = Math.max(width, Math.max(actions.prefWidth(-1), failure.prefWidth(-1)));
    }
    return Math.min(most, Math.ceil(width) + insets.getLeft() + insets.getRight());
  }

  @Override
  protected double computePrefHeight(double width) {
    Insets insets = getInsets();
    double inner = width - insets.getLeft() - insets.getRight();
    double height = quoteHeight() + text.measure(inner).height();
    if (meta.prefWidth(-1) > 0 && !metaBeside(inner)) {
      height += meta.prefHeight(-1);
    }
    if (more.isVisible()) {
      height += SPACE + more.prefHeight(-1);
    }
    if (actions.isVisible()) {
      height += SPACE + failure.prefHeight(inner) + SPACE + actions.prefHeight(-1);
    }
    return insets.getTop() + height + insets.getBottom();
  }

  @Override
  protected void layoutChildren() {
    Insets insets = getInsets();
    double left = insets.getLeft();
    double inner = getWidth() - left - insets.getRight();
    double y = insets.getTop();
    if (quote.isVisible()) {
      quote.resizeRelocate(left, y, inner, quote.prefHeight(-1));
      y += quoteHeight();
    }
    double textHeight = text.measure(inner).height();
    text.resizeRelocate(left, y, inner, textHeight);
    y += textHeight;
    double metaWidth = metaWidth(inner);
    double metaHeight = meta.prefHeight(-1);
    boolean beside = metaBeside(inner);
    double metaY = beside ? y - metaHeight : y;
    if (more.isVisible()) {
      double moreY = y + SPACE;
      more.resizeRelocate(left, moreY, more.prefWidth(-1), more.prefHeight(-1));
      y = moreY + more.prefHeight(-1);
      metaY += beside ? 0 : SPACE + more.prefHeight(-1);
    }
    meta.resizeRelocate(left + inner - metaWidth, metaY, metaWidth, metaHeight);
    if (!beside && metaWidth > 0) {
      y += metaHeight;
    }
    if (actions.isVisible()) {
      double failureHeight = failure.prefHeight(inner);
      failure.resizeRelocate(left, y + SPACE, inner, failureHeight);
      double actionsY = y + SPACE + failureHeight + SPACE;
      actions.resizeRelocate(left, actionsY, actions.prefWidth(-1), actions.prefHeight(-1));
    }
  }

  private double quoteHeight() {
    return quote.isVisible() ? quote.prefHeight(-1) + SPACE : 0;
  }

  private double metaWidth(double inner) {
    return Math.min(meta.prefWidth(-1), inner);
  }

  private boolean metaBeside(double inner) {
    return !text.isRightToLeft()
        && text.measure(inner).lastLine() + GAP + meta.prefWidth(-1) <= inner;
  }

  private MessageRow.Bubble shown() {
    return Objects.requireNonNull(row);
  }
}
