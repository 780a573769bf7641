package chat.parley.ui.kit;

import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.util.Locale;
import java.util.Objects;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// A round picture of somebody, drawn from the fingerprint of its key ([AvatarPattern]), the initial
/// of its name over it.
///
/// The size is given for text of 14 px and grows with the text around it. Cells keep one and call
/// [#show] again: only what changed is drawn anew.
public final class Avatar extends Region {
  private static final double INITIAL_SHARE = 0.46;

  private final Circle disc = new Circle();
  private final Path figure = new Path();
  private final Text initial = new Text();
  private AvatarPattern pattern = AvatarPattern.of(null);
  private double drawnSize;
  private @Nullable Name name;
  private @Nullable Fingerprint fingerprint;

  /// @param size the diameter in pixels beside text of 14 px
  public Avatar(double size) {
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMouseTransparent(true);
    setStyle(EmSize.square(size));
    disc.setManaged(false);
    figure.setManaged(false);
    figure.setStroke(null);
    initial.setStyle("-fx-fill: white; -fx-font-weight: 600; " + EmSize.text(size * INITIAL_SHARE));
    getChildren().setAll(disc, figure, initial);
  }

  /// Draws somebody.
  ///
  /// @param shownName whose picture it is
  /// @param shownFingerprint its key; null draws a plain grey disc
  public void show(Name shownName, @Nullable Fingerprint shownFingerprint) {
    if (!shownName.equals(name)) {
      name = shownName;
      initial.setText(initialOf(shownName));
      setAccessibleText(shownName.value());
    }
    if (!Objects.equals(shownFingerprint, fingerprint)) {
      fingerprint = shownFingerprint;
      pattern = AvatarPattern.of(shownFingerprint);
      draw();
    }
  }

  AvatarPattern pattern() {
    return pattern;
  }

  String initial() {
    return initial.getText();
  }

  @Override
  protected void layoutChildren() {
    double size = Math.min(getWidth(), getHeight());
    layoutInArea(initial, 0, 0, size, size, 0, HPos.CENTER, VPos.CENTER);
    if (size != drawnSize) {
      drawnSize = size;
      draw();
    }
  }

  private void draw() {
    double radius = drawnSize / 2;
    disc.setRadius(radius);
    disc.setCenterX(radius);
    disc.setCenterY(radius);
    disc.setFill(color(pattern.ground()));
    Path cut = (Path) Shape.intersect(cells(), new Circle(radius, radius, radius));
    figure.getElements().setAll(cut.getElements());
    figure.setFill(color(pattern.figure()));
  }

  /// The filled cells, those of a row that touch drawn as one, so that no seam shows between them.
  private Shape cells() {
    double cell = drawnSize / AvatarPattern.CELLS;
    Shape all = new Path();
    for (int row = 0; row < AvatarPattern.CELLS; row++) {
      int column = 0;
      while (column < AvatarPattern.CELLS) {
        int from = column;
        while (column < AvatarPattern.CELLS && pattern.filled(row, column)) {
          column++;
        }
        if (column > from) {
          all =
              Shape.union(
                  all, new Rectangle(from * cell, row * cell, (column - from) * cell, cell));
        }
        column++;
      }
    }
    return all;
  }

  /// The first letter or digit; of a name that has none, its first character.
  private static String initialOf(Name name) {
    return name.value()
        .chars()
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .findFirst()
        .orElse(name.value().substring(0, 1))
        .toUpperCase(Locale.ROOT);
  }

  private static Color color(int rgb) {
    return Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
  }
}
