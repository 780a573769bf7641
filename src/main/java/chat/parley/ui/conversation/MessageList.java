package chat.parley.ui.conversation;

import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Quote;
import chat.parley.ui.kit.Copied;
import chat.parley.ui.kit.Glyphs;
import chat.parley.ui.kit.Icons;
import chat.parley.ui.kit.Shortcut;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The messages of a conversation, newest at the bottom, and the way back there.
///
/// The keyboard walks through the rows: [Shortcut.Group#MESSAGE] says what can be done with the one that is chosen.
/// Enter tries a failed one again, shows more of a long one, or goes to what a text answers.
final class MessageList extends StackPane implements MessageActions {
  private static final Texts TEXTS = Texts.of("conversation");

  private final ConversationViewModel model;
  private final ListView<@Nullable MessageRow> list = new ListView<>();
  private final Button jump = Icons.button(Feather.CHEVRON_DOWN, TEXTS.get("jump"));
  private final MenuItem copyItem = new MenuItem(TEXTS.get("copy"), Icons.of(Feather.COPY));
  private final MenuItem retryItem = new MenuItem(TEXTS.get("retry"), Icons.of(Feather.REFRESH_CW));
  private final MenuItem discardItem =
      new MenuItem(TEXTS.get("discard"), Icons.of(Feather.TRASH_2));
  private final MenuItem moreItem = new MenuItem("", Icons.of(Feather.CHEVRONS_DOWN));
  private final MenuItem replyItem =
      item(TEXTS.get("reply"), Feather.CORNER_UP_LEFT, Shortcut.REPLY);
  private final Menu reactItem = new Menu(TEXTS.get("react"), Icons.of(Feather.SMILE));
  private final MenuItem editItem = item(TEXTS.get("edit"), Feather.EDIT_2, Shortcut.EDIT);
  private final MenuItem deleteItem =
      item(TEXTS.get("delete-ask"), Feather.TRASH_2, Shortcut.DELETE);
  private final ContextMenu menu =
      new ContextMenu(
          replyItem, reactItem, editItem, copyItem, moreItem, retryItem, discardItem, deleteItem);
  private final ContextMenu signs = new ContextMenu();
  private final ReadingState readingState;
  private @Nullable MessageId wanted;
  private boolean takesKeyboard;
  private final ScrollPosition position;

  MessageList(ConversationViewModel model) {
    this.model = model;
    readingState = new ReadingState(model);
    build();
    position = new ScrollPosition(list, model.rows());
    bind();
  }

  private void build() {
    StyleClass.MESSAGE_LIST.on(this);
    list.setAccessibleRole(AccessibleRole.LIST_VIEW);
    list.setAccessibleText(TEXTS.get("messages", model.name()));
    list.setCellFactory(_ -> new MessageCell(this, model.times(), model.search().soughtProperty()));
    StyleClass.JUMP_BUTTON.on(jump);
    setAlignment(jump, Pos.BOTTOM_RIGHT);
    setAlignment(readingState, Pos.TOP_CENTER);
    getChildren().setAll(list, jump, readingState);
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
    model.readingProperty().subscribe(this::seek);
    model.search().onReveal(this::showFound);
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
    model.writing().takeBack(message);
  }

  @Override
  public void unfold(MessageId message) {
    model.unfold(message);
  }

  @Override
  public void copy(MessageId message) {
    Copied.put(model.textOf(message));
  }

  @Override
  public void react(MessageId message, @Nullable Emoji emoji) {
    model.react(message, emoji);
  }

  @Override
  public void jumpTo(MessageId message) {
    wanted = message;
    takesKeyboard = true;
    seek();
  }

  /// Shows a text that was found; the keyboard stays where it is.
  private void showFound(MessageId message) {
    wanted = message;
    takesKeyboard = false;
    seek();
  }

  /// Shows what is wanted, reading back as far as it takes.
  private void seek() {
    MessageId sought = wanted;
    if (sought == null || model.readingProperty().get()) {
      return;
    }
    int found = place(sought);
    if (found >= 0) {
      wanted = null;
      if (takesKeyboard) {
        list.requestFocus();
      } else {
        model.unfoldToFound(sought);
      }
      list.getSelectionModel().clearAndSelect(found);
      position.reveal(found);
    } else if (model.completeProperty().get() || model.unreadableProperty().get()) {
      wanted = null;
    } else {
      model.readEarlier();
    }
  }

  private int place(MessageId message) {
    for (int i = 0; i < model.rows().size(); i++) {
      if (model.rows().get(i).key().equals(message)) {
        return i;
      }
    }
    return -1;
  }

