package chat.parley.ui.login;

import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.Banner;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One line that says which relay, with *Change…*: here, a server used before, or another by its address.
final class RelayLine extends VBox {
  private static final Texts TEXTS = Texts.of("login");

  private final LoginViewModel model;
  private final Label words = new Label();
  private final Button change = new Button(TEXTS.get("change"));
  private final TextField address = new TextField();
  private final Button use = new Button(TEXTS.get("relay.use"));
  private final Banner wrong = new Banner(Tone.WARNING, TEXTS.get("relay.wrong"));
  private final HBox line;
  private final HBox editor;

  RelayLine(LoginViewModel model) {
    this.model = model;
    StyleClass.RELAY_LINE.on(this);
    change.getStyleClass().add("flat");
    change.setAccessibleText(TEXTS.get("relay.change"));
    change.setMinWidth(USE_PREF_SIZE);
    words.setMinWidth(0);
    line = new HBox(Icons.of(Feather.RADIO), words, change);
    line.setAlignment(Pos.CENTER_LEFT);
    address.setPromptText(TEXTS.get("relay.address.example"));
    address.setAccessibleText(TEXTS.get("relay.address"));
    HBox.setHgrow(address, Priority.ALWAYS);
    use.setMinWidth(USE_PREF_SIZE);
    Button cancel = Icons.button(Feather.X, TEXTS.get("cancel"));
    cancel.setOnAction(event -> showLine());
    editor = new HBox(address, use, cancel);
    editor.setAlignment(Pos.CENTER_LEFT);
    showLine();
    bind();
  }

  private void bind() {
    model.relay().subscribe(relay -> words.setText(TEXTS.get("relay.line", name(relay))));
    change.setOnAction(event -> menu().show(change, Side.TOP, 0, 0));
    use.setOnAction(event -> accept());
    address.setOnAction(event -> accept());
    address.textProperty().subscribe(() -> getChildren().remove(wrong));
    editor.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            showLine();
            change.requestFocus();
            event.consume();
          }
        });
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu(item(new RelayAddress.OnThisComputer()));
    List<RelayAddress.Classic> recent = model.recentServers();
    recent.forEach(server -> menu.getItems().add(item(server)));
    MenuItem other = new MenuItem(TEXTS.get("relay.other"), Icons.of(Feather.EDIT_2));
    other.setOnAction(event -> showEditor());
    menu.getItems().addAll(new SeparatorMenuItem(), other);
    return menu;
  }

  private MenuItem item(RelayAddress relay) {
    Feather icon =
        switch (relay) {
          case RelayAddress.OnThisComputer() -> Feather.MONITOR;
          case RelayAddress.Parley ignored -> Feather.RADIO;
          case RelayAddress.Classic ignored -> Feather.SERVER;
        };
    MenuItem item = new MenuItem(choice(relay), Icons.of(icon));
    item.setMnemonicParsing(false);
    item.setOnAction(event -> model.useRelay(relay));
    return item;
  }

  private static String choice(RelayAddress relay) {
    return switch (relay) {
      case RelayAddress.OnThisComputer() -> TEXTS.get("relay.choose.here");
      case RelayAddress.Parley parley -> TEXTS.get("relay.choose.parley", parley.text());
      case RelayAddress.Classic classic -> TEXTS.get("relay.choose.classic", classic.text());
    };
  }

  private static String name(RelayAddress relay) {
    return switch (relay) {
      case RelayAddress.OnThisComputer() -> TEXTS.get("relay.here");
      case RelayAddress.Parley parley -> parley.text();
      case RelayAddress.Classic classic -> TEXTS.get("relay.classic", classic.text());
    };
  }

  private void showLine() {
    getChildren().setAll(line);
  }

  private void showEditor() {
    address.setText(
        model.relay().get() instanceof RelayAddress.Classic classic ? classic.text() : "");
    getChildren().setAll(editor);
    address.requestFocus();
    address.selectAll();
  }

  private void accept() {
    try {
      model.useRelay(RelayAddress.Classic.parse(address.getText()));
      showLine();
      change.requestFocus();
    } catch (IllegalArgumentException e) {
      getChildren().setAll(editor, wrong);
    }
  }

  Button changeButton() {
    return change;
  }

  TextField addressField() {
    return address;
  }

  /// The words of the line, for tests.
  String words() {
    return words.getText();
  }

  /// Opens the field for another server.
  void editServer() {
    showEditor();
  }
}
