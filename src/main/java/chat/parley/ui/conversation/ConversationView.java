package chat.parley.ui.conversation;

import chat.parley.model.Contact.Standing;
import chat.parley.ui.conversation.ContactHeading.KeyState;
import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One conversation: who, what was said, and the place to write. Whoever shows it closes the view model.
public final class ConversationView extends Pane {
  private static final Texts TEXTS = Texts.of("conversation");

  /// How much of the height between header and foot a warning or a decision may take from the messages;
  /// then it scrolls.
  private static final double ASIDE_SHARE = 0.75;

  private final ConversationViewModel model;
  private final ConversationActions actions;
  private final ConversationHeader header;
  private final VBox warning = new VBox();
  private final ScrollPane warningScroll = new ScrollPane(warning);
  private final SearchBar searchBar;
  private final CopyStrip copyStrip;
  private final MessageList messages;
  private final AsideLine aside;
  private final SubjectStrip subject;
  private final Composer composer;
  private final DecisionCard decision;
  private @Nullable KeyState warnedOf;
  private String warned = "";

  public ConversationView(ConversationViewModel model, ConversationActions actions) {
    this.model = model;
    this.actions = actions;
    header = new ConversationHeader(model, actions, this::search, this::saveCopy);
    copyStrip = new CopyStrip(model.copy());
    searchBar = new SearchBar(model.search(), this::focusComposer);
    messages = new MessageList(model);
    aside = new AsideLine(model.asideProperty());
    composer = new Composer(model, messages::toNewest);
    subject = new SubjectStrip(model, this::focusComposer);
    decision = new DecisionCard(model, actions);
    build();
    bind();
  }

  private void build() {
    StyleClass.CONVERSATION.on(this);
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText(TEXTS.get("conversation", model.name()));
    warning.getStyleClass().add("warning");
    warningScroll.setFitToWidth(true);
    warningScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    warningScroll.setFocusTraversable(false);
    getChildren()
        .setAll(
            header,
            searchBar,
            copyStrip,
            warningScroll,
            messages,
            aside,
            subject,
            composer,
            decision);
  }

