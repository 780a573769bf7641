package chat.parley.ui.login;

import chat.parley.client.HistoryUnusable;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.Avatar;
import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.CopyButton;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.Paths;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// What is shown between the choice and the main window: on the way, or why not and what to do.
final class ConnectingPage extends RoomyScroll {
  private static final Texts TEXTS = Texts.of("login");
  private static final Texts.Choices<HistoryUnusable.Reason> HISTORY =
      TEXTS.choices(HistoryUnusable.Reason.class);
  private static final double AVATAR = 64;

  private final LoginViewModel model;
  private final Runnable newInvitation;
  private final VBox content;

  /// @param newInvitation turns to the page for another relay
  ConnectingPage(LoginViewModel model, Runnable newInvitation) {
    this(model, newInvitation, new VBox());
  }

  private ConnectingPage(LoginViewModel model, Runnable newInvitation, VBox content) {
    super(content);
    this.model = model;
    this.content = content;
    this.newInvitation = newInvitation;
    content.setAlignment(Pos.CENTER);
    StyleClass.CONNECTING.on(content);
  }

  /// @param key the fingerprint of who logs in, if known
  void show(LoginStep step, @Nullable Fingerprint key) {
    switch (step) {
      case LoginStep.Choosing() -> content.getChildren().clear();
      case LoginStep.Unlocking(Name name) ->
          progress(face(name, key), TEXTS.get("unlocking", name.value()));
      case LoginStep.Connecting(Name name, RelayAddress relay) ->
          progress(face(name, key), onTheWay(relay));
      case LoginStep.WithoutHistory without -> withoutHistory(without, face(without.name(), key));
      case LoginStep.HistoryPutAside aside -> putAside(aside, face(aside.name(), key));
      case LoginStep.Stuck stuck -> stuck(stuck, face(stuck.name(), key));
    }
  }

  private static String onTheWay(RelayAddress relay) {
    return relay instanceof RelayAddress.OnThisComputer
        ? TEXTS.get("connecting.here")
        : TEXTS.get("connecting", RelayWords.address(relay));
  }

  private void progress(Node face, String words) {
    ProgressBar bar = Motion.calmly(new ProgressBar());
    bar.setAccessibleText(words);
    Button cancel = back(TEXTS.get("cancel"));
    show(face, heading(words), bar, cancel);
    cancel.requestFocus();
  }

  private void stuck(LoginStep.Stuck stuck, Node face) {
    Button first;
    if (stuck.needsInvitation()) {
      first = first(TEXTS.get("new-invitation"), this::useNewInvitation);
    } else {
      first = first(TEXTS.get("try-again"), model::tryAgain);
    }
    FlowPane actions = actions(first);
    if (stuck.canOpenAnyway()) {
      Button open = new Button(TEXTS.get("open-anyway"));
      open.setAccessibleHelp(TEXTS.get("open-anyway.help"));
      open.setOnAction(event -> model.openAnyway());
      actions.getChildren().add(open);
    }
    actions.getChildren().add(back(TEXTS.get("back")));
    show(
        stuck.needsInvitation() ? alarm() : face,
        heading(StuckWords.title(stuck)),
        text(StuckWords.sentence(stuck)),
        actions);
    first.requestFocus();
  }

  private void useNewInvitation() {
    model.cancel();
    newInvitation.run();
  }

  private void withoutHistory(LoginStep.WithoutHistory without, Node face) {
    HistoryUnusable why = without.why();
    String name = without.name().value();
    Button back = back(TEXTS.get("back"));
    if (why.reason() == HistoryUnusable.Reason.IN_USE) {
      show(face, heading(TEXTS.get("in-use", name)), text(HISTORY.get(why.reason(), name)));
    } else {
      show(
          face,
          heading(TEXTS.get("history", name)),
          text(HISTORY.get(why.reason(), name)),
          path(why.file()));
    }
    if (why.rescue().isPresent()) {
      Button aside = new Button(TEXTS.get("history.put-aside"));
      aside.setOnAction(event -> model.putHistoryAside());
      content.getChildren().add(text(TEXTS.get("history.lost")));
      if (without.notMoved()) {
        content.getChildren().add(new Banner(Tone.WARNING, TEXTS.get("history.not-moved")));
      }
      content.getChildren().add(actions(aside, back));
      back.requestFocus();
    } else if (without.canTryAgain()) {
      Button again = first(TEXTS.get("try-again"), model::tryAgain);
      content.getChildren().add(actions(again, back));
      again.requestFocus();
    } else {
      content.getChildren().add(actions(back));
      back.requestFocus();
    }
  }

  private void putAside(LoginStep.HistoryPutAside aside, Node face) {
    Button logIn = first(TEXTS.get("log-in.as", aside.name().value()), model::tryAgain);
    show(
        face,
        heading(TEXTS.get("history.aside")),
        text(TEXTS.get("history.aside.text")),
        path(aside.keptAs()),
        actions(logIn, back(TEXTS.get("back"))));
    logIn.requestFocus();
  }

  private static Button first(String words, Runnable action) {
    Button button = new Button(words);
    button.setDefaultButton(true);
    button.setOnAction(event -> action.run());
    return button;
  }

  private Button back(String words) {
    Button button = new Button(words);
    button.setCancelButton(true);
    button.setOnAction(event -> model.cancel());
    return button;
  }

  private FlowPane actions(Button... buttons) {
    FlowPane actions = new FlowPane(8, 8, buttons);
    actions.setAlignment(Pos.CENTER);
    // By itself it would be as wide as its widest button wants to be, whatever room there is.
    actions.setMinWidth(0);
    for (Button button : buttons) {
      button.maxWidthProperty().bind(actions.widthProperty());
    }
    return actions;
  }

  private static Node alarm() {
    StackPane alarm = new StackPane(Icons.large(Tone.DANGER.icon()));
    return Tone.DANGER.style().on(alarm);
  }

  private void show(Node... nodes) {
    content.getChildren().setAll(nodes);
    setVvalue(0);
  }

  private static Node face(Name name, @Nullable Fingerprint key) {
    Avatar avatar = new Avatar(AVATAR);
    avatar.show(name, key);
    avatar.setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
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
    label.setAlignment(Pos.CENTER);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  /// Where a file is, on one line, to be read and copied.
  private static Node path(Path file) {
    Label where = StyleClass.MONOSPACED.on(new Label(Paths.brief(file)));
    StyleClass.SECONDARY.on(where);
    where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    where.setTooltip(new Tooltip(file.toString()));
    where.setMinWidth(0);
    HBox line = new HBox(8, where, new CopyButton(TEXTS.get("history.copy"), file::toString));
    line.setAlignment(Pos.CENTER);
    return line;
  }
}
