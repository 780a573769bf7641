package chat.parley.ui.conversation;

import chat.parley.model.Contact.Standing;
import chat.parley.model.DisplayName;
import chat.parley.model.Lifetime;
import chat.parley.ui.conversation.ContactHeading.KeyState;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.Glyphs;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Names;
import chat.parley.ui.kit.PresenceMark;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// Above a conversation: with whom it is, what is known of the key, whether the contact is here.
final class ConversationHeader extends HBox {
  private static final Texts TEXTS = Texts.of("conversation");
  private static final Texts.Choices<Lifetime> LIFETIMES = TEXTS.choices(Lifetime.class);
  private static final double AVATAR_SIZE = 36;
  private static final double NARROW_EM = 26;

  private final Button back = Icons.button(Feather.ARROW_LEFT, TEXTS.get("back"));
  private final Avatar avatar = new Avatar(AVATAR_SIZE);
  private final Label name = StyleClass.CONTACT_NAME.on(new Label());
  private final Button key = new Button();
  private final Tooltip keyTooltip = new Tooltip();
  private final PresenceMark presence = new PresenceMark();
  private final Label presenceWords = StyleClass.SECONDARY.on(new Label());
  private final Button find =
      Icons.button(Feather.SEARCH, TEXTS.get("search") + "  " + Shortcut.FIND.text());
  private final Button fingerprint =
      Icons.button(Feather.SHIELD, TEXTS.get("fingerprint") + "  " + Shortcut.FINGERPRINT.text());
  private final MenuItem findItem =
      new MenuItem(
          TEXTS.get("search") + "  (" + Shortcut.FIND.text() + ")", Icons.of(Feather.SEARCH));
  private final MenuItem panelItem =
      new MenuItem(
          TEXTS.get("fingerprint") + "  (" + Shortcut.FINGERPRINT.text() + ")",
          Icons.of(Feather.SHIELD));
  private final MenuItem copyItem = new MenuItem(TEXTS.get("copy.save"), Icons.of(Feather.SAVE));
  private final MenuItem blockItem = new MenuItem(TEXTS.get("block"), Icons.of(Feather.SLASH));
  private final MenuItem unblockItem =
      new MenuItem(TEXTS.get("unblock"), Icons.of(Feather.USER_CHECK));
  private final Label displayName = StyleClass.SECONDARY.on(new Label());
  private final Label lifetime = StyleClass.SECONDARY.on(new Label());
  private final Menu lifetimes = new Menu(TEXTS.get("lifetimes"), Icons.of(Feather.WATCH));
  private final ToggleGroup lifetimeChoice = new ToggleGroup();
  private final MenuButton more = new MenuButton();
  private final Button close =
      Icons.button(Feather.X, TEXTS.get("close-pane") + "  " + Shortcut.CLOSE_PANE.text());

  private boolean canBlock;
  private boolean canAct;

  /// @param search takes the keyboard to the search
  /// @param saveCopy asks where to save a copy, and does so
  ConversationHeader(
      ConversationViewModel model,
      ConversationActions actions,
      Runnable search,
      Runnable saveCopy) {
    build();
    bind(model, actions);
    find.setOnAction(_ -> search.run());
    findItem.setOnAction(_ -> search.run());
    copyItem.setOnAction(_ -> saveCopy.run());
  }

  private void build() {
    StyleClass.CONVERSATION_HEADER.on(this);
    setAlignment(Pos.CENTER_LEFT);
    key.getStyleClass().addAll("flat", "small");
    StyleClass.SECONDARY.on(key);
    key.setTooltip(keyTooltip);
    lifetime.setGraphic(Icons.small(Feather.WATCH));
    lifetime.getStyleClass().add("lifetime");
    HBox state = new HBox(key, presence, presenceWords, lifetime);
    state.getStyleClass().add("state");
    state.setAlignment(Pos.CENTER_LEFT);
    HBox names = new HBox(8, name, displayName);
    names.setAlignment(Pos.BASELINE_LEFT);
    Names.giveTheRestTo(displayName);
    VBox words = new VBox(names, state);
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    name.setMinWidth(0);
    for (Lifetime each : Lifetime.values()) {
      RadioMenuItem item = new RadioMenuItem(LIFETIMES.get(each));
      item.setToggleGroup(lifetimeChoice);
      item.setUserData(each);
      lifetimes.getItems().add(item);
    }
    presenceWords.setMinWidth(0);
    more.getItems().setAll(findItem, panelItem, lifetimes, copyItem, blockItem, unblockItem);
    Icons.menu(more, Feather.MORE_HORIZONTAL, TEXTS.get("more-actions"));
    getChildren().setAll(back, avatar, words, find, fingerprint, more, close);
  }

