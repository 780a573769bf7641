package chat.parley.ui.contacts;

import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// How the connection stands: always in sight.
public final class ConnectionBar extends HBox {
  private static final Texts TEXTS = Texts.of("contacts");

  private final Label words = new Label();
  private final Label detail = StyleClass.SECONDARY.on(new Label());
  private final Button tryNow = new Button(TEXTS.get("try-now"));

  public ConnectionBar(ConnectionViewModel model) {
    build();
    tryNow.setOnAction(_ -> model.tryNow());
    model.stateProperty().subscribe(this::show);
  }

  private void build() {
    StyleClass.CONNECTION_BAR.on(this);
    setAlignment(Pos.CENTER_LEFT);
    setAccessibleRole(AccessibleRole.TEXT);
    for (Label label : new Label[] {words, detail}) {
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      label.setMinWidth(0);
    }
    VBox text = new VBox(words, detail);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    tryNow.getStyleClass().add("small");
    tryNow.setMinWidth(USE_PREF_SIZE);
    getChildren().setAll(text, tryNow);
  }

  Button tryNowButton() {
    return tryNow;
  }

  private void show(ConnectionState state) {
    words.setText(state.words());
    words.setGraphic(Icons.small(icon(state.stage())));
    for (Tone each : Tone.values()) {
      each.style().on(words, each == tone(state.stage()));
    }
    boolean told = state.canTryNow() && !state.detail().isEmpty();
    detail.setText(told ? state.detail() : "");
    detail.setVisible(told);
    detail.setManaged(told);
    tryNow.setVisible(state.canTryNow());
    tryNow.setManaged(state.canTryNow());
    setAccessibleText(
        state.stage() == ConnectionState.Stage.CONNECTED
            ? state.detail()
            : state.words() + ". " + state.detail());
  }

  private static Ikon icon(ConnectionState.Stage stage) {
    return switch (stage) {
      case CONNECTING -> Feather.LOADER;
      case CONNECTED -> Feather.WIFI;
      case WAITING -> Feather.WIFI_OFF;
      case STOPPED -> Feather.ALERT_OCTAGON;
    };
  }

  private static Tone tone(ConnectionState.Stage stage) {
    return switch (stage) {
      case CONNECTING -> Tone.INFO;
      case CONNECTED -> Tone.SUCCESS;
      case WAITING -> Tone.WARNING;
      case STOPPED -> Tone.DANGER;
    };
  }
}
