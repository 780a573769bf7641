package chat.parley.ui.contacts;

import chat.parley.model.Contact;
import chat.parley.model.Contact.Standing;
import chat.parley.model.Delivery;
import chat.parley.model.Presence;
import chat.parley.ui.contacts.ContactRow.KeyMark;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.DeliveryIcon;
import chat.parley.ui.kit.DeliveryMark;
import chat.parley.ui.kit.Glyphs;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Names;
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
  private static final Texts.Choices<Standing> STANDINGS = TEXTS.choices(Contact.Standing.class);
  private static final Texts.Choices<Presence> PRESENCE = TEXTS.choices(Presence.class);
  private static final double AVATAR_SIZE = 40;
  private static final int MOST_COUNTED = 99;

  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final PresenceMark presence = new PresenceMark();
  private final Label name = StyleClass.CONTACT_NAME.on(new Label());
  private final Label displayName = StyleClass.SECONDARY.on(new Label());
  private final Label mark = new Label();
  private final Tooltip markTooltip = new Tooltip();
  private final Label time = StyleClass.SECONDARY.on(new Label());
  private final Label last = StyleClass.SECONDARY.on(new Label());
  private final DeliveryIcon delivery = new DeliveryIcon();
  private final Label unread = StyleClass.BADGE.on(new Label());
  private final HBox content = new HBox();
  private final Label heading = StyleClass.SECONDARY.on(new Label());
  private final VBox all = new VBox(heading, content);

  ContactCell() {
    build();
  }

  private void build() {
    StyleClass.CONTACT_CELL.on(this);
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setPrefWidth(0);
    StackPane face = new StackPane(avatar, presence);
    face.getStyleClass().add("face");
    StackPane.setAlignment(presence, Pos.BOTTOM_RIGHT);
    name.setMinWidth(0);
    mark.setMinWidth(USE_PREF_SIZE);
    Names.giveTheRestTo(displayName);
    mark.setTooltip(markTooltip);
    time.setMinWidth(USE_PREF_SIZE);
    HBox nameAndMark = new HBox(name, mark, displayName);
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
    HBox bottom = new HBox(delivery, last, unread);
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
    heading.getStyleClass().add("heading");
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
    displayName.setText(Glyphs.ofThisComputer().drawable(row.displayName()));
    displayName.setVisible(!row.displayName().isEmpty());
    displayName.setManaged(!row.displayName().isEmpty());
    heading.setText(row.heading());
    heading.setVisible(!row.heading().isEmpty());
    heading.setManaged(!row.heading().isEmpty());
    StyleClass.MUTED.on(content, row.standing() == Standing.BLOCKED);
    StyleClass.UNREAD.on(this, row.unread() > 0);
    time.setText(row.time());
    showMark(row);
    showLast(row);
    unread.setText(row.unread() > MOST_COUNTED ? MOST_COUNTED + "+" : String.valueOf(row.unread()));
    unread.setVisible(row.unread() > 0);
    unread.setManaged(row.unread() > 0);
    setAccessibleText(spoken(row));
    setGraphic(all);
  }

  private void showMark(ContactRow row) {
    Ikon icon = icon(row);
    mark.setVisible(icon != null);
    mark.setManaged(icon != null);
    mark.setGraphic(icon == null ? null : Icons.small(icon));
    markTooltip.setText(markWords(row));
    for (Tone each : Tone.values()) {
      each.style().on(mark, each == tone(row.mark()));
    }
  }

  private void showLast(ContactRow row) {
    last.setText(
        row.mark().isProblem()
            ? MARKS.get(row.mark())
            : Glyphs.ofThisComputer().drawable(lastWords(row)));
    for (Tone each : Tone.values()) {
      each.style().on(last, row.mark().isProblem() && each == tone(row.mark()));
    }
    boolean under = !row.mark().isProblem();
    Delivery ofLast = under ? row.delivery() : null;
    delivery.setVisible(ofLast != null);
    delivery.setManaged(ofLast != null);
    if (ofLast != null) {
      delivery.show(DeliveryMark.of(ofLast, row.name()));
    }
    StyleClass.TYPING.on(last, under && row.lastIs() == ContactRow.Last.TYPING);
    StyleClass.DRAFT.on(last, under && row.lastIs() == ContactRow.Last.DRAFT);
  }

  private static String lastWords(ContactRow row) {
    return switch (row.lastIs()) {
      case TYPING -> TEXTS.get("typing");
      case DRAFT -> TEXTS.get("draft", row.last());
      case OWN -> TEXTS.get("own", row.last());
      case THEIRS -> row.last().isEmpty() ? PRESENCE.get(row.presence()) : row.last();
    };
  }

  private static String markWords(ContactRow row) {
    return row.standing() == Standing.ACCEPTED
        ? MARKS.get(row.mark())
        : STANDINGS.get(row.standing());
  }

  private static String spoken(ContactRow row) {
    List<String> parts = new ArrayList<>();
    parts.add(row.name().value());
    if (!row.displayName().isEmpty()) {
      parts.add(row.displayName());
    }
    parts.add(markWords(row));
    parts.add(PRESENCE.get(row.presence()));
    if (row.unread() > 0) {
      parts.add(TEXTS.get("unread", row.unread()));
    }
    if (!row.last().isEmpty() || row.lastIs() == ContactRow.Last.TYPING) {
      parts.add(lastWords(row));
      Delivery delivery = row.delivery();
      if (delivery != null) {
        parts.add(DeliveryMark.of(delivery, row.name()).words());
      }
      parts.add(row.time());
    }
    return String.join(", ", parts);
  }

  /// Of a key that is as it always was, nothing need be said.
  private static @Nullable Ikon icon(ContactRow row) {
    if (row.standing() == Standing.BLOCKED) {
      return Feather.SLASH;
    }
    return switch (row.mark()) {
      case NEW -> Feather.USER_PLUS;
      case SEEN_BEFORE -> null;
      case VERIFIED -> Feather.CHECK_CIRCLE;
      case CHANGED -> Feather.ALERT_TRIANGLE;
      case MISSING -> Feather.KEY;
      case UNUSABLE, SIGNATURE_WRONG, CHANGED_AFTER_VERIFIED -> Feather.ALERT_OCTAGON;
    };
  }

  private static Tone tone(KeyMark mark) {
    return switch (mark) {
      case NEW, SEEN_BEFORE -> Tone.INFO;
      case VERIFIED -> Tone.SUCCESS;
      case MISSING -> Tone.WARNING;
      case CHANGED, UNUSABLE, SIGNATURE_WRONG, CHANGED_AFTER_VERIFIED -> Tone.DANGER;
    };
  }
}
