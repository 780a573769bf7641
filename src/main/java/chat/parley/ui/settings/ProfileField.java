package chat.parley.ui.settings;

import chat.parley.model.DisplayName;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// The account's name, and beside it the one to choose. It is taken with Enter, or when the keyboard goes elsewhere.
final class ProfileField extends VBox {
  private static final Texts TEXTS = Texts.of("settings");

  private final ProfileViewModel model;
  private final TextField input = new TextField();
  private final Label wrong =
      StyleClass.SECONDARY.on(new Label(TEXTS.get("name.wrong", DisplayName.MAX_LENGTH)));
  private final Subscription subscription;

  ProfileField(ProfileViewModel model) {
    super(4);
    this.model = model;
    build();
    subscription = bind();
  }

  private void build() {
    Label account = StyleClass.CONTACT_NAME.on(new Label(model.name().value()));
    account.setLabelFor(input);
    input.setPromptText(TEXTS.get("name.none"));
    input.setAccessibleText(TEXTS.get("name.of", model.name()));
    HBox.setHgrow(input, Priority.ALWAYS);
    HBox line = new HBox(8, account, input);
    line.setAlignment(Pos.CENTER_LEFT);
    account.setMinWidth(USE_PREF_SIZE);
    Tone.DANGER.style().on(wrong);
    wrong.setWrapText(true);
    wrong.setMinHeight(USE_PREF_SIZE);
    getChildren().setAll(line, wrong);
    showWrong(false);
  }

  private Subscription bind() {
    input.setOnAction(_ -> choose());
    input
        .focusedProperty()
        .subscribe(
            (had, has) -> {
              if (had && !has) {
                choose();
              }
            });
    return model.displayNameProperty().subscribe(input::setText);
  }

  private void choose() {
    showWrong(!model.choose(input.getText()));
  }

  private void showWrong(boolean isWrong) {
    wrong.setVisible(isWrong);
    wrong.setManaged(isWrong);
  }

  /// The account is logged in no more.
  void close() {
    subscription.unsubscribe();
  }

  TextField input() {
    return input;
  }

  boolean saysWrong() {
    return wrong.isVisible();
  }
}
