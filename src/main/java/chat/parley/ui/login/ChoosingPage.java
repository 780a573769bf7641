package chat.parley.ui.login;

import chat.parley.identity.KeyProblem;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.ui.kit.EmptyState;
import chat.parley.ui.kit.FolderChooser;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.Paths;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import java.nio.file.Path;
import java.util.List;
import javafx.animation.Animation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Who, from which folder, and over which relay; *Log in* is a press of Enter away.
final class ChoosingPage extends VBox {
  private static final Texts TEXTS = Texts.of("login");

  private final LoginViewModel model;
  private final FolderChooser folders;
  private final Runnable makeIdentity;
  private final IdentityList list;
  private final StackPane body = new StackPane();
  private final Label folder = new Label();
  private final Tooltip folderPath = new Tooltip();
  private final Button change = new Button(TEXTS.get("change"));
  private final Button create = new Button(TEXTS.get("new"), Icons.of(Feather.PLUS));
  private final RelayLine relay;
  private final Button logIn = new Button(TEXTS.get("log-in"));
  private @Nullable Animation patience;
  private boolean focusWanted;

  ChoosingPage(
      LoginViewModel model, FolderChooser folders, Runnable makeIdentity, Runnable chooseRelay) {
    this.model = model;
    this.folders = folders;
    this.makeIdentity = makeIdentity;
    this.list = new IdentityList(model.identities(), this::logIn);
    this.relay = new RelayLine(model, chooseRelay, this::focusInside);
    StyleClass.CHOOSING.on(this);
    build();
    bind();
  }

  private void build() {
    folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    folder.setTooltip(folderPath);
    folder.setMinWidth(0);
    change.getStyleClass().add("flat");
    change.setAccessibleText(TEXTS.get("folder.change"));
    change.setMinWidth(USE_PREF_SIZE);
    HBox where = new HBox(Icons.of(Feather.FOLDER), folder, change);
    where.setAlignment(Pos.CENTER_LEFT);
    StyleClass.FOLDER_LINE.on(where);
    logIn.setDefaultButton(true);
    logIn.setMaxWidth(Double.MAX_VALUE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox heading =
        new HBox(8, StyleClass.PAGE_TITLE.on(new Label(TEXTS.get("title"))), gap, create);
    heading.setAlignment(Pos.CENTER_LEFT);
    VBox lines = new VBox(where, relay);
    VBox foot = new VBox(lines, logIn);
    StyleClass.CHOOSING_FOOT.on(foot);
    VBox.setVgrow(body, Priority.ALWAYS);
    body.setAlignment(Pos.TOP_CENTER);
    getChildren().addAll(heading, body, foot);
  }

  private void bind() {
    IdentitiesViewModel identities = model.identities();
    identities
        .folder()
        .subscribe(
            keys -> {
              folder.setText(TEXTS.get("folder.line", Paths.brief(keys.path())));
              folderPath.setText(keys.path().toString());
            });
    identities.listing().subscribe(this::show);
    identities.selected().subscribe(this::choose);
    identities.settled().subscribe(() -> choose(identities.selected().get()));
    model.problem().subscribe(this::showProblem);
    change.setOnAction(event -> chooseFolder());
    create.setOnAction(event -> makeIdentity.run());
    logIn.setOnAction(event -> logIn());
  }

  private void show(Listing listing) {
    if (patience != null) {
      patience.stop();
    }
    boolean empty = listing instanceof Listing.Empty;
    create.setVisible(!empty);
    logIn.setDefaultButton(!empty);
    switch (listing) {
      case Listing.Loading() -> {
        body.getChildren().clear();
        patience = Motion.afterPatience(this::showLoading);
      }
      case Listing.Empty(Path ignored) -> showEmpty();
      case Listing.Failed(Path ignored, KeyProblem problem) -> showInstead(failed(problem));
      case Listing.Full(List<KeysFolderEntry> entries) -> {
        list.show(entries);
        body.getChildren().setAll(list);
        choose(model.identities().selected().get());
      }
    }
  }

  private void showLoading() {
    ProgressIndicator turning = Motion.calmly(new ProgressIndicator());
    VBox waiting = new VBox(turning, new Label(TEXTS.get("loading")));
    StyleClass.EMPTY_STATE.on(waiting);
    waiting.setAlignment(Pos.CENTER);
    body.getChildren().setAll(waiting);
  }

  private void showEmpty() {
    Button first = new Button(TEXTS.get("new"), Icons.of(Feather.PLUS));
    first.setDefaultButton(true);
    first.setOnAction(event -> makeIdentity.run());
    showInstead(
        new EmptyState(
            Feather.KEY, TEXTS.get("empty.title"), TEXTS.get("empty.explanation"), first));
    if (focusWanted) {
      first.requestFocus();
    }
  }

  private void showInstead(EmptyState state) {
    body.getChildren().setAll(new RoomyScroll(state));
    // What is in a scroll pane is in the scene only once that was laid out.
    body.applyCss();
    body.layout();
  }

  private EmptyState failed(KeyProblem problem) {
    Button other = new Button(TEXTS.get("folder.choose"));
    other.setOnAction(event -> chooseFolder());
    return new EmptyState(
        Feather.ALERT_TRIANGLE, TEXTS.get("failed.title"), problem.sentence(), other);
  }

  private void choose(@Nullable KeysFolderEntry entry) {
    list.choose(entry);
    if (focusWanted && list.chosen().isPresent()) {
      focusWanted = false;
      focusInside();
    }
    // While it is not known yet who is there, Enter is remembered.
    logIn.setDisable(entry == null && model.identities().settled().get());
    logIn.setText(entry == null ? TEXTS.get("log-in") : TEXTS.get("log-in.as", entry.label()));
  }

  private void showProblem(@Nullable KeyProblem problem) {
    list.showProblem(problem);
  }

  private void chooseFolder() {
    Path now = model.identities().folder().get().path();
    folders.choose(this, TEXTS.get("folder.choose"), now).ifPresent(model::useFolder);
  }

  private void logIn() {
    char[] passphrase =
        list.chosen().flatMap(IdentityCard::passphrase).map(Passphrases::take).orElse(new char[0]);
    model.logIn(passphrase);
  }

  /// Puts the keyboard where one goes on; if that is not known yet, as soon as it is.
  void focusInside() {
    // Cards are in the scene only once the list was laid out, and cannot have the focus before.
    applyCss();
    layout();
    if (list.chosen().isPresent()) {
      list.chosen().get().focusInside();
    } else {
      // Who is fast finds Enter where it will be: logging in waits until it is known who is there.
      focusWanted = true;
      logIn.requestFocus();
    }
  }

  IdentityList list() {
    return list;
  }

  RelayLine relayLine() {
    return relay;
  }

  Button logInButton() {
    return logIn;
  }

  Button newIdentityButton() {
    return create;
  }

  Button changeFolderButton() {
    return change;
  }

  PasswordField passphraseField() {
    return list.chosen().flatMap(IdentityCard::passphrase).orElseThrow();
  }
}
