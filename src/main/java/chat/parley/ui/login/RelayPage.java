package chat.parley.ui.login;

import chat.parley.model.Invitation;
import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The page for a relay that is not known yet: what is typed, the wait for its key, and the question
/// whether it is the right one. Esc goes one step back.
final class RelayPage extends VBox {
  private static final Texts TEXTS = Texts.of("login");

  private final RelayChoiceViewModel model;
  private final Label title = StyleClass.PAGE_TITLE.on(new Label());
  private final VBox body = new VBox();
  private final ScrollPane scroll = new ScrollPane(body);
  private final TypedRelayForm form;
  private final ButtonBar buttons = new ButtonBar();
  private final Button yes = new Button();
  private final Button cancel = new Button(TEXTS.get("cancel"));

  /// @param leave goes back to the page before
  RelayPage(RelayChoiceViewModel model, Runnable leave) {
    this.model = model;
    this.form = new TypedRelayForm(model);
    StyleClass.RELAY_PAGE.on(this);
    StyleClass.RELAY_PAGE_BODY.on(body);
    build();
    model.step().subscribe(this::show);
    model
        .done()
        .subscribe(
            done -> {
              if (done) {
                leave.run();
              }
            });
  }

  private void build() {
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    cancel.setCancelButton(true);
    cancel.setOnAction(event -> model.cancel());
    ButtonBar.setButtonData(yes, ButtonData.OK_DONE);
    ButtonBar.setButtonData(cancel, ButtonData.CANCEL_CLOSE);
    buttons.setButtonMinWidth(0);
    // Of one size, they would need more room than narrow windows have.
    List.of(form.useButton(), yes, cancel)
        .forEach(button -> ButtonBar.setButtonUniformSize(button, false));
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, scroll, buttons);
  }

  private void show(RelayStep step) {
    scroll.setVvalue(0);
    cancel.setText(TEXTS.get("cancel"));
    switch (step) {
      case RelayStep.Typing() -> typing();
      case RelayStep.Asking asking -> asking(asking.address().text());
      case RelayStep.Question question -> question(question);
      case RelayStep.OtherKey other -> otherKey(other.address().text());
    }
    focusInside();
    if (getScene() != null) {
      Motion.appear(this);
    }
  }

  private void typing() {
    title.setText(TEXTS.get("other-relay"));
    body.getChildren().setAll(form);
    buttons.getButtons().setAll(form.useButton(), cancel);
  }

  private void asking(String address) {
    String words = TEXTS.get("other-relay.asking", address);
    title.setText(TEXTS.get("other-relay"));
    ProgressBar bar = Motion.calmly(new ProgressBar());
    bar.setAccessibleText(words);
    bar.setMaxWidth(Double.MAX_VALUE);
    body.getChildren().setAll(line(words), bar);
    buttons.getButtons().setAll(cancel);
  }

  private void question(RelayStep.Question question) {
    Invitation relay = question.invitation();
    boolean compares = question.origin() == RelayStep.Origin.MET;
    title.setText(compares ? TEXTS.get("compare.title") : TEXTS.get("use.title"));
    Node key = new RelayKeyCard(new RelayAddress.Parley(relay), compares);
    Label words = line(compares ? TEXTS.get("compare.text") : TEXTS.get("use.text"));
    switch (question.acquaintance()) {
      case NONE -> body.getChildren().setAll(words, key);
      case SAME_KEY -> body.getChildren().setAll(key, line(TEXTS.get("use.known")));
      case OTHER_KEY ->
          body.getChildren()
              .setAll(new Banner(Tone.WARNING, TEXTS.get("use.other-key", relay.address())), key);
    }
    yes.setText(compares ? TEXTS.get("compare.same") : TEXTS.get("use.yes"));
    yes.setOnAction(event -> model.accept());
    cancel.setText(compares ? TEXTS.get("compare.cancel") : TEXTS.get("cancel"));
    buttons.getButtons().setAll(yes, cancel);
  }

  private void otherKey(String address) {
    title.setText(TEXTS.get("other-key.title"));
    body.getChildren()
        .setAll(
            new Banner(Tone.DANGER, TEXTS.get("other-key.what", address)),
            line(TEXTS.get("other-key.do")));
    cancel.setText(TEXTS.get("back"));
    buttons.getButtons().setAll(cancel);
  }

  private static Label line(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /// Puts the keyboard where one goes on. No Enter too many says yes to a question.
  void focusInside() {
    // What is in the scroll pane is in the scene only once that was laid out.
    applyCss();
    layout();
    if (model.step().get() instanceof RelayStep.Typing) {
      form.focusInside();
    } else {
      cancel.requestFocus();
    }
  }

  TextField textField() {
    return form.textField();
  }

  Button useButton() {
    return form.useButton();
  }

  Button yesButton() {
    return yes;
  }

  Button cancelButton() {
    return cancel;
  }

  String hintWords() {
    return form.hintWords();
  }
}
