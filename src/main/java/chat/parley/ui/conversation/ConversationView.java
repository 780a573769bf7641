package chat.parley.ui.conversation;

import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One conversation: who, what was said, and the place to write. Whoever shows it closes the view model.
public final class ConversationView extends VBox {
  private static final Texts TEXTS = Texts.of("conversation");

  private final ConversationViewModel model;
  private final ConversationActions actions;
  private final ConversationHeader header;
  private final VBox warning = new VBox();
  private final MessageList messages;
  private final Label limits = StyleClass.SECONDARY.on(new Label());
  private final Composer composer;

  public ConversationView(ConversationViewModel model, ConversationActions actions) {
    this.model = model;
    this.actions = actions;
    header = new ConversationHeader(model, actions);
    messages = new MessageList(model);
    composer = new Composer(model, messages::toNewest);
    build();
    bind();
  }

  private void build() {
    StyleClass.CONVERSATION.on(this);
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText(TEXTS.get("conversation", model.name()));
    StyleClass.LIMITS_LINE.on(limits);
    limits.setText(TEXTS.get("limits", model.name()));
    limits.setGraphic(Icons.small(Feather.INFO));
    limits.setWrapText(true);
    limits.setMinHeight(USE_PREF_SIZE);
    limits.setMaxWidth(Double.MAX_VALUE);
    warning.getStyleClass().add("warning");
    VBox.setVgrow(messages, Priority.ALWAYS);
    getChildren().setAll(header, warning, messages, limits, composer);
  }

  private void bind() {
    model.headingProperty().subscribe(heading -> warn(heading));
    messages.list().addEventHandler(KeyEvent.KEY_TYPED, this::typeBelow);
  }

  /// Which conversation this is.
  public ConversationViewModel model() {
    return model;
  }

  /// Takes the keyboard to the place to write.
  public void focusComposer() {
    composer.focus();
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

  Button sendButton() {
    return composer.sendButton();
  }

  MessageList messages() {
    return messages;
  }

  ConversationHeader header() {
    return header;
  }

  private void warn(ContactHeading heading) {
    warning.getChildren().clear();
    switch (heading.key()) {
      case NEW -> warning.getChildren().add(banner(Tone.INFO, heading, compare()));
      case CHANGED ->
          warning
              .getChildren()
              .add(banner(Tone.WARNING, heading, compare(), goOn(TEXTS.get("accept-key"))));
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
    warning.setManaged(!warning.getChildren().isEmpty());
  }

  private static Banner banner(Tone tone, ContactHeading heading, Button... buttons) {
    return new Banner(tone, heading.keySentence(), buttons);
  }

  private Button compare() {
    Button compare = new Button(TEXTS.get("compare"));
    compare.setOnAction(_ -> actions.fingerprint());
    return compare;
  }

  private Button goOn(String words) {
    Button button = new Button(words);
    button.setOnAction(_ -> model.stopVerifying());
    return button;
  }

  /// Whoever types while reading wants to write.
  private void typeBelow(KeyEvent event) {
    String typed = event.getCharacter();
    if (!typed.isBlank()
        && !Character.isISOControl(typed.charAt(0))
        && !event.isShortcutDown()
        && !event.isAltDown()) {
      composer.typeHere(typed);
      event.consume();
    }
  }
}