  private void bind(ConversationViewModel model, ConversationActions actions) {
    back.setOnAction(_ -> actions.back());
    close.setOnAction(_ -> actions.closePane());
    fingerprint.setOnAction(_ -> actions.fingerprint());
    key.setOnAction(_ -> actions.fingerprint());
    panelItem.setOnAction(_ -> actions.fingerprint());
    blockItem.setOnAction(_ -> model.deciding().block());
    unblockItem.setOnAction(_ -> model.deciding().unblock());
    canBlock = model.deciding().canBlock();
    canAct = model.writing().canAct();
    for (MenuItem item : lifetimes.getItems()) {
      item.setOnAction(_ -> model.setLifetime((Lifetime) item.getUserData()));
    }
    widthProperty().subscribe(() -> fit());
    name.fontProperty().subscribe(() -> fit());
    fit();
    setCanGoBack(false);
    setCanClose(false);
    model.headingProperty().subscribe(this::show);
  }

  /// Shows the way back to the list of contacts, where there is no room beside it.
  void setCanGoBack(boolean can) {
    back.setVisible(can);
    back.setManaged(can);
  }

  /// Shows the cross, where there are conversations beside this one.
  void setCanClose(boolean can) {
    close.setVisible(can);
    close.setManaged(can);
  }

  Button keyButton() {
    return key;
  }

  MenuButton moreMenu() {
    return more;
  }

  Button backButton() {
    return back;
  }

  Label nameLabel() {
    return name;
  }

  Label displayNameLabel() {
    return displayName;
  }

  private void show(ContactHeading heading) {
    avatar.show(heading.name(), heading.fingerprint());
    name.setText(heading.name().value());
    key.setText(heading.keyWords());
    key.setGraphic(Icons.small(icon(heading.key())));
    key.setAccessibleText(heading.keyWords() + ". " + heading.keySentence());
    keyTooltip.setText(heading.keySentence());
    for (Tone each : Tone.values()) {
      each.style().on(key, each == tone(heading.key()));
    }
    presence.show(heading.presence(), heading.presenceWords());
    presenceWords.setText(heading.presenceWords());
    DisplayName called = heading.displayName();
    displayName.setText(called == null ? "" : Glyphs.ofThisComputer().drawable(called.value()));
    displayName.setVisible(called != null);
    displayName.setTooltip(
        called == null ? null : new Tooltip(TEXTS.get("display-name", heading.name())));
    boolean isLimited = heading.lifetime() != Lifetime.UNLIMITED;
    lifetime.setText(isLimited ? LIFETIMES.get(heading.lifetime()) : "");
    lifetime.setVisible(isLimited);
    lifetime.setManaged(isLimited);
    lifetime.setTooltip(new Tooltip(TEXTS.get("lifetimes.means", heading.name())));
    lifetime.setAccessibleText(TEXTS.get("lifetimes") + ": " + LIFETIMES.get(heading.lifetime()));
    lifetimes.setVisible(canAct && heading.standing() == Standing.ACCEPTED);
    lifetimeChoice.getToggles().stream()
        .filter(each -> heading.lifetime() == each.getUserData())
        .forEach(lifetimeChoice::selectToggle);
    blockItem.setVisible(canBlock && heading.standing() != Standing.BLOCKED);
    unblockItem.setVisible(canBlock && heading.standing() == Standing.BLOCKED);
  }

  /// Where it is narrow, the ways to the search and the fingerprint are in the menu alone.
  private void fit() {
    boolean narrow = getWidth() > 0 && getWidth() < NARROW_EM * name.getFont().getSize();
    for (Button each : new Button[] {find, fingerprint}) {
      each.setVisible(!narrow);
      each.setManaged(!narrow);
    }
  }

  private static Ikon icon(KeyState key) {
    return switch (key) {
      case NEW -> Feather.USER_PLUS;
      case SEEN_BEFORE -> Feather.EYE;
      case VERIFIED -> Feather.CHECK_CIRCLE;
      case CHANGED -> Feather.ALERT_TRIANGLE;
      case CHANGED_AFTER_VERIFIED, OFFERED, PROBLEM -> Feather.ALERT_OCTAGON;
    };
  }

  private static Tone tone(KeyState key) {
    return switch (key) {
      case NEW, SEEN_BEFORE -> Tone.INFO;
      case VERIFIED -> Tone.SUCCESS;
      case CHANGED, CHANGED_AFTER_VERIFIED, OFFERED, PROBLEM -> Tone.DANGER;
    };
  }
}
