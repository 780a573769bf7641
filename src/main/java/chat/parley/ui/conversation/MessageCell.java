package chat.parley.ui.conversation;

import chat.parley.model.Delivery;
import chat.parley.model.Quote;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.DeliveryMark;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// One line of a conversation. Its nodes are made once and filled anew for each row.
final class MessageCell extends ListCell<@Nullable MessageRow> {
  private static final Texts TEXTS = Texts.of("conversation");
  private static final double AVATAR_SIZE = 64;

  private final BubbleLine bubble;
  private final Label dayWords = StyleClass.SECONDARY.on(new Label());
  private final HBox day = StyleClass.DAY_LINE.on(centred(dayWords));
  private final HBox newFromHere =
      StyleClass.NEW_LINE.on(
          centred(StyleClass.SECONDARY.on(new Label(TEXTS.get("new-from-here")))));
  private final Label lineWords = StyleClass.SECONDARY.on(new Label());
  private final HBox line = StyleClass.NOTE_LINE.on(centred(lineWords));
  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final Label name = StyleClass.PAGE_TITLE.on(new Label());
  private final Label trust = StyleClass.SECONDARY.on(new Label());
  private final VBox beginning = StyleClass.BEGINNING.on(new VBox(avatar, name, trust));

  /// @param sought what is marked in texts
  MessageCell(MessageActions actions, LocalTimes times, ObservableValue<@Nullable Sought> sought) {
    bubble = new BubbleLine(actions, times);
    build();
    sought.subscribe(words -> bubble.bubble().text().mark(words));
  }

  private void build() {
    StyleClass.MESSAGE_CELL.on(this);
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setPrefWidth(0);
    beginning.setAlignment(Pos.CENTER);
    // A press on the text itself selects words in it, and the list would not hear of it.
    addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> choose());
    for (Label label : new Label[] {lineWords, trust}) {
      label.setWrapText(true);
      label.setTextAlignment(TextAlignment.CENTER);
      label.setAlignment(Pos.CENTER);
      label.setMinHeight(USE_PREF_SIZE);
    }
  }

  private void choose() {
    if (!isEmpty()) {
      getListView().getSelectionModel().clearAndSelect(getIndex());
    }
  }

  @Override
  protected void updateItem(@Nullable MessageRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    switch (row) {
      case MessageRow.Beginning beginningRow -> show(beginningRow);
      case MessageRow.Day(String words) -> {
        dayWords.setText(words);
        put(day, words);
      }
      case MessageRow.NewFromHere() -> put(newFromHere, TEXTS.get("new-from-here"));
      case MessageRow.Line lineRow -> show(lineRow);
      case MessageRow.Missing missing -> show(missing);
      case MessageRow.Bubble bubbleRow -> {
        bubble.show(bubbleRow);
        put(bubble, spoken(bubbleRow) + particulars(bubbleRow));
      }
    }
  }

  /// The bubble, while the row is one.
  @Nullable Bubble bubble() {
    return getGraphic() == bubble ? bubble.bubble() : null;
  }

  /// The signs beside the bubble, while the row is one.
  @Nullable ReactionPills reactions() {
    return getGraphic() == bubble ? bubble.reactions() : null;
  }

  private void show(MessageRow.Beginning row) {
    avatar.show(row.contact(), row.fingerprint());
    name.setText(row.contact().value());
    trust.setText(row.trust());
    put(beginning, TEXTS.get("beginning", row.contact(), row.trust()));
  }

  private void show(MessageRow.Line row) {
    say(row.words() + "  " + row.time(), row.tone().icon(), row.tone());
  }

  private void show(MessageRow.Missing row) {
    String words =
        row.count() == 1
            ? TEXTS.get("missing.one", row.contact())
            : TEXTS.get("missing.more", row.contact(), row.count());
    say(words, Feather.CLOCK, Tone.INFO);
  }

  private void say(String words, Ikon icon, Tone tone) {
    lineWords.setText(words);
    lineWords.setGraphic(Icons.small(icon));
    for (Tone each : Tone.values()) {
      each.style().on(line, each == tone);
      each.style().on(lineWords, each == tone);
    }
    put(line, words);
  }

  private void put(Region node, String words) {
    setGraphic(node);
    setAccessibleText(words);
    requestLayout();
  }

  private static String spoken(MessageRow.Bubble row) {
    Delivery delivery = row.delivery();
    if (delivery == null) {
      String words = TEXTS.get("spoken.incoming", row.contact(), row.time(), row.text());
      return row.inDoubt() ? words + " " + TEXTS.get("in-doubt.text", row.contact()) : words;
    }
    return TEXTS.get(
        "spoken.own", row.time(), row.text(), DeliveryMark.of(delivery, row.contact()).words());
  }

  private String particulars(MessageRow.Bubble row) {
    StringBuilder words = new StringBuilder();
    Quote quote = row.particulars().quote();
    if (quote != null) {
      words.append(' ').append(QuoteWords.spoken(quote, row.contact()));
    }
    if (row.hidden() > 0) {
      words.append(' ').append(TEXTS.get("more.spoken", row.hidden()));
    }
    if (row.particulars().isEdited()) {
      words.append(' ').append(TEXTS.get("edited.spoken"));
    }
    String reactions = ReactionPills.spoken(row);
    if (!reactions.isEmpty()) {
      words.append(' ').append(reactions);
    }
    String expiry = bubble.bubble().expiry();
    if (!expiry.isEmpty()) {
      words.append(' ').append(expiry);
    }
    return words.toString();
  }

  @Override
  protected double computePrefHeight(double width) {
    Insets insets = getInsets();
    return getGraphic() instanceof Region node
        ? insets.getTop()
            + Math.ceil(node.prefHeight(width - insets.getLeft() - insets.getRight()))
            + insets.getBottom()
        : super.computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (getGraphic() instanceof Region node) {
      Insets insets = getInsets();
      node.resizeRelocate(
          insets.getLeft(),
          insets.getTop(),
          getWidth() - insets.getLeft() - insets.getRight(),
          getHeight() - insets.getTop() - insets.getBottom());
    }
  }

  private static HBox centred(Label label) {
    HBox box = new HBox(label);
    box.setAlignment(Pos.CENTER);
    HBox.setHgrow(label, Priority.SOMETIMES);
    return box;
  }
}
