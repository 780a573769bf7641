package chat.parley.ui.contacts;

import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;

/// How many strangers wait for a decision, and the way to them and back; not there while nobody waits.
final class RequestsLine extends Button {
  private static final Texts TEXTS = Texts.of("contacts");

  private final ContactListViewModel model;

  RequestsLine(ContactListViewModel model) {
    this.model = model;
    StyleClass.REQUESTS_LINE.on(this);
    getStyleClass().add("flat");
    setAlignment(Pos.CENTER_LEFT);
    setMaxWidth(Double.MAX_VALUE);
    setOnAction(_ -> model.showRequests(!model.requestsShownProperty().get()));
    model.requestsProperty().subscribe(this::show);
    model.requestsShownProperty().subscribe(this::show);
    model.searchProperty().subscribe(this::show);
    show();
  }

  private void show() {
    int waiting = model.requestsProperty().get();
    boolean there = waiting > 0 && model.searchProperty().get().isBlank();
    setVisible(there);
    setManaged(there);
    boolean shown = model.requestsShownProperty().get();
    setGraphic(Icons.small(shown ? Feather.ARROW_LEFT : Feather.USER_PLUS));
    setText(
        shown
            ? TEXTS.get("requests.back")
            : waiting == 1 ? TEXTS.get("requests.one") : TEXTS.get("requests.more", waiting));
  }
}
