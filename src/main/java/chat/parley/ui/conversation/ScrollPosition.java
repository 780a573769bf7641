package chat.parley.ui.conversation;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Parent;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/// Where a list of messages is scrolled to, and how that survives changes: at the newest it stays at the
/// newest; elsewhere the row at the top stays where it is, also when a page is put before it.
///
/// Only the user leaves the newest row, by wheel, keys or scroll bar: whatever else moves the list, as
/// larger text does, is taken back. [#restore] is called whenever the list was laid out.
final class ScrollPosition {
  /// How many rows before the top the next page is asked for.
  private static final int NEAR_TOP = 12;

  private static final double TOLERANCE = 2;

  /// How much of the height is left for what stands before a row that the user wants to see.
  private static final double ABOVE_REVEALED = 0.25;

  private final ListView<? extends @Nullable MessageRow> list;
  private final ObservableList<MessageRow> rows;
  private final ListChangeListener<MessageRow> changes = _ -> remember();
  private final ReadOnlyBooleanWrapper atNewest =
      new ReadOnlyBooleanWrapper(this, "atNewest", true);
  private Runnable topReached = () -> {};
  private @Nullable VirtualFlow<?> flow;
  private @Nullable Anchor anchor;
  private boolean moved;
  private boolean mouseDown;
  private boolean restoring;

  /// A row at the top and how far it is scrolled out of sight, in pixels.
  private record Anchor(Object key, double above) {}

  ScrollPosition(ListView<? extends @Nullable MessageRow> list, ObservableList<MessageRow> rows) {
    this.list = list;
    this.rows = rows;
    rows.addListener(new WeakListChangeListener<>(changes));
    list.addEventFilter(ScrollEvent.SCROLL, _ -> userMoves());
    list.addEventFilter(KeyEvent.KEY_PRESSED, _ -> userMoves());
    list.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> mouseDown = true);
    list.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> mouseDown = false);
  }

  /// Whether the newest row is in sight.
  ReadOnlyBooleanProperty atNewestProperty() {
    return atNewest.getReadOnlyProperty();
  }

  /// Says what to do when one scrolls towards the oldest row that is known.
  void onTopReached(Runnable action) {
    topReached = action;
  }

  /// Scrolls to the newest row.
  void toNewest() {
    anchor = null;
    moved = false;
    atNewest.set(true);
    requestLayout();
  }

  /// Scrolls to a row that the user wants to see.
  void reveal(int index) {
    anchor = null;
    atNewest.set(false);
    VirtualFlow<?> now = flow();
    if (now != null) {
      list.layout();
      now.layout();
      if (!isInSight(now, index)) {
        now.scrollToTop(index);
        now.layout();
        now.scrollPixels(-Math.floor(now.getViewportLength() * ABOVE_REVEALED));
      }
    }
    userMoves();
  }

  private static boolean isInSight(VirtualFlow<?> now, int index) {
    IndexedCell<?> first = now.getFirstVisibleCell();
    IndexedCell<?> last = now.getLastVisibleCell();
    if (first == null || last == null || index < first.getIndex() || index > last.getIndex()) {
      return false;
    }
    IndexedCell<?> cell = now.getVisibleCell(index);
    return cell != null
        && cell.getLayoutY() >= 0
        && cell.getLayoutY() + cell.getHeight() <= now.getViewportLength();
  }

  /// Scrolls to where the list was before its rows or its size changed, unless the user moved it.
  void restore() {
    VirtualFlow<?> now = flow();
    if (now == null || rows.isEmpty() || restoring) {
      return;
    }
    restoring = true;
    list.layout();
    now.layout();
    Anchor wanted = anchor;
    if (moved) {
      look(now);
    } else if (atNewest.get()) {
      if (!isAtEnd(now)) {
        toEnd(now);
      }
    } else if (wanted != null) {
      toAnchor(now, wanted);
    }
    moved = false;
    anchor = null;
    restoring = false;
  }

  /// How much room is left below the newest row, in pixels, while all rows are in sight; else 0.
  double roomBelow() {
    VirtualFlow<?> now = flow();
    if (now == null || rows.isEmpty()) {
      return 0;
    }
    IndexedCell<?> first = now.getFirstVisibleCell();
    IndexedCell<?> last = now.getLastVisibleCell();
    boolean all =
        first != null && last != null && first.getIndex() == 0 && isNewest(last.getIndex());
    return all
        ? Math.max(0, Math.floor(now.getViewportLength() - last.getLayoutY() - last.getHeight()))
        : 0;
  }

  private boolean isNewest(int index) {
    return index == rows.size() - 1;
  }

  /// Whether there is nothing to move. To move the list all the same would have it laid out again with the
  /// next frame, and so with every frame: a short conversation would keep a processor busy.
  private boolean isAtEnd(VirtualFlow<?> now) {
    IndexedCell<?> first = now.getFirstVisibleCell();
    IndexedCell<?> last = now.getLastVisibleCell();
    if (first == null || last == null || !isNewest(last.getIndex())) {
      return false;
    }
    double below = now.getViewportLength() - last.getLayoutY() - last.getHeight();
    boolean all = first.getIndex() == 0 && first.getLayoutY() == 0 && below >= 0;
    return all || Math.abs(below) < 1;
  }

  private void toEnd(VirtualFlow<?> now) {
    now.scrollTo(rows.size() - 1);
    now.layout();
    now.setPosition(1);
    now.layout();
  }

  private void toAnchor(VirtualFlow<?> now, Anchor wanted) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).key().equals(wanted.key)) {
        now.scrollToTop(i);
        now.layout();
        now.scrollPixels(wanted.above);
        now.layout();
        return;
      }
    }
  }

  /// Called before the flow knows of a change: what it shows is how it was.
  private void remember() {
    VirtualFlow<?> now = flow();
    if (now != null && !atNewest.get() && anchor == null) {
      IndexedCell<?> first = now.getFirstVisibleCell();
      if (first != null && first.getItem() instanceof MessageRow row) {
        anchor = new Anchor(row.key(), -first.getLayoutY());
      }
    }
    requestLayout();
  }

  private void userMoves() {
    moved = true;
    requestLayout();
  }

  private void positionChanged() {
    if (mouseDown && !restoring) {
      userMoves();
    }
  }

  private void look(VirtualFlow<?> now) {
    IndexedCell<?> last = now.getLastVisibleCell();
    IndexedCell<?> first = now.getFirstVisibleCell();
    if (last == null || first == null) {
      return;
    }
    atNewest.set(
        isNewest(last.getIndex())
            && last.getLayoutY() + last.getHeight() <= now.getViewportLength() + TOLERANCE);
    if (first.getIndex() < NEAR_TOP) {
      topReached.run();
    }
  }

  private void requestLayout() {
    Parent around = list.getParent();
    if (around != null) {
      around.requestLayout();
    }
  }

  private @Nullable VirtualFlow<?> flow() {
    if (flow == null && list.lookup(".virtual-flow") instanceof VirtualFlow<?> found) {
      flow = found;
      found.positionProperty().subscribe(this::positionChanged);
    }
    return flow;
  }
}