  private static MenuItem item(String words, Ikon icon, Shortcut shortcut) {
    return new MenuItem(words + "  (" + shortcut.text() + ")", Icons.of(icon));
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

  ReadingState readingState() {
    return readingState;
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
    Quote quote = row.particulars().quote();
    MessageId answered = quote == null ? null : quote.original();
    if (Shortcut.COPY.matches(event) && !row.deleted()) {
      copy(row.id());
    } else if (Shortcut.REPLY.matches(event) && row.answerable()) {
      model.writing().beginReply(row.id());
    } else if (Shortcut.REACT.matches(event) && row.answerable()) {
      openSigns(row);
    } else if (Shortcut.EDIT.matches(event) && row.editable()) {
      model.writing().beginEdit(row.id());
    } else if (Shortcut.DELETE.matches(event) && row.discardable()) {
      discard(row.id());
    } else if (Shortcut.DELETE.matches(event) && row.deletable()) {
      model.writing().askToDelete(row.id());
    } else if (event.getCode() == KeyCode.ENTER && row.failed()) {
      retry(row.id());
    } else if (event.getCode() == KeyCode.ENTER && row.hidden() > 0) {
      unfold(row.id());
    } else if (event.getCode() == KeyCode.ENTER && answered != null) {
      jumpTo(answered);
    } else {
      return;
    }
    event.consume();
  }

  private void openSigns(MessageRow.Bubble row) {
    signs.getItems().setAll(signs(row));
    ListCell<?> cell = selectedCell();
    Bubble bubble = cell instanceof MessageCell messageCell ? messageCell.bubble() : null;
    signs.show(bubble == null ? list : bubble, Side.BOTTOM, 0, 0);
  }

  /// The signs to choose from; the one that is there is taken away by choosing it again.
  private List<MenuItem> signs(MessageRow.Bubble row) {
    List<MenuItem> items = new ArrayList<>();
    Emoji mine = row.particulars().mine();
    List<Emoji> all = new ArrayList<>(Signs.REACTIONS);
    if (mine != null && !all.contains(mine)) {
      all.add(mine);
    }
    for (Emoji sign : all) {
      boolean isThere = sign.equals(mine);
      String words = Glyphs.ofThisComputer().drawable(sign.text());
      MenuItem item = new MenuItem(isThere ? TEXTS.get("react.withdraw", words) : words);
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> react(row.id(), isThere ? null : sign));
      items.add(item);
    }
    return items;
  }

  private void openMenu(ContextMenuEvent event) {
    ListCell<?> cell = event.isKeyboardTrigger() ? selectedCell() : cellAt(event);
    if (!(cell instanceof MessageCell messageCell)
        || !(messageCell.getItem() instanceof MessageRow.Bubble row)) {
      return;
    }
    Bubble bubble = messageCell.bubble();
    fillMenu(row, bubble == null ? "" : bubble.text().selected());
    if (menu.getItems().stream().noneMatch(MenuItem::isVisible)) {
      event.consume();
      return;
    }
    if (event.isKeyboardTrigger()) {
      menu.show(bubble == null ? cell : bubble, Side.BOTTOM, 0, 0);
    } else {
      menu.show(list, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  private void fillMenu(MessageRow.Bubble row, String selected) {
    MessageId id = row.id();
    copyItem.setVisible(!row.deleted());
    copyItem.setOnAction(
        _ -> {
          if (selected.isEmpty()) {
            copy(id);
          } else {
            Copied.put(selected);
          }
        });
    replyItem.setVisible(row.answerable());
    replyItem.setOnAction(_ -> model.writing().beginReply(id));
    reactItem.setVisible(row.answerable());
    reactItem.getItems().setAll(signs(row));
    editItem.setVisible(row.editable());
    editItem.setOnAction(_ -> model.writing().beginEdit(id));
    deleteItem.setVisible(row.deletable());
    deleteItem.setOnAction(_ -> model.writing().askToDelete(id));
    moreItem.setVisible(row.hidden() > 0);
    moreItem.setText(TEXTS.get("more", row.hidden()));
    moreItem.setOnAction(_ -> unfold(id));
    retryItem.setVisible(row.failed());
    retryItem.setOnAction(_ -> retry(id));
    discardItem.setVisible(row.discardable());
    discardItem.setOnAction(_ -> discard(id));
  }

  /// What can be done with a row, in the order of the menu.
  List<MenuItem> offered(MessageRow.Bubble row) {
    fillMenu(row, "");
    return menu.getItems().stream().filter(MenuItem::isVisible).toList();
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
