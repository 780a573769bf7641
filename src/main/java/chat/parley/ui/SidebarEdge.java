package chat.parley.ui;

import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.beans.property.DoubleProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/// The edge of the list of contacts, to be dragged; with the keyboard, by the arrows.
final class SidebarEdge extends Region {
  private static final Texts TEXTS = Texts.of("main");
  private static final double WIDTH = 8;
  private static final double STEP = 16;

  private final DoubleProperty width;
  private double grabbedAt;
  private double widthThen;

  SidebarEdge(DoubleProperty width) {
    this.width = width;
    StyleClass.SIDEBAR_EDGE.on(this);
    setAccessibleRole(AccessibleRole.SLIDER);
    setAccessibleText(TEXTS.get("sidebar-edge"));
    setCursor(Cursor.H_RESIZE);
    setFocusTraversable(true);
    setPrefWidth(WIDTH);
    setOnMousePressed(this::grab);
    setOnMouseDragged(event -> set(widthThen + event.getSceneX() - grabbedAt));
    setOnKeyPressed(this::type);
  }

  private void grab(MouseEvent event) {
    grabbedAt = event.getSceneX();
    widthThen = width.get();
  }

  private void type(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> set(width.get() - STEP);
      case RIGHT -> set(width.get() + STEP);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void set(double wanted) {
    width.set(Math.clamp(wanted, WindowLayout.NARROWEST_SIDEBAR, WindowLayout.WIDEST_SIDEBAR));
  }
}
