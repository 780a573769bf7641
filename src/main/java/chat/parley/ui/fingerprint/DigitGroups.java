package chat.parley.ui.fingerprint;

import chat.parley.ui.kit.StyleClass;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Groups of digits in rows of four; of two or one where there is no room, so that rows always end alike.
final class DigitGroups extends Region {
  private static final List<Integer> COLUMNS = List.of(4, 2, 1);
  private static final double GAP_SHARE = 0.3;

  DigitGroups() {
    setAccessibleRole(AccessibleRole.TEXT);
    StyleClass.DIGITS.on(this);
  }

  /// Shows these groups, all of one length.
  ///
  /// @param what what they are, for a screen reader, which then spells them out
  void show(String what, List<String> groups) {
    getChildren().setAll(groups.stream().map(DigitGroups::cell).toList());
    setAccessibleText(what + ": " + spelled(groups));
  }

  /// `12 34` becomes `1 2, 3 4`: digits one by one, a pause between groups.
  static String spelled(List<String> groups) {
    return String.join(
        ", ", groups.stream().map(group -> String.join(" ", group.split(""))).toList());
  }

  private static Label cell(String group) {
    Label cell = StyleClass.MONOSPACED.on(new Label(group));
    cell.setAlignment(Pos.CENTER_LEFT);
    cell.setMinWidth(USE_PREF_SIZE);
    return cell;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return width(1);
  }

  @Override
  protected double computePrefWidth(double height) {
    return width(COLUMNS.getFirst());
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    int columns = columns(width < 0 ? prefWidth(-1) : width);
    int rows = Math.ceilDiv(getChildren().size(), columns);
    return snappedTopInset() + rows * cellHeight() + snappedBottomInset();
  }

  @Override
  protected void layoutChildren() {
    int columns = columns(getWidth());
    double cellWidth = cellWidth();
    double cellHeight = cellHeight();
    for (int i = 0; i < getChildren().size(); i++) {
      int column = i % columns;
      int row = i / columns;
      double x = snappedLeftInset() + column * (cellWidth + gap());
      double y = snappedTopInset() + row * cellHeight;
      getChildren().get(i).resizeRelocate(x, y, cellWidth, cellHeight);
    }
  }

  private int columns(double width) {
    return COLUMNS.stream()
        .filter(columns -> width(columns) <= width)
        .findFirst()
        .orElse(COLUMNS.getLast());
  }

  private double width(int columns) {
    return snappedLeftInset() + columns * cellWidth() + (columns - 1) * gap() + snappedRightInset();
  }

  private double gap() {
    return snapSpaceX(cellWidth() * GAP_SHARE);
  }

  private double cellWidth() {
    return getManagedChildren().stream().mapToDouble(cell -> cell.prefWidth(-1)).max().orElse(0);
  }

  private double cellHeight() {
    return getManagedChildren().stream().mapToDouble(cell -> cell.prefHeight(-1)).max().orElse(0);
  }
}
