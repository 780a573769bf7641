package chat.parley.ui.contacts;

import chat.parley.model.Name;
import chat.parley.ui.kit.EmptyState;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Motion;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Writing to somebody new: the name, what became of looking it up, and who has an account at the relay
/// where it tells. In place of the contacts; the arrow and Escape lead back to them.
final class MeetPane extends VBox {
  private static final Texts TEXTS = Texts.of("contacts");

  private final MeetViewModel model;
  private final AccountActions actions;
  private final Button back = Icons.button(Feather.ARROW_LEFT, TEXTS.get("requests.back"));
  private final TextField name = new TextField();
  private final Button lookUp = new Button(TEXTS.get("look-up"));
  private final Label answer = StyleClass.SECONDARY.on(new Label());
  private final Label listTitle = StyleClass.SECTION_TITLE.on(new Label(TEXTS.get("directory")));
  private final Label listHint = StyleClass.SECONDARY.on(new Label());
  private final ListView<@Nullable Name> names = new ListView<>();
  private final StackPane state = new StackPane();

  /// @param leave goes back to the contacts
  MeetPane(MeetViewModel model, AccountActions actions, Runnable leave) {
    this.model = model;
    this.actions = actions;
    build();
    bind(leave);
  }

  private void build() {
    StyleClass.MEETING.on(this);
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText(TEXTS.get("meet"));
    Label title = StyleClass.CONTACT_NAME.on(new Label(TEXTS.get("meet")));
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    HBox top = new HBox(back, title);
    top.getStyleClass().add("top");
    top.setAlignment(Pos.CENTER_LEFT);
    Label nameTitle = new Label(TEXTS.get("meet.name"));
    nameTitle.setLabelFor(name);
    name.setPromptText(TEXTS.get("meet.prompt"));
    HBox.setHgrow(name, Priority.ALWAYS);
    lookUp.getStyleClass().add("accent");
    lookUp.setMinWidth(USE_PREF_SIZE);
    HBox line = new HBox(name, lookUp);
    line.getStyleClass().add("line");
    for (Label each : new Label[] {answer, listHint}) {
      each.setWrapText(true);
      each.setMinHeight(USE_PREF_SIZE);
    }
    VBox field = StyleClass.FIELD.on(new VBox(nameTitle, line, answer));
    Label none = StyleClass.SECONDARY.on(new Label(TEXTS.get("directory.none-such")));
    none.setWrapText(true);
    names.setPlaceholder(none);
    names.setAccessibleText(TEXTS.get("directory"));
    StyleClass.CONTACT_LIST.on(names);
    names.setCellFactory(_ -> new NameCell(model::meet));
    VBox.setVgrow(state, Priority.ALWAYS);
    state.setAlignment(Pos.TOP_CENTER);
    if (model.canAsk()) {
      getChildren().setAll(top, field, listTitle, listHint, state);
    } else {
      Node how =
          new EmptyState(
              Feather.KEY, TEXTS.get("meet.classic"), TEXTS.get("nobody.explanation"), settings());
      VBox.setVgrow(how, Priority.ALWAYS);
      getChildren().setAll(top, how);
    }
  }

  private Button settings() {
    Button settings = new Button(TEXTS.get("nobody.settings"));
    settings.setOnAction(_ -> actions.settings());
    return settings;
  }

  @SuppressWarnings("unchecked") // names are never null; cells are told so when they are empty
  private void bind(Runnable leave) {
    ObservableList<?> all = model.names();
    names.setItems((ObservableList<@Nullable Name>) all);
    name.textProperty().bindBidirectional(model.nameProperty());
    back.setOnAction(_ -> leave.run());
    lookUp.setOnAction(_ -> model.lookUp());
    lookUp
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.nameProperty().get().isBlank(), model.nameProperty()));
    name.setOnAction(_ -> model.lookUp());
    name.addEventFilter(KeyEvent.KEY_PRESSED, this::typeInName);
    names.addEventFilter(KeyEvent.KEY_PRESSED, this::typeInNames);
    model.meetingProperty().subscribe(this::show);
    model.listingProperty().subscribe(this::show);
  }

  /// Takes the keyboard to the name, if one can be looked up.
  void focus() {
    if (model.canAsk()) {
      name.requestFocus();
      name.end();
    } else {
      back.requestFocus();
    }
  }

  TextField name() {
    return name;
  }

  Button lookUpButton() {
    return lookUp;
  }

  ListView<@Nullable Name> names() {
    return names;
  }

  String answer() {
    return answer.getText();
  }

  private void typeInName(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN && !model.names().isEmpty()) {
      names.requestFocus();
      names.getSelectionModel().selectFirst();
      event.consume();
    }
  }

  private void typeInNames(KeyEvent event) {
    Name chosen = names.getSelectionModel().getSelectedItem();
    if (chosen != null && event.getCode() == KeyCode.ENTER) {
      model.meet(chosen);
      event.consume();
    }
  }

  private void show(Meeting meeting) {
    String words =
        switch (meeting) {
          case Meeting.Nothing() -> TEXTS.get("meet.hint");
          case Meeting.Asking(Name wanted, boolean slow) ->
              slow ? TEXTS.get("meet.asking", wanted) : TEXTS.get("meet.hint");
          case Meeting.Failed(String why) -> why;
        };
    answer.setText(words);
    answer.setGraphic(meeting instanceof Meeting.Failed ? Icons.small(Feather.INFO) : null);
    StyleClass.UNREAD.on(answer, meeting instanceof Meeting.Failed);
  }

  private void show(Listing listing) {
    boolean told = listing instanceof Listing.Full;
    listTitle.setVisible(!(listing instanceof Listing.Closed));
    boolean cut = listing instanceof Listing.Full(boolean whole) && !whole;
    listHint.setText(cut ? TEXTS.get("directory.cut") : "");
    listHint.setVisible(cut);
    listHint.setManaged(cut);
    state.getChildren().setAll(told ? names : page(listing));
  }

  private Node page(Listing listing) {
    return switch (listing) {
      case Listing.Loading(boolean slow) -> slow ? loading() : new StackPane();
      case Listing.Closed() ->
          new EmptyState(
              Feather.LOCK, TEXTS.get("directory.closed"), TEXTS.get("directory.closed.text"));
      case Listing.Failed() -> {
        Button again = new Button(TEXTS.get("directory.again"));
        again.setOnAction(_ -> model.readDirectory());
        yield new EmptyState(
            Feather.WIFI_OFF,
            TEXTS.get("directory.failed"),
            TEXTS.get("directory.failed.text"),
            again);
      }
      case Listing.Empty() -> empty();
      case Listing.Full _ -> names;
    };
  }

  private Node empty() {
    if (!actions.canInvite()) {
      return new EmptyState(
          Feather.USERS, TEXTS.get("directory.empty"), TEXTS.get("directory.empty.text"));
    }
    Button copy = new Button(TEXTS.get("copy-invitation"), Icons.of(Feather.LINK));
    copy.setOnAction(_ -> actions.copyInvitation());
    return new EmptyState(
        Feather.USERS, TEXTS.get("directory.empty"), TEXTS.get("directory.empty.invite"), copy);
  }

  private static Node loading() {
    Label words = StyleClass.SECONDARY.on(new Label(TEXTS.get("directory.loading")));
    VBox box = StyleClass.EMPTY_STATE.on(new VBox(Motion.calmly(new ProgressIndicator()), words));
    box.setAlignment(Pos.TOP_CENTER);
    return box;
  }
}
