package chat.parley.ui;

import chat.parley.model.Name;
import chat.parley.ui.conversation.ConversationView;
import chat.parley.ui.kit.StyleClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The open conversations side by side, as many as there is room for; the active one always.
final class ConversationPanes extends StackPane implements AutoCloseable {
  /// How narrow a pane may be, in pixels beside text of 14 px.
  static final double NARROWEST = 360;

  private final PanesViewModel model;
  private final Function<Name, ConversationView> maker;
  private final Map<Name, ConversationView> views = new HashMap<>();
  private final SplitPane split = new SplitPane();
  private final Node nothingOpen;
  private final ListChangeListener<Name> changes = _ -> showPanes();
  private final ObservableValue<@Nullable Node> focusOwner =
      sceneProperty().flatMap(Scene::focusOwnerProperty);
  private double scale = 1;
  private boolean looking;
  private boolean canGoBack;

  /// @param nothingOpen is shown while no conversation is open
  ConversationPanes(
      PanesViewModel model, Function<Name, ConversationView> maker, Node nothingOpen) {
    this.model = model;
    this.maker = maker;
    this.nothingOpen = nothingOpen;
    StyleClass.PANES.on(this);
    getChildren().setAll(nothingOpen, split);
    bind();
  }

  private void bind() {
    model.panes().addListener(changes);
    model.activeProperty().subscribe(() -> showPanes());
    widthProperty().subscribe(() -> showPanes());
    focusOwner.subscribe(this::focusMoved);
  }

  /// Says whether this window has the keyboard and shows conversations at all.
  void setLooking(boolean looking) {
    this.looking = looking;
    showLooking();
  }

  /// Says whether every pane shows the way back to the contacts.
  void setCanGoBack(boolean can) {
    canGoBack = can;
    views.values().forEach(view -> view.setCanGoBack(can));
  }

  /// How much larger text is than 14 px.
  void setScale(double scale) {
    if (this.scale != scale) {
      this.scale = scale;
      showPanes();
    }
  }

  /// Takes the keyboard to the active conversation's place to write.
  void focusComposer() {
    ConversationView view = activeView();
    if (view != null) {
      view.focusComposer();
    }
  }

  @Nullable ConversationView activeView() {
    Name active = model.activeProperty().get();
    return active == null ? null : views.get(active);
  }

  /// The conversations in sight, from left to right.
  List<Name> shown() {
    return split.getItems().stream().map(node -> ((ConversationView) node).model().name()).toList();
  }

  /// Writes days anew, after one has ended.
  void refresh() {
    views.values().forEach(view -> view.model().refresh());
  }

  @Override
  public void close() {
    model.panes().removeListener(changes);
    views.values().forEach(view -> view.model().close());
    views.clear();
  }

  private void showPanes() {
    List<Name> names = List.copyOf(model.panes());
    for (Name name : names) {
      views.computeIfAbsent(name, this::make);
    }
    List<Name> fitting = fitting(names);
    List<Node> wanted = new ArrayList<>();
    for (Name name : fitting) {
      wanted.add(views.get(name));
    }
    double narrowest = wanted.size() > 1 ? NARROWEST * scale : 0;
    views.values().forEach(view -> view.setMinWidth(narrowest));
    if (!wanted.equals(split.getItems())) {
      split.getItems().setAll(wanted);
      for (int i = 0; i < wanted.size() - 1; i++) {
        split.setDividerPosition(i, (i + 1.0) / wanted.size());
      }
    }
    views
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !names.contains(entry.getKey());
              if (gone) {
                entry.getValue().model().close();
              }
              return gone;
            });
    split.setVisible(!names.isEmpty());
    nothingOpen.setVisible(names.isEmpty());
    views.values().forEach(view -> view.setCanClose(names.size() > 1));
    views.forEach(
        (name, view) ->
            StyleClass.ACTIVE.on(
                view, wanted.size() > 1 && name.equals(model.activeProperty().get())));
    showLooking();
  }

  /// As many neighbours of the active conversation as there is room for.
  private List<Name> fitting(List<Name> names) {
    int room = Math.max(1, (int) (getWidth() / (NARROWEST * scale)));
    if (names.size() <= room) {
      return names;
    }
    int active = Math.max(0, names.indexOf(model.activeProperty().get()));
    int from = Math.clamp(active - room + 1L, 0, names.size() - room);
    return names.subList(from, from + room);
  }

  private ConversationView make(Name name) {
    ConversationView view = maker.apply(name);
    view.setCanGoBack(canGoBack);
    return view;
  }

  private void showLooking() {
    Name active = model.activeProperty().get();
    views.forEach((name, view) -> view.model().setLooking(looking && name.equals(active)));
  }

  private void focusMoved(@Nullable Node owner) {
    for (Node node = owner; node != null; node = node.getParent()) {
      if (node instanceof ConversationView view) {
        model.activate(view.model().name());
        return;
      }
    }
  }
}