  private void bind() {
    model.headingProperty().subscribe(this::show);
    model.writing().subjectProperty().subscribe(_ -> requestLayout());
    searchBar.visibleProperty().subscribe(_ -> requestLayout());
    copyStrip.visibleProperty().subscribe(_ -> requestLayout());
    messages.list().addEventHandler(KeyEvent.KEY_TYPED, this::typeBelow);
    // before the list, which takes the key though it has nothing to end
    messages.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (Shortcut.DISMISS.matches(event) && endSearch()) {
            event.consume();
          }
        });
  }

  /// Which conversation this is.
  public ConversationViewModel model() {
    return model;
  }

  /// Takes the keyboard to the place to write; to the messages where one cannot.
  public void focusComposer() {
    if (model.headingProperty().get().canWrite()) {
      composer.focus();
    } else {
      messages.list().requestFocus();
    }
  }

  /// Takes the keyboard to the search in this conversation.
  public void search() {
    searchBar.open();
  }

  /// Ends the search, if there is one.
  ///
  /// @return whether there was
  public boolean endSearch() {
    boolean isOpen = searchBar.isVisible();
    if (isOpen) {
      searchBar.close();
    }
    return isOpen;
  }

  private void saveCopy() {
    String day = model.times().today().toString();
    actions
        .whereToSave(TEXTS.get("copy.of"), TEXTS.get("copy.name", model.name(), day))
        .ifPresent(model.copy()::write);
  }

  /// Shows the way back to the list of contacts.
  public void setCanGoBack(boolean can) {
    header.setCanGoBack(can);
  }

  /// Shows the cross that takes this conversation away.
  public void setCanClose(boolean can) {
    header.setCanClose(can);
  }

  TextArea messageInput() {
    return composer.input();
  }

  MenuButton signsMenu() {
    return composer.signsMenu();
  }

  Button sendButton() {
    return composer.sendButton();
  }

  MessageList messages() {
    return messages;
  }

  ConversationHeader header() {
    return header;
  }

  DecisionCard decision() {
    return decision;
  }

  SearchBar searchBar() {
    return searchBar;
  }

  CopyStrip copyStrip() {
    return copyStrip;
  }

  SubjectStrip subject() {
    return subject;
  }

  AsideLine aside() {
    return aside;
  }

  private void show(ContactHeading heading) {
    boolean decided = heading.standing() == Standing.ACCEPTED;
    if (!decided && composer.isFocusWithin()) {
      // else the way out beside it would have the keyboard, and a key meant for a text would decide
      messages.list().requestFocus();
    }
    if (!decided) {
      model.writing().endSubject();
    }
    aside.setVisible(decided);
    composer.setVisible(decided);
    if (decided && decision.isFocusWithin()) {
      focusComposer();
    }
    decision.setVisible(!decided);
    if (decided) {
      warn(heading);
    } else {
      warnedOf = null;
      warning.getChildren().clear();
      showWarning();
    }
  }

  private void warn(ContactHeading heading) {
    if (heading.key() == warnedOf && heading.keySentence().equals(warned)) {
      // somebody may be about to press a button there
      return;
    }
    warnedOf = heading.key();
    warned = heading.keySentence();
    boolean hadKeyboard = warning.isFocusWithin();
    warning.getChildren().clear();
    switch (heading.key()) {
      case NEW -> warning.getChildren().add(banner(Tone.INFO, heading, compare()));
      case CHANGED, OFFERED ->
          warning
              .getChildren()
              .add(banner(Tone.DANGER, heading, compare(), goOn(TEXTS.get("accept-key"))));
      case CHANGED_AFTER_VERIFIED ->
          warning
              .getChildren()
              .add(
                  banner(
                      Tone.DANGER,
                      heading,
                      compare(),
                      goOn(TEXTS.get("stop-verifying", heading.name()))));
      case SEEN_BEFORE, VERIFIED, PROBLEM -> {
        // said in the header, and in place of the composer
      }
    }
    showWarning();
    if (hadKeyboard) {
      focusComposer();
    }
  }

  private void showWarning() {
    warningScroll.setVisible(!warning.getChildren().isEmpty());
    requestLayout();
  }

  /// Everything as high as it needs to be, but the messages, which take what is left.
  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double y = put(header, 0, Math.ceil(header.prefHeight(width)));
    for (Region each : List.of(searchBar, copyStrip)) {
      y = each.isVisible() ? put(each, y, Math.ceil(each.prefHeight(width))) : y;
    }
    double room = getHeight() - y;
    double foot = 0;
    for (Region each : List.of(aside, subject, composer)) {
      foot += each.isVisible() ? Math.ceil(each.prefHeight(width)) : 0;
    }
    double most = Math.floor((room - foot) * ASIDE_SHARE);
    if (decision.isVisible()) {
      foot = Math.min(decision.prefHeight(width), most);
    }
    if (warningScroll.isVisible()) {
      y = put(warningScroll, y, Math.min(Math.ceil(warning.prefHeight(width)), most));
    }
    y = put(messages, y, Math.max(0, getHeight() - y - foot));
    if (decision.isVisible()) {
      put(decision, y, foot);
    }
    for (Region each : List.of(aside, subject, composer)) {
      y = each.isVisible() ? put(each, y, Math.ceil(each.prefHeight(width))) : y;
    }
  }

  private double put(Region part, double y, double height) {
    part.resizeRelocate(0, y, getWidth(), height);
    return y + height;
  }

  private static Banner banner(Tone tone, ContactHeading heading, Button... buttons) {
    return new Banner(tone, heading.keySentence(), buttons);
  }

  private Button compare() {
    Button compare = new Button(TEXTS.get("compare"));
    compare.setOnAction(_ -> actions.compare());
    return compare;
  }

  private Button goOn(String words) {
    Button button = new Button(words);
    button.setOnAction(_ -> model.deciding().stopVerifying());
    return button;
  }

  /// Whoever types while reading wants to write.
  private void typeBelow(KeyEvent event) {
    String typed = event.getCharacter();
    if (model.headingProperty().get().canWrite()
        && !typed.isBlank()
        && !Character.isISOControl(typed.charAt(0))
        && !event.isShortcutDown()
        && !event.isAltDown()) {
      composer.typeHere(typed);
      event.consume();
    }
  }
}
