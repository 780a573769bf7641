package chat.parley.ui.login;

import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One line that says which relay, with *Change…*: here, one used before, or another.
final class RelayLine extends HBox {
  private static final Texts TEXTS = Texts.of("login");

  private final LoginViewModel model;
  private final Runnable chooseAnother;
  private final Runnable chosen;
  private final FontIcon icon = Icons.of(Feather.RADIO);
  private final Label words = new Label();
  private final Tooltip whole = new Tooltip();
  private final Button change = new Button(TEXTS.get("change"));

  /// @param chooseAnother turns to the page for a relay that is not known yet
  /// @param chosen takes the keyboard on, so that Enter logs in and does not open the menu again
  RelayLine(LoginViewModel model, Runnable chooseAnother, Runnable chosen) {
    this.model = model;
    this.chooseAnother = chooseAnother;
    this.chosen = chosen;
    StyleClass.RELAY_LINE.on(this);
    setAlignment(Pos.CENTER_LEFT);
    change.getStyleClass().add("flat");
    change.setAccessibleText(TEXTS.get("relay.change"));
    change.setMinWidth(USE_PREF_SIZE);
    words.setMinWidth(0);
    words.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    words.setTooltip(whole);
    getChildren().setAll(icon, words, change);
    model.relay().subscribe(this::show);
    change.setOnAction(event -> menu().show(change, Side.TOP, 0, 0));
  }

  private void show(RelayAddress relay) {
    icon.setIconCode(RelayWords.icon(relay));
    words.setText(TEXTS.get("relay.line", RelayWords.inLine(relay)));
    whole.setText(words.getText());
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu(item(new RelayAddress.OnThisComputer()));
    model.recentRelays().forEach(relay -> menu.getItems().add(item(relay)));
    MenuItem other = new MenuItem(TEXTS.get("relay.other"), Icons.of(Feather.EDIT_2));
    other.setOnAction(event -> chooseAnother.run());
    menu.getItems().addAll(new SeparatorMenuItem(), other);
    return menu;
  }

  private MenuItem item(RelayAddress relay) {
    MenuItem item = new MenuItem(RelayWords.asChoice(relay), Icons.of(RelayWords.icon(relay)));
    item.setMnemonicParsing(false);
    item.setOnAction(
        event -> {
          model.useRelay(relay);
          chosen.run();
        });
    return item;
  }

  Button changeButton() {
    return change;
  }

  /// The words of the line, for tests.
  String words() {
    return words.getText();
  }
}
