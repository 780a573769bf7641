package chat.parley.ui.kit;

import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableDoubleProperty;
import javafx.css.StyleConverter;
import javafx.css.Styleable;
import javafx.css.StyleableDoubleProperty;
import javafx.css.StyleableProperty;
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
  private static final double TEXT_SIZE = 14;
  private static final double INITIAL_SHARE = 0.46;

  private static final CssMetaData<Avatar, Number> SIZE =
      new CssMetaData<>("-parley-size", StyleConverter.getSizeConverter(), 32) {
        @Override
        public boolean isSettable(Avatar avatar) {
          return !avatar.size.isBound();
        }

        @Override
        public StyleableProperty<Number> getStyleableProperty(Avatar avatar) {
          return avatar.size;
        }
      };
  private static final List<CssMetaData<? extends Styleable, ?>> METADATA =
      withSize(Region.getClassCssMetaData());

  private final StyleableDoubleProperty size;
  private final Circle disc = new Circle();
  private final Text initial = new Text();
  private Shape figure = new Path();
  private AvatarPattern pattern = AvatarPattern.of(null);
  private @Nullable Name name;
  private @Nullable Fingerprint fingerprint;

  /// @param size the diameter in pixels beside text of 14 px
  public Avatar(double size) {
    this.size = new SimpleStyleableDoubleProperty(SIZE, this, "size", size);
    build(size);
    this.size.subscribe(() -> draw());
  }

  private void build(double startSize) {
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMouseTransparent(true);
    setStyle("-parley-size: " + startSize / TEXT_SIZE + "em;");
    initial.setStyle(
        "-fx-fill: white; -fx-font-weight: 600; -fx-font-size: "
            + startSize * INITIAL_SHARE / TEXT_SIZE
            + "em;");
    getChildren().setAll(disc, figure, initial);
    draw();
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

  /// The diameter in pixels as it is now.
  public ReadOnlyDoubleProperty sizeProperty() {
    return size;
  }

  AvatarPattern pattern() {
    return pattern;
  }

  String initial() {
    return initial.getText();
  }

  private void draw() {
    double radius = size.get() / 2;
    disc.setRadius(radius);
    disc.setCenterX(radius);
    disc.setCenterY(radius);
    disc.setFill(color(pattern.ground()));
    figure = Shape.intersect(cells(), new Circle(radius, radius, radius));
    figure.setFill(color(pattern.figure()));
    getChildren().set(1, figure);
    requestLayout();
  }

  /// The filled cells, those of a row that touch drawn as one, so that no seam shows between them.
  private Shape cells() {
    double cell = size.get() / AvatarPattern.CELLS;
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

  @Override
  protected void layoutChildren() {
    layoutInArea(initial, 0, 0, size.get(), size.get(), 0, HPos.CENTER, VPos.CENTER);
  }

  @Override
  protected double computePrefWidth(double height) {
    return size.get();
  }

  @Override
  protected double computePrefHeight(double width) {
    return size.get();
  }

  @Override
  protected double computeMinWidth(double height) {
    return size.get();
  }

  @Override
  protected double computeMinHeight(double width) {
    return size.get();
  }

  @Override
  protected double computeMaxWidth(double height) {
    return size.get();
  }

  @Override
  protected double computeMaxHeight(double width) {
    return size.get();
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return METADATA;
  }

  private static List<CssMetaData<? extends Styleable, ?>> withSize(
      List<CssMetaData<? extends Styleable, ?>> inherited) {
    List<CssMetaData<? extends Styleable, ?>> all = new ArrayList<>(inherited);
    all.add(SIZE);
    return List.copyOf(all);
  }
}
