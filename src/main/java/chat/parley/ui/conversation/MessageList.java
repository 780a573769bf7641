package chat.parley.ui.conversation;

import chat.parley.model.MessageId;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The messages of a conversation, newest at the bottom, and the way back there.
///
/// The keyboard walks through the rows: Ctrl+C copies a text, Enter tries a failed one again, Delete
/// takes it back.
final class MessageList extends StackPane implements MessageActions {
  private static final Texts TEXTS = Texts.of("conversation");
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final ConversationViewModel model;
  private final ListView<@Nullable MessageRow> list = new ListView<>();
  private final Button jump = Icons.button(Feather.CHEVRON_DOWN, TEXTS.get("jump"));
  private final MenuItem copyItem = new MenuItem(TEXTS.get("copy"), Icons.of(Feather.COPY));
  private final MenuItem retryItem = new MenuItem(TEXTS.get("retry"), Icons.of(Feather.REFRESH_CW));
  private final MenuItem discardItem =
      new MenuItem(TEXTS.get("discard"), Icons.of(Feather.TRASH_2));
  private final ContextMenu menu = new ContextMenu(copyItem, retryItem, discardItem);
  private final ScrollPosition position;

  MessageList(ConversationViewModel model) {
    this.model = model;
    build();
    position = new ScrollPosition(list, model.rows());
    bind();
  }

  private void build() {
    StyleClass.MESSAGE_LIST.on(this);
    list.setAccessibleRole(AccessibleRole.LIST_VIEW);
    list.setAccessibleText(TEXTS.get("messages", model.name()));
    list.setCellFactory(_ -> new MessageCell(this));
    StyleClass.JUMP_BUTTON.on(jump);
    setAlignment(jump, Pos.BOTTOM_RIGHT);
    getChildren().setAll(list, jump);
  }

  @SuppressWarnings("unchecked") // rows are never null, cells are told so when they are empty
  private void bind() {
    list.setItems(
        (javafx.collections.ObservableList<@Nullable MessageRow>)
            (javafx.collections.ObservableList<?>) model.rows());
    jump.setOnAction(_ -> toNewest());
    jump.visibleProperty().bind(position.atNewestProperty().not());
    model.newBelowProperty().subscribe(this::showNewBelow);
    position.atNewestProperty().subscribe(model::setAtNewest);
    position.onTopReached(model::readEarlier);
    list.setOnContextMenuRequested(this::openMenu);
    list.addEventHandler(KeyEvent.KEY_PRESSED, this::type);
    list.focusedProperty()
        .subscribe(
            focused -> {
              if (focused && list.getSelectionModel().isEmpty()) {
                list.getSelectionModel().selectLast();
              }
            });
  }

  /// Goes to the newest message and stays there as more come.
  void toNewest() {
    position.toNewest();
  }

  @Override
  public void retry(MessageId message) {
    model.retry(message);
  }

  @Override
  public void discard(MessageId message) {
    model.discard(message);
  }

  @Override
  public void unfold(MessageId message) {
    model.unfold(message);
  }

  @Override
  public void copy(MessageId message) {
    SelectableText.copy(model.textOf(message));
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    position.restore();
    list.setTranslateY(sunk(position.roomBelow()));
  }

  /// A short conversation stands next to the place to write; one without a text in the middle.
  private double sunk(double room) {
    boolean written = model.rows().stream().anyMatch(MessageRow.Bubble.class::isInstance);
    return written ? room : Math.floor(room / 2);
  }

  ListView<@Nullable MessageRow> list() {
    return list;
  }

  Button jumpButton() {
    return jump;
  }

  private void showNewBelow(Number count) {
    boolean some = count.intValue() > 0;
    String words = some ? TEXTS.get("new-below", count.intValue()) : TEXTS.get("jump");
    jump.setText(words);
    jump.setAccessibleText(words);
    jump.setContentDisplay(some ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY);
  }

  private void type(KeyEvent event) {
    if (!(list.getSelectionModel().getSelectedItem() instanceof MessageRow.Bubble row)) {
      return;
    }
    if (COPY.match(event)) {
      copy(row.id());
    } else if (event.getCode() == KeyCode.ENTER && row.failed()) {
      retry(row.id());
    } else if (event.getCode() == KeyCode.DELETE && row.discardable()) {
      discard(row.id());
    } else {
      return;
    }
    event.consume();
  }

  private void openMenu(ContextMenuEvent event) {
    ListCell<?> cell = event.isKeyboardTrigger() ? selectedCell() : cellAt(event);
    if (!(cell instanceof MessageCell messageCell)
        || !(messageCell.getItem() instanceof MessageRow.Bubble row)) {
      return;
    }
    Bubble bubble = messageCell.bubble();
    String selected = bubble == null ? "" : bubble.text().selected();
    copyItem.setOnAction(
        _ -> {
          if (selected.isEmpty()) {
            copy(row.id());
          } else {
            SelectableText.copy(selected);
          }
        });
    retryItem.setVisible(row.failed());
    retryItem.setOnAction(_ -> retry(row.id()));
    discardItem.setVisible(row.discardable());
    discardItem.setOnAction(_ -> discard(row.id()));
    if (event.isKeyboardTrigger()) {
      menu.show(bubble == null ? cell : bubble, Side.BOTTOM, 0, 0);
    } else {
      menu.show(list, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  private @Nullable ListCell<?> selectedCell() {
    int selected = list.getSelectionModel().getSelectedIndex();
    for (var node : list.lookupAll(".list-cell")) {
      if (node instanceof ListCell<?> cell && !cell.isEmpty() && cell.getIndex() == selected) {
        return cell;
      }
    }
    return null;
  }

  private static @Nullable ListCell<?> cellAt(ContextMenuEvent event) {
    var node = event.getPickResult().getIntersectedNode();
    while (node != null && !(node instanceof ListCell<?>)) {
      node = node.getParent();
    }
    return node instanceof ListCell<?> cell ? cell : null;
  }
}
