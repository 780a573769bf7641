package chat.parley.ui.login;

import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.Choices;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One field for an invitation or an address. Below it stands, at every key, what that means and what
/// comes next; it complains only if one insists.
final class TypedRelayForm extends VBox {
  private static final Texts TEXTS = Texts.of("login");
  private static final Texts.Choices<TypedRelay.Flaw> FLAWS = TEXTS.choices(TypedRelay.Flaw.class);
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final RelayChoiceViewModel model;
  private final TextField text = new TextField();
  private final Label hint = hint("");
  private final VBox kinds = new VBox();
  private final VBox trouble = new VBox();
  private final Button use = new Button();

  TypedRelayForm(RelayChoiceViewModel model) {
    this.model = model;
    StyleClass.RELAY_PAGE_BODY.on(this);
    use.setDefaultButton(true);
    ButtonBar.setButtonData(use, ButtonData.OK_DONE);
    build();
    bind();
  }

  private void build() {
    Label label = new Label(TEXTS.get("other-relay.field"));
    label.setLabelFor(text);
    text.setAccessibleText(TEXTS.get("other-relay.field"));
    text.setPromptText(TEXTS.get("other-relay.example"));
    VBox field = StyleClass.FIELD.on(new VBox(label, text, hint));

    ToggleGroup group = new ToggleGroup();
    StyleClass.RELAY_KINDS.on(kinds);
    kinds
        .getChildren()
        .addAll(
            kind(group, RelayChoiceViewModel.Kind.RELAY, TEXTS.get("kind.relay")),
            hint(TEXTS.get("kind.relay.means")),
            kind(group, RelayChoiceViewModel.Kind.CLASSIC, TEXTS.get("kind.classic")),
            hint(TEXTS.get("kind.classic.means")));
    getChildren().addAll(field, kinds, trouble);
  }

  private RadioButton kind(ToggleGroup group, RelayChoiceViewModel.Kind kind, String words) {
    RadioButton choice = new RadioButton(words);
    choice.setToggleGroup(group);
    model.kind().subscribe(now -> choice.setSelected(now == kind));
    Choices.whenChosen(
        choice,
        () -> {
          // The port may have suggested it: that says nothing about what the user says.
          if (model.kind().get() != kind) {
            model.say(kind);
          }
        });
    return choice;
  }

  private void bind() {
    text.textProperty().bindBidirectional(model.text());
    use.setOnAction(event -> model.use());
    EnterKey.does(kinds, model::use);
    model.typed().subscribe(this::show);
    model.kind().subscribe(() -> show(model.typed().get()));
    model.insisted().subscribe(this::mark);
    model.trouble().subscribe(this::showTrouble);
  }

  private void show(TypedRelay typed) {
    boolean address = typed instanceof TypedRelay.Address;
    keep(kinds, address);
    hint.setText(meaning(typed));
    hint.setGraphic(typed instanceof TypedRelay.Invited ? Icons.small(Tone.SUCCESS.icon()) : null);
    Tone.SUCCESS.style().on(hint, typed instanceof TypedRelay.Invited);
    text.setAccessibleHelp(hint.getText());
    use.setText(
        address && model.kind().get() == RelayChoiceViewModel.Kind.RELAY
            ? TEXTS.get("other-relay.ask")
            : TEXTS.get("relay.use"));
  }

  private static String meaning(TypedRelay typed) {
    return switch (typed) {
      case TypedRelay.Nothing() -> TEXTS.get("typed.nothing");
      case TypedRelay.Invited invited -> TEXTS.get("typed.invited", invited.invitation().address());
      case TypedRelay.Address ignored -> TEXTS.get("typed.address");
      case TypedRelay.Unclear(TypedRelay.Flaw flaw, int keyLength) ->
          FLAWS.get(flaw, TypedRelay.KEY_LENGTH, keyLength);
    };
  }

  private void mark(boolean bad) {
    text.pseudoClassStateChanged(DANGER, bad);
    hint.pseudoClassStateChanged(DANGER, bad);
  }

  private void showTrouble(RelayChoiceViewModel.@Nullable Trouble reason) {
    trouble.getChildren().clear();
    if (reason != null) {
      trouble
          .getChildren()
          .add(
              new Banner(
                  Tone.WARNING,
                  switch (reason) {
                    case NOT_REACHED -> TEXTS.get("trouble.not-reached", address());
                    case NOT_A_RELAY -> TEXTS.get("trouble.not-a-relay", address());
                  }));
    }
    keep(trouble, reason != null);
  }

  private String address() {
    return model.typed().get() instanceof TypedRelay.Address address ? address.relay().text() : "";
  }

  private static void keep(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }

  private static Label hint(String words) {
    Label hint = StyleClass.SECONDARY.on(new Label(words));
    hint.setWrapText(true);
    hint.setMinHeight(Region.USE_PREF_SIZE);
    return hint;
  }

  void focusInside() {
    text.requestFocus();
    text.end();
  }

  TextField textField() {
    return text;
  }

  Button useButton() {
    return use;
  }

  String hintWords() {
    return hint.getText();
  }
}
