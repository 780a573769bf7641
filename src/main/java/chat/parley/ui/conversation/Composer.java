package chat.parley.ui.conversation;

import chat.parley.model.Emoji;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The place to write: grows with the text up to six lines. Enter sends, Shift+Enter breaks the line.
/// Where one cannot write it says why.
final class Composer extends HBox {
  private static final Texts TEXTS = Texts.of("conversation");
  private static final int MOST_LINES = 6;

  /// A text of this many characters needs more lines than that, and is not worth measuring.
  private static final int SURELY_FULL = 5_000;

  private final ConversationViewModel model;
  private final Runnable sent;
  private final TextArea input = new TextArea();
  private final TextRuler ruler = new TextRuler(input.fontProperty());
  private final MenuButton signs = new MenuButton();
  private final Button send = Icons.button(Feather.SEND, TEXTS.get("send"));
  private final Label obstacle = new Label();
  private @Nullable Region followed;

  /// @param sent is told when a message was sent
  Composer(ConversationViewModel model, Runnable sent) {
    this.model = model;
    this.sent = sent;
    build();
    bind();
  }

  private void build() {
    StyleClass.COMPOSER.on(this);
    setAlignment(Pos.BOTTOM_LEFT);
    input.setWrapText(true);
    input.setPrefRowCount(1);
    input.setPromptText(TEXTS.get("prompt", model.name()));
    input.setAccessibleText(TEXTS.get("prompt", model.name()));
    HBox.setHgrow(input, Priority.ALWAYS);
    send.getStyleClass().add("accent");
    send.getTooltip().setText(TEXTS.get("send") + "  " + Shortcut.SEND.text());
    obstacle.setWrapText(true);
    obstacle.setMinHeight(USE_PREF_SIZE);
    obstacle.setGraphic(Icons.small(Feather.SLASH));
    Icons.menu(signs, Feather.SMILE, TEXTS.get("signs"));
    signs.setPopupSide(Side.TOP);
    for (Emoji sign : Signs.TO_WRITE) {
      MenuItem item = new MenuItem(Signs.words(sign));
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> write(sign));
      signs.getItems().add(item);
    }
    getChildren().setAll(signs, input, send, obstacle);
  }

  private void bind() {
    input.textProperty().bindBidirectional(model.writing().draftProperty());
    input.end();
    input.addEventFilter(KeyEvent.KEY_PRESSED, this::type);
    send.setOnAction(_ -> send());
    send.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.writing().draftProperty().get().isBlank(),
                model.writing().draftProperty()));
    model.headingProperty().subscribe(this::show);
    model.writing().subjectProperty().subscribe(this::turnTo);
    input.textProperty().subscribe(this::fit);
    input.textProperty().subscribe(this::toEndOfEdited);
    input.widthProperty().subscribe(this::fit);
    input.fontProperty().subscribe(this::fit);
    input.insetsProperty().subscribe(this::fit);
  }

  void focus() {
    if (input.isVisible()) {
      input.requestFocus();
    }
  }

  /// Goes on writing with what was typed elsewhere.
  void typeHere(String characters) {
    focus();
    input.appendText(characters);
  }

  TextArea input() {
    return input;
  }

  MenuButton signsMenu() {
    return signs;
  }

  Button sendButton() {
    return send;
  }

  private void show(ContactHeading heading) {
    String words = heading.obstacle();
    boolean free = words == null;
    for (Node each : new Node[] {signs, input, send}) {
      each.setVisible(free);
      each.setManaged(free);
    }
    obstacle.setVisible(!free);
    obstacle.setManaged(!free);
    obstacle.setText(words == null ? "" : words);
  }

  /// Whoever answers or edits writes next.
  private void turnTo(@Nullable Subject subject) {
    if (subject != null && !subject.isQuestion()) {
      focus();
      input.end();
    }
  }

  /// The words of a message that is to be edited come in at once, and are gone on with at their end.
  private void toEndOfEdited() {
    if (!input.isFocused() || input.getCaretPosition() == 0) {
      input.end();
    }
  }

  private void type(KeyEvent event) {
    if (Shortcut.LINE_BREAK.matches(event)) {
      input.replaceSelection("\n");
      event.consume();
    } else if (Shortcut.SEND.matches(event)) {
      send();
      event.consume();
    } else if (Shortcut.EDIT_LAST.matches(event)
        && input.getText().isEmpty()
        && model.writing().subjectProperty().get() == null) {
      model.beginEditOfLast();
      event.consume();
    } else if (Shortcut.DISMISS.matches(event) && model.writing().subjectProperty().get() != null) {
      model.writing().endSubject();
      event.consume();
    } else if (event.getCode() == KeyCode.TAB && !event.isControlDown() && !event.isAltDown()) {
      // who has no mouse must get out again; Ctrl+Tab writes a tab
      input.requestFocusTraversal(
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
      event.consume();
    }
  }

  private void write(Emoji sign) {
    input.replaceSelection(sign.text());
    focus();
  }

  private void send() {
    if (model.send()) {
      sent.run();
    }
    focus();
  }

  private void fit() {
    Insets around = input.getInsets();
    double beside = around.getLeft() + around.getRight();
    double above = around.getTop() + around.getBottom();
    if (input.lookup(".content") instanceof Region content) {
      follow(content);
      beside += content.getPadding().getLeft() + content.getPadding().getRight();
      above += content.getPadding().getTop() + content.getPadding().getBottom();
    }
    double line = ruler.measure("x", 0).height();
    String words = input.getText();
    if (words.length() > SURELY_FULL) {
      words = words.substring(0, SURELY_FULL);
    }
    // Not laid out yet, it has no width to break lines at.
    double width = input.getWidth() > 0 ? Math.max(1, input.getWidth() - beside) : 0;
    double text = ruler.measure(words + " ", width).height();
    double height = Math.ceil(above + Math.clamp(text, line, line * MOST_LINES)) + 2;
    input.setMinHeight(height);
    input.setPrefHeight(height);
    input.setMaxHeight(height);
  }

  /// The skin makes it late, and a change of the light takes its padding away for a moment.
  private void follow(Region content) {
    if (!content.equals(followed)) {
      followed = content;
      content.paddingProperty().subscribe(_ -> fit());
    }
  }
}
