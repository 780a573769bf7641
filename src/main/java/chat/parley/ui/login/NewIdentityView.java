package chat.parley.ui.login;

import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.Choices;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.Paths;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The page that makes an identity. Says what is wrong while one types; Enter makes it, Esc goes back.
final class NewIdentityView extends VBox {
  private static final Texts TEXTS = Texts.of("login");
  private static final Texts.Choices<NewIdentityViewModel.NameState> NAME_STATES =
      TEXTS.choices(NewIdentityViewModel.NameState.class);
  private static final Texts.Choices<Strength> STRENGTHS = TEXTS.choices(Strength.class);
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final NewIdentityViewModel model;
  private final Runnable leave;
  private final TextField name = new TextField();
  private final Label nameHint = hint();
  private final PasswordField passphrase = new PasswordField();
  private final PasswordField repeated = new PasswordField();
  private final Label passphraseHint = hint();
  private final Label repeatedHint = hint();
  private final VBox form = new VBox();
  private final VBox progress = new VBox();
  private final VBox trouble = new VBox();
  private final Button create = new Button(TEXTS.get("new.create"));
  private final Button cancel = new Button(TEXTS.get("cancel"));

  /// @param leave goes back to the page before
  NewIdentityView(NewIdentityViewModel model, Runnable leave) {
    this.model = model;
    this.leave = leave;
    StyleClass.NEW_IDENTITY.on(this);
    build();
    bind();
  }

  private void build() {
    StyleClass.NEW_IDENTITY_FORM.on(form);
    passphrase.setPromptText(TEXTS.get("new.passphrase.optional"));
    form.getChildren()
        .addAll(
            field(TEXTS.get("new.name"), name, nameHint),
            field(TEXTS.get("new.size"), sizes(), null),
            field(TEXTS.get("new.passphrase"), passphrase, passphraseHint),
            field(TEXTS.get("new.repeat"), repeated, repeatedHint));
    Label place = hint();
    place.setText(TEXTS.get("new.place", Paths.brief(model.folder())));
    form.getChildren().add(place);

    ProgressBar bar = Motion.calmly(new ProgressBar());
    bar.setAccessibleText(TEXTS.get("new.working"));
    bar.setMaxWidth(Double.MAX_VALUE);
    progress.getChildren().addAll(new Label(TEXTS.get("new.working")), bar);
    StyleClass.NEW_IDENTITY_PROGRESS.on(progress);

    create.setDefaultButton(true);
    cancel.setCancelButton(true);
    ButtonBar.setButtonData(create, ButtonData.OK_DONE);
    ButtonBar.setButtonData(cancel, ButtonData.CANCEL_CLOSE);
    ButtonBar buttons = new ButtonBar();
    buttons.setButtonMinWidth(0);
    buttons.getButtons().addAll(create, cancel);
    ScrollPane scroll = new ScrollPane(form);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    Label title = StyleClass.PAGE_TITLE.on(new Label(TEXTS.get("new.title")));
    getChildren().addAll(title, scroll, trouble, progress, buttons);
  }

  private static Node field(String words, Node input, @Nullable Label hint) {
    Label label = new Label(words);
    label.setLabelFor(input);
    input.setAccessibleText(words);
    VBox field = new VBox(label, input);
    if (hint != null) {
      field.getChildren().add(hint);
    }
    StyleClass.FIELD.on(field);
    return field;
  }

  private Node sizes() {
    FlowPane choices = new FlowPane(16, 8);
    choices.setAlignment(Pos.CENTER_LEFT);
    EnterKey.does(choices, create::fire);
    ToggleGroup group = new ToggleGroup();
    for (int bits : NewIdentityViewModel.SIZES) {
      RadioButton choice =
          new RadioButton(
              bits == model.bits().get()
                  ? TEXTS.get("new.size.recommended", bits)
                  : TEXTS.get("new.size.bits", bits));
      choice.setToggleGroup(group);
      choice.setSelected(bits == model.bits().get());
      Choices.whenChosen(choice, () -> model.bits().set(bits));
      choices.getChildren().add(choice);
    }
    return choices;
  }

  private void bind() {
    name.textProperty().bindBidirectional(model.name());
    model.nameState().subscribe(this::showName);
    passphrase.textProperty().subscribe(this::showPassphrase);
    repeated.textProperty().subscribe(this::showPassphrase);
    showPassphrase();
    model.working().subscribe(this::showWorking);
    model
        .done()
        .subscribe(
            done -> {
              if (done) {
                leave.run();
              }
            });
    model
        .problem()
        .subscribe(
            problem -> {
              trouble.getChildren().clear();
              if (problem != null) {
                trouble.getChildren().add(new Banner(Tone.DANGER, problem.sentence()));
              }
              keep(trouble, problem != null);
            });
    create.setOnAction(event -> create());
    cancel.setOnAction(event -> cancel());
  }

  private void create() {
    if (passphrase.getLength() > 0 && !Passphrases.same(passphrase, repeated)) {
      repeated.requestFocus();
      return;
    }
    char[] chosen = Passphrases.take(passphrase);
    repeated.clear();
    model.create(chosen);
  }

  private void cancel() {
    passphrase.clear();
    repeated.clear();
    model.cancel();
    leave.run();
  }

  private void showName(NewIdentityViewModel.NameState state) {
    boolean bad =
        state == NewIdentityViewModel.NameState.NOT_ALLOWED
            || state == NewIdentityViewModel.NameState.TAKEN;
    nameHint.setText(NAME_STATES.get(state, name.getText()));
    mark(name, nameHint, bad);
    enable();
  }

  private void showPassphrase() {
    passphraseHint.setText(STRENGTHS.get(Strength.of(passphrase.getCharacters())));
    boolean different = repeated.getLength() > 0 && !Passphrases.same(passphrase, repeated);
    keep(repeatedHint, different);
    repeatedHint.setText(TEXTS.get("new.repeat.different"));
    mark(repeated, repeatedHint, different);
    enable();
  }

  private void showWorking(boolean working) {
    form.setDisable(working);
    keep(progress, working);
    enable();
  }

  private void enable() {
    create.setDisable(
        model.working().get()
            || model.nameState().get() != NewIdentityViewModel.NameState.GOOD
            || !Passphrases.same(passphrase, repeated));
  }

  private static void mark(Control field, Label hint, boolean bad) {
    field.pseudoClassStateChanged(DANGER, bad);
    hint.pseudoClassStateChanged(DANGER, bad);
    field.setAccessibleHelp(hint.getText());
  }

  private static void keep(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }

  private static Label hint() {
    Label hint = StyleClass.SECONDARY.on(new Label());
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    return hint;
  }

  /// Puts the keyboard where one begins.
  void focusInside() {
    // What is in the scroll pane is in the scene only once that was laid out.
    applyCss();
    layout();
    name.requestFocus();
  }

  TextField nameField() {
    return name;
  }

  PasswordField passphraseField() {
    return passphrase;
  }

  PasswordField repeatedField() {
    return repeated;
  }

  Button createButton() {
    return create;
  }

  Button cancelButton() {
    return cancel;
  }

  String nameWords() {
    return nameHint.getText();
  }
}
