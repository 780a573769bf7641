package chat.parley.ui.contacts;

import chat.parley.model.Presence;
import chat.parley.ui.contacts.ContactRow.KeyMark;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.PresenceMark;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// One contact in the list. Its nodes are made once and filled anew for each row.
final class ContactCell extends ListCell<@Nullable ContactRow> {
  private static final Texts TEXTS = Texts.of("contacts");
  private static final Texts.Choices<KeyMark> MARKS = TEXTS.choices(KeyMark.class);
  private static final Texts.Choices<Presence> PRESENCE = TEXTS.choices(Presence.class);
  private static final double AVATAR_SIZE = 40;
  private static final int MOST_COUNTED = 99;

  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final PresenceMark presence = new PresenceMark();
  private final Label name = StyleClass.CONTACT_NAME.on(new Label());
  private final Label mark = new Label();
  private final Tooltip markTooltip = new Tooltip();
  private final Label time = StyleClass.SECONDARY.on(new Label());
  private final Label last = StyleClass.SECONDARY.on(new Label());
  private final Label unread = StyleClass.BADGE.on(new Label());
  private final HBox content = new HBox();

  ContactCell() {
    build();
  }

  private void build() {
    StyleClass.CONTACT_CELL.on(this);
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setPrefWidth(0);
    StackPane face = new StackPane(avatar, presence);
    StackPane.setAlignment(presence, Pos.BOTTOM_RIGHT);
    name.setMinWidth(0);
    mark.setMinWidth(USE_PREF_SIZE);
    mark.setTooltip(markTooltip);
    time.setMinWidth(USE_PREF_SIZE);
    HBox nameAndMark = new HBox(name, mark);
    nameAndMark.setAlignment(Pos.CENTER_LEFT);
    nameAndMark.setMinWidth(0);
    nameAndMark.getStyleClass().add("line");
    HBox.setHgrow(nameAndMark, Priority.ALWAYS);
    HBox top = new HBox(nameAndMark, time);
    top.setAlignment(Pos.CENTER_LEFT);
    last.setMinWidth(0);
    last.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(last, Priority.ALWAYS);
    unread.setMinWidth(USE_PREF_SIZE);
    HBox bottom = new HBox(last, unread);
    bottom.setAlignment(Pos.CENTER_LEFT);
    for (HBox line : List.of(top, bottom)) {
      line.getStyleClass().add("line");
    }
    VBox words = new VBox(top, bottom);
    words.getStyleClass().add("words");
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    content.getStyleClass().add("content");
    content.setAlignment(Pos.CENTER_LEFT);
    content.getChildren().setAll(face, words);
  }

  @Override
  protected void updateItem(@Nullable ContactRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    avatar.show(row.name(), row.fingerprint());
    presence.show(row.presence(), PRESENCE.get(row.presence()));
    name.setText(row.name().value());
    StyleClass.UNREAD.on(this, row.unread() > 0);
    time.setText(row.time());
    show(row.mark());
    showLast(row);
    unread.setText(row.unread() > MOST_COUNTED ? MOST_COUNTED + "+" : String.valueOf(row.unread()));
    unread.setVisible(row.unread() > 0);
    unread.setManaged(row.unread() > 0);
    setAccessibleText(spoken(row));
    setGraphic(content);
  }

  private void show(KeyMark keyMark) {
    boolean any = keyMark != KeyMark.NONE;
    mark.setVisible(any);
    mark.setManaged(any);
    mark.setGraphic(any ? Icons.small(icon(keyMark)) : null);
    markTooltip.setText(MARKS.get(keyMark));
    for (Tone each : Tone.values()) {
      each.style().on(mark, each == tone(keyMark));
    }
  }

  private void showLast(ContactRow row) {
    last.setText(row.mark().isProblem() ? MARKS.get(row.mark()) : lastWords(row));
    for (Tone each : Tone.values()) {
      each.style().on(last, row.mark().isProblem() && each == tone(row.mark()));
    }
  }

  private static String lastWords(ContactRow row) {
    if (row.last().isEmpty()) {
      return PRESENCE.get(row.presence());
    }
    return row.own() ? TEXTS.get("own", row.last()) : row.last();
  }

  private static String spoken(ContactRow row) {
    List<String> parts = new ArrayList<>();
    parts.add(row.name().value());
    if (row.mark() != KeyMark.NONE) {
      parts.add(MARKS.get(row.mark()));
    }
    parts.add(PRESENCE.get(row.presence()));
    if (row.unread() > 0) {
      parts.add(TEXTS.get("unread", row.unread()));
    }
    if (!row.last().isEmpty()) {
      parts.add(lastWords(row));
      parts.add(row.time());
    }
    return String.join(", ", parts);
  }

  private static Ikon icon(KeyMark mark) {
    return switch (mark) {
      case NONE, VERIFIED -> Feather.CHECK_CIRCLE;
      case CHANGED -> Feather.ALERT_TRIANGLE;
      case MISSING -> Feather.KEY;
      case UNUSABLE, SIGNATURE_WRONG -> Feather.ALERT_OCTAGON;
    };
  }

  private static Tone tone(KeyMark mark) {
    return switch (mark) {
      case NONE, VERIFIED -> Tone.SUCCESS;
      case MISSING, CHANGED -> Tone.WARNING;
      case UNUSABLE, SIGNATURE_WRONG -> Tone.DANGER;
    };
  }
}
