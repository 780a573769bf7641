package chat.parley.ui.contacts;

import atlantafx.base.controls.CustomTextField;
import chat.parley.model.Name;
import chat.parley.ui.kit.EmptyState;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The contacts and the place to search them. Selecting is not opening: a click, Enter or a key of its
/// own opens, so that the arrows can walk without leaving the conversation.
final class ContactList extends VBox {
  private static final Texts TEXTS = Texts.of("contacts");

  private final ContactListViewModel model;
  private final Consumer<Name> beside;
  private final CustomTextField search = new CustomTextField();
  private final ListView<@Nullable ContactRow> list = new ListView<>();
  private final Node nobody;
  private final Node noMatch;
  private final RequestsLine requests;
  private final Consumer<String> lookUp;
  private final ListChangeListener<ContactRow> selection = _ -> selectOpen();

  /// @param beside opens a conversation beside the one that is open
  /// @param lookUp asks the relay for somebody; for an empty name, asks for the name
  ContactList(
      ContactListViewModel model,
      AccountActions actions,
      Consumer<Name> beside,
      Consumer<String> lookUp) {
    this.model = model;
    this.beside = beside;
    this.lookUp = lookUp;
    requests = new RequestsLine(model);
    nobody = nobody(actions);
    noMatch = noMatch();
    build();
    bind();
  }

  private void build() {
    StyleClass.CONTACT_SEARCH.on(search);
    VBox.setMargin(search, new Insets(0, 16, 8, 16));
    search.setPromptText(TEXTS.get("search"));
    search.setAccessibleText(TEXTS.get("search"));
    search.setLeft(Icons.small(Feather.SEARCH));
    Label key = StyleClass.KEYCAP.on(new Label(Shortcut.JUMP_TO_CONTACT.text()));
    key.visibleProperty().bind(search.textProperty().isEmpty());
    search.setRight(key);
    StyleClass.CONTACT_LIST.on(list);
    list.setAccessibleRole(AccessibleRole.LIST_VIEW);
    list.setAccessibleText(TEXTS.get("contacts"));
    list.setCellFactory(_ -> cell());
    StackPane pane = new StackPane(list, nobody, noMatch);
    VBox.setVgrow(pane, Priority.ALWAYS);
    getStyleClass().add("contacts");
    getChildren().setAll(search, requests, pane);
    VBox.setMargin(requests, new Insets(0, 8, 4, 8));
  }

  @SuppressWarnings("unchecked") // rows are never null; cells are told so when they are empty
  private void bind() {
    ObservableList<?> rows = model.rows();
    list.setItems((ObservableList<@Nullable ContactRow>) rows);
    search.textProperty().bindBidirectional(model.searchProperty());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::typeInSearch);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::typeInList);
    model.openProperty().subscribe(() -> selectOpen());
    model.rows().addListener(selection);
    BooleanBinding searching =
        Bindings.createBooleanBinding(() -> !search.getText().isBlank(), search.textProperty());
    nobody
        .visibleProperty()
        .bind(Bindings.isEmpty(model.rows()).and(searching.not()).and(model.heardProperty()));
    noMatch.visibleProperty().bind(Bindings.isEmpty(model.rows()).and(searching));
    list.visibleProperty().bind(Bindings.isNotEmpty(model.rows()));
  }

  TextField search() {
    return search;
  }

  ListView<@Nullable ContactRow> list() {
    return list;
  }

  private ContactCell cell() {
    ContactCell cell = new ContactCell();
    cell.setOnMouseClicked(
        event -> {
          ContactRow row = cell.getItem();
          if (row != null && event.getButton() == MouseButton.PRIMARY) {
            if (event.isShortcutDown()) {
              beside.accept(row.name());
            } else {
              model.open(row.name());
            }
          }
        });
    MenuItem open = new MenuItem(TEXTS.get("open"), Icons.of(Feather.MESSAGE_SQUARE));
    open.setOnAction(_ -> open(cell.getItem()));
    MenuItem openBeside =
        new MenuItem(
            TEXTS.get("open-beside") + "  (" + Shortcut.OPEN_BESIDE.text() + ")",
            Icons.of(Feather.COLUMNS));
    openBeside.setOnAction(_ -> openBeside(cell.getItem()));
    ContextMenu menu = new ContextMenu(open, openBeside);
    cell.emptyProperty().subscribe(empty -> cell.setContextMenu(empty ? null : menu));
    return cell;
  }

  private void typeInSearch(KeyEvent event) {
    if (Shortcut.OPEN_BESIDE.matches(event)) {
      if (!model.rows().isEmpty()) {
        openBeside(model.rows().getFirst());
      }
    } else if (event.getCode() == KeyCode.ENTER) {
      Name wanted = model.toLookUp();
      if (wanted == null) {
        model.openFound();
      } else {
        lookUp.accept(wanted.value());
      }
    } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
      search.clear();
    } else if (event.getCode() == KeyCode.DOWN && !event.isAltDown() && !model.rows().isEmpty()) {
      list.requestFocus();
      list.getSelectionModel().selectFirst();
    } else {
      return;
    }
    event.consume();
  }

  private void typeInList(KeyEvent event) {
    ContactRow row = list.getSelectionModel().getSelectedItem();
    if (Shortcut.OPEN_BESIDE.matches(event)) {
      openBeside(row);
    } else if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
      open(row);
    } else {
      return;
    }
    event.consume();
  }

  private void open(@Nullable ContactRow row) {
    if (row != null) {
      model.open(row.name());
    }
  }

  private void openBeside(@Nullable ContactRow row) {
    if (row != null) {
      model.searchProperty().set("");
      beside.accept(row.name());
    }
  }

  private void selectOpen() {
    int place = model.place(model.openProperty().get());
    if (place < 0) {
      list.getSelectionModel().clearSelection();
    } else if (list.getSelectionModel().getSelectedIndex() != place) {
      list.getSelectionModel().clearAndSelect(place);
    }
  }

  private Node nobody(AccountActions actions) {
    if (model.canMeet()) {
      Button meet = new Button(TEXTS.get("meet"));
      meet.setOnAction(_ -> lookUp.accept(""));
      return new EmptyState(
          Feather.USERS, TEXTS.get("nobody"), TEXTS.get("nobody.explanation.relay"), meet);
    }
    Button settings = new Button(TEXTS.get("nobody.settings"));
    settings.setOnAction(_ -> actions.settings());
    return new EmptyState(
        Feather.USERS, TEXTS.get("nobody"), TEXTS.get("nobody.explanation"), settings);
  }

  private Node noMatch() {
    Button clear = new Button(TEXTS.get("clear-search"));
    clear.setOnAction(
        _ -> {
          search.clear();
          search.requestFocus();
        });
    Button ask = new Button();
    ask.getStyleClass().add("accent");
    ask.setMnemonicParsing(false);
    ask.setOnAction(_ -> lookUp.accept(search.getText().strip()));
    search
        .textProperty()
        .subscribe(
            text -> {
              String wanted = text.strip();
              ask.setText(TEXTS.get("look-up.at-relay", wanted));
              boolean can = model.canMeet() && ContactListViewModel.isName(wanted);
              ask.setVisible(can);
              ask.setManaged(can);
            });
    VBox ways = new VBox(8, ask, clear);
    ways.setAlignment(Pos.CENTER);
    return new EmptyState(
        Feather.SEARCH, TEXTS.get("no-match"), TEXTS.get("no-match.explanation"), ways);
  }
}
