package chat.parley.ui.login;

import chat.parley.identity.KeysFolderEntry;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.FolderChooser;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.Paths;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.Objects;
import javafx.animation.Animation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The window before the main window: one page at a time of choosing, making an identity, and connecting.
public final class LoginView extends StackPane {
  private static final Texts TEXTS = Texts.of("login");

  private final LoginViewModel model;
  private final ChoosingPage choosing;
  private final ConnectingPage connecting;
  private final VBox column = new VBox();
  private final StackPane page = new StackPane();
  private @Nullable RelayPage relayPage;
  private @Nullable Animation patience;

  public LoginView(LoginViewModel model, FolderChooser folders) {
    this.model = model;
    this.choosing = new ChoosingPage(model, folders, this::makeIdentity, this::chooseRelay);
    this.connecting = new ConnectingPage(model, this::chooseRelay);
    StyleClass.LOGIN.on(this);
    StyleClass.PAGE.on(column);
    StyleClass.LOGIN_COLUMN.on(column);
    build();
    model.step().subscribe(this::show);
  }

  private void build() {
    model
        .damagedSettings()
        .ifPresent(
            file -> {
              Button close = Icons.button(Feather.X, TEXTS.get("settings.damaged.close"));
              Banner told =
                  new Banner(Tone.WARNING, TEXTS.get("settings.damaged", Paths.brief(file)), close);
              close.setOnAction(event -> column.getChildren().remove(told));
              column.getChildren().add(told);
            });
    VBox.setVgrow(page, Priority.ALWAYS);
    column.getChildren().add(page);
    getChildren().add(column);
  }

  private void show(LoginStep step) {
    if (step instanceof LoginStep.Choosing) {
      stopWaiting();
      boolean back = page.getChildren().contains(connecting);
      turnTo(choosing);
      if (back) {
        choosing.focusInside();
      }
      return;
    }
    connecting.show(step, fingerprint());
    switch (step) {
      case LoginStep.Unlocking ignored -> turnLater();
      case LoginStep.Connecting ignored -> turnLater();
      default -> {
        stopWaiting();
        turnTo(connecting);
      }
    }
  }

  private void turnLater() {
    if (patience == null) {
      patience = Motion.afterPatience(() -> turnTo(connecting));
    }
  }

  private void stopWaiting() {
    if (patience != null) {
      patience.stop();
      patience = null;
    }
  }

  private @Nullable Fingerprint fingerprint() {
    KeysFolderEntry entry = model.identities().selected().get();
    return entry == null ? null : entry.fingerprint();
  }

  private void makeIdentity() {
    NewIdentityViewModel fresh = model.newIdentity();
    NewIdentityView view = new NewIdentityView(fresh, this::backToChoosing);
    turnTo(view);
    view.focusInside();
  }

  private void chooseRelay() {
    turnTo(model.otherRelay());
  }

  /// Asks whether to use the relay of a link that was opened.
  public void consider(Invitation link) {
    RelayChoiceViewModel choice = model.otherRelay();
    choice.consider(link);
    turnTo(choice);
  }

  private void turnTo(RelayChoiceViewModel choice) {
    RelayPage next = new RelayPage(choice, this::backToChoosing);
    relayPage = next;
    turnTo(next);
    next.focusInside();
  }

  private void backToChoosing() {
    turnTo(choosing);
    choosing.focusInside();
  }

  private void turnTo(Node next) {
    if (!page.getChildren().contains(next)) {
      page.getChildren().setAll(next);
      Motion.appear(next);
    }
  }

  /// Puts the keyboard where one goes on.
  public void focusInside() {
    if (relayPage != null && page.getChildren().contains(relayPage)) {
      relayPage.focusInside();
    } else {
      choosing.focusInside();
    }
  }

  ChoosingPage choosingPage() {
    return choosing;
  }

  /// The page for another relay that was turned to last.
  RelayPage relayPage() {
    return Objects.requireNonNull(relayPage);
  }

  /// Turns to the page that makes an identity.
  public void showNewIdentity() {
    makeIdentity();
  }
}
