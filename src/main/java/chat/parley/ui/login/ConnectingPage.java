package chat.parley.ui.login;

import chat.parley.client.HistoryUnusable;
import chat.parley.model.Connection;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// What is shown between the choice and the main window: on the way, or why not and what to do.
final class ConnectingPage extends VBox {
  private static final Texts TEXTS = Texts.of("login");
  private static final Texts.Choices<HistoryUnusable.Reason> HISTORY =
      TEXTS.choices(HistoryUnusable.Reason.class);
  private static final double AVATAR = 64;

  private final LoginViewModel model;

  ConnectingPage(LoginViewModel model) {
    this.model = model;
    setAlignment(Pos.CENTER);
    StyleClass.CONNECTING.on(this);
  }

  /// @param key the fingerprint of who logs in, if known
  void show(LoginStep step, @Nullable Fingerprint key) {
    switch (step) {
      case LoginStep.Choosing() -> getChildren().clear();
      case LoginStep.Unlocking(Name name) ->
          progress(name, key, TEXTS.get("unlocking", name.value()));
      case LoginStep.Connecting(Name name, RelayAddress.OnThisComputer ignored) ->
          progress(name, key, TEXTS.get("connecting.here"));
      case LoginStep.Connecting(Name name, RelayAddress.Parley parley) ->
          progress(name, key, TEXTS.get("connecting", parley.text()));
      case LoginStep.Connecting(Name name, RelayAddress.Classic classic) ->
          progress(name, key, TEXTS.get("connecting", classic.text()));
      case LoginStep.WithoutHistory without -> withoutHistory(without, key);
      case LoginStep.Stuck stuck -> stuck(stuck, key);
    }
  }

  private void progress(Name name, @Nullable Fingerprint key, String words) {
    ProgressBar bar = new ProgressBar();
    bar.setAccessibleText(words);
    Button cancel = new Button(TEXTS.get("cancel"));
    cancel.setCancelButton(true);
    cancel.setOnAction(event -> model.cancel());
    show(face(name, key), heading(words), bar, cancel);
    cancel.requestFocus();
  }

  private void stuck(LoginStep.Stuck stuck, @Nullable Fingerprint key) {
    Label sentence = text(sentence(stuck));
    Button again = new Button(TEXTS.get("try-again"));
    again.setDefaultButton(true);
    again.setOnAction(event -> model.tryAgain());
    Button back = new Button(TEXTS.get("back"));
    back.setCancelButton(true);
    back.setOnAction(event -> model.cancel());
    FlowPane actions = new FlowPane(8, 8, again);
    actions.setAlignment(Pos.CENTER);
    if (stuck.canOpenAnyway()) {
      Button open = new Button(TEXTS.get("open-anyway"));
      open.setAccessibleHelp(TEXTS.get("open-anyway.help"));
      open.setOnAction(event -> model.openAnyway());
      actions.getChildren().add(open);
    }
    actions.getChildren().add(back);
    show(face(stuck.name(), key), heading(title(stuck)), sentence, actions);
    again.requestFocus();
  }

  private void withoutHistory(LoginStep.WithoutHistory without, @Nullable Fingerprint key) {
    Button back = new Button(TEXTS.get("back"));
    back.setCancelButton(true);
    back.setOnAction(event -> model.cancel());
    String name = without.name().value();
    show(
        face(without.name(), key),
        heading(TEXTS.get("history", name)),
        text(HISTORY.get(without.why().reason(), name, without.why().file())),
        back);
    back.requestFocus();
  }

  private void show(Node... nodes) {
    getChildren().setAll(nodes);
  }

  private static String title(LoginStep.Stuck stuck) {
    return switch (stuck.reason()) {
      case NAME_TAKEN -> TEXTS.get("stuck.name-taken", stuck.name().value());
      case NOT_A_RELAY -> TEXTS.get("stuck.not-a-relay");
      case RELAY_CHANGED -> TEXTS.get("stuck.relay-changed");
      case NOT_ADMITTED, KEY_REJECTED -> TEXTS.get("stuck.not-admitted", stuck.name().value());
      case UNREACHABLE, LOST, BUSY, REPLACED, HISTORY_FAILED, CLOSED ->
          stuck.relay() instanceof RelayAddress.OnThisComputer
              ? TEXTS.get("stuck.here")
              : TEXTS.get("stuck.not-reached");
    };
  }

  private static String sentence(LoginStep.Stuck stuck) {
    String name = stuck.name().value();
    return switch (stuck.relay()) {
      case RelayAddress.OnThisComputer() ->
          stuck.reason() == Connection.Reason.NAME_TAKEN
              ? TEXTS.get("stuck.name-taken.here", name)
              : TEXTS.get("stuck.here.why", RelayAddress.CLASSIC_PORT);
      case RelayAddress.Parley parley -> there(stuck, name, parley.text());
      case RelayAddress.Classic classic -> there(stuck, name, classic.text());
    };
  }

  private static String there(LoginStep.Stuck stuck, String name, String relay) {
    return switch (stuck.reason()) {
      case NAME_TAKEN -> TEXTS.get("stuck.name-taken.there", name, relay);
      case NOT_A_RELAY -> TEXTS.get("stuck.not-a-relay.why", relay);
      case RELAY_CHANGED -> TEXTS.get("stuck.relay-changed.why", relay);
      case NOT_ADMITTED -> TEXTS.get("stuck.not-admitted.why", relay);
      case KEY_REJECTED -> TEXTS.get("stuck.key-rejected.why", relay);
      case LOST, BUSY, REPLACED, HISTORY_FAILED, CLOSED -> TEXTS.get("stuck.lost.why", relay);
      case UNREACHABLE -> TEXTS.get("stuck.unreachable.why", relay);
    };
  }

  private static Node face(Name name, @Nullable Fingerprint key) {
    Avatar avatar = new Avatar(AVATAR);
    avatar.show(name, key);
    return avatar;
  }

  private static Label heading(String words) {
    Label label = StyleClass.PAGE_TITLE.on(text(words));
    label.setAccessibleRole(AccessibleRole.TEXT);
    return label;
  }

  private static Label text(String words) {
    Label label = new Label(words);
    label.setWrapText(true);
    label.setTextAlignment(TextAlignment.CENTER);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
