package chat.parley.ui;

import chat.parley.ui.kit.StyleClass;
import java.util.Objects;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// Where the parts of the main window stand, by its width (beside text of 14 px; larger text needs more):
///
/// - from 900: contacts, conversations, panel, side by side;
/// - from 640: contacts and conversations; the panel lies over these;
/// - below: one column at a time; the connection stays in sight at its foot.
final class WindowLayout extends Pane {
  static final double NARROWEST_SIDEBAR = 200;
  static final double WIDEST_SIDEBAR = 420;
  private static final double PANEL = 300;
  private static final double THREE_COLUMNS = 900;
  private static final double TWO_COLUMNS = 640;
  private static final double TEXT_SIZE = 14;

  private final Region sidebar;
  private final ConversationPanes panes;
  private final Region foot;
  private final SidebarEdge edge;
  private final Text scaleProbe = new Text();
  private final DoubleProperty sidebarWidth =
      new SimpleDoubleProperty(this, "sidebarWidth", WIDEST_SIDEBAR);
  private final ReadOnlyBooleanWrapper conversationInSight =
      new ReadOnlyBooleanWrapper(this, "conversationInSight", true);
  private @Nullable Region panel;
  private boolean showsConversation;

  /// @param foot how the connection stands, for one column of conversation
  WindowLayout(Region sidebar, ConversationPanes panes, Region foot) {
    this.sidebar = sidebar;
    this.panes = panes;
    this.foot = foot;
    this.edge = new SidebarEdge(sidebarWidth);
    StyleClass.MAIN_WINDOW.on(this);
    scaleProbe.setVisible(false);
    getChildren().setAll(sidebar, edge, panes, foot, scaleProbe);
    // The keyboard comes by it between the two columns; the mouse finds it over both.
    edge.setViewOrder(-1);
    sidebarWidth.subscribe(this::requestLayout);
    scaleProbe.fontProperty().subscribe(this::requestLayout);
  }

  /// The width of the list of contacts beside text of 14 px; 200 to 420.
  DoubleProperty sidebarWidthProperty() {
    return sidebarWidth;
  }

  /// Shows a panel at the right, or none.
  void setPanel(@Nullable Region next) {
    if (!Objects.equals(panel, next)) {
      if (panel != null) {
        getChildren().remove(panel);
      }
      panel = next;
      if (next != null) {
        getChildren().add(next);
      }
    }
  }

  /// Says which column is shown where there is room for one.
  void showConversation(boolean show) {
    showsConversation = show;
    requestLayout();
    layout();
  }

  /// Whether only one column is shown.
  boolean isOneColumn() {
    return getWidth() < TWO_COLUMNS * scale();
  }

  /// Whether conversations are in sight.
  ReadOnlyBooleanProperty conversationInSightProperty() {
    return conversationInSight.getReadOnlyProperty();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    double scale = scale();
    boolean one = isOneColumn();
    boolean left = !one || !showsConversation;
    boolean right = !one || showsConversation;
    double panelSize = panel == null ? 0 : Math.min(PANEL * scale, width);
    boolean docked = width >= THREE_COLUMNS * scale;
    double beside = docked ? panelSize : 0;
    double sidebarSize = one ? width : sidebarSize(width - beside, scale);
    sidebar.setVisible(left);
    panes.setVisible(right);
    edge.setVisible(!one);
    foot.setVisible(one && showsConversation);
    conversationInSight.set(right);
    panes.setScale(scale);
    panes.setCanGoBack(one);
    double from = one ? 0 : sidebarSize;
    double footHeight = foot.isVisible() ? foot.prefHeight(width) : 0;
    double to = width - beside;
    if (left) {
      sidebar.resizeRelocate(0, 0, sidebarSize, height);
    }
    if (right) {
      panes.resizeRelocate(from, 0, Math.max(0, to - from), height - footHeight);
      foot.resizeRelocate(0, height - footHeight, width, footHeight);
    }
    edge.resizeRelocate(sidebarSize - edge.prefWidth(-1) / 2, 0, edge.prefWidth(-1), height);
    if (panel != null) {
      StyleClass.OVERLAY.on(panel, !docked);
      panel.resizeRelocate(width - panelSize, 0, panelSize, height);
    }
  }

  /// The list is narrower than was chosen before a conversation is narrower than it can be.
  private double sidebarSize(double room, double scale) {
    double most = Math.max(NARROWEST_SIDEBAR * scale, room - ConversationPanes.NARROWEST * scale);
    return Math.round(Math.min(sidebarWidth.get() * scale, most));
  }

  private double scale() {
    return scaleProbe.getFont().getSize() / TEXT_SIZE;
  }
}
