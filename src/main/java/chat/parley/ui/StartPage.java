package chat.parley.ui;

import chat.parley.ui.contacts.ConnectionState;
import chat.parley.ui.contacts.ConnectionViewModel;
import chat.parley.ui.contacts.ContactListViewModel;
import chat.parley.ui.kit.EmptyState;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.Texts;
import javafx.animation.Animation;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What stands where conversations will: what to do first, or why nothing can be done yet.
final class StartPage extends StackPane {
  private static final Texts TEXTS = Texts.of("main");

  private final ConnectionViewModel connection;
  private final ReadOnlyBooleanProperty nobody;
  private final boolean canMeet;
  private final Runnable search;
  private final Runnable meet;
  private final Runnable logOut;
  private ConnectionState.@Nullable Stage shownStage;
  private boolean shownNobody;
  private @Nullable Animation patience;

  /// @param search takes the keyboard to the search
  /// @param meet writes to somebody new
  StartPage(
      ConnectionViewModel connection,
      ContactListViewModel contacts,
      Runnable search,
      Runnable meet,
      Runnable logOut) {
    this.connection = connection;
    this.nobody = contacts.emptyProperty();
    this.canMeet = contacts.canMeet();
    this.meet = meet;
    this.search = search;
    this.logOut = logOut;
    connection.stateProperty().subscribe(this::show);
    nobody.subscribe(() -> show(connection.stateProperty().get()));
  }

  private void show(ConnectionState state) {
    if (state.stage().equals(shownStage) && nobody.get() == shownNobody) {
      return;
    }
    shownStage = state.stage();
    shownNobody = nobody.get();
    if (patience != null) {
      patience.stop();
    }
    if (state.stage() == ConnectionState.Stage.CONNECTING) {
      // Most tries are over before one would wonder.
      patience = Motion.afterPatience(() -> getChildren().setAll(page(state)));
    } else {
      getChildren().setAll(page(state));
    }
  }

  private Node page(ConnectionState state) {
    return switch (state.stage()) {
      case CONNECTING ->
          new EmptyState(Feather.LOADER, state.words(), TEXTS.get("connecting.text"));
      case STOPPED ->
          new EmptyState(
              Feather.ALERT_OCTAGON,
              state.words(),
              state.detail(),
              button(TEXTS.get("try-again"), connection::tryNow),
              button(TEXTS.get("log-out"), logOut));
      case WAITING ->
          new EmptyState(
              Feather.WIFI_OFF,
              state.words(),
              TEXTS.get("offline.text"),
              button(TEXTS.get("try-now"), connection::tryNow));
      case CONNECTED ->
          nobody.get()
              ? nobody()
              : new EmptyState(
                  Feather.MESSAGE_SQUARE,
                  TEXTS.get("choose"),
                  TEXTS.get("choose.text", Shortcut.JUMP_TO_CONTACT.text()),
                  button(TEXTS.get("search"), search));
    };
  }

  private Node nobody() {
    return canMeet
        ? new EmptyState(
            Feather.USERS,
            TEXTS.get("nobody"),
            TEXTS.get("nobody.text.relay"),
            button(TEXTS.get("meet"), meet))
        : new EmptyState(Feather.USERS, TEXTS.get("nobody"), TEXTS.get("nobody.text"));
  }

  private static Button button(String words, Runnable action) {
    Button button = new Button(words);
    button.setOnAction(_ -> action.run());
    return button;
  }
}
