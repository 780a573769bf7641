package chat.parley.ui.kit;

import io.nayuki.qrcodegen.QrCode.Ecc;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.VLineTo;
import org.jspecify.annotations.Nullable;

/// A QR code, always dark on white with the quiet zone of four modules that readers need, whatever the
/// theme. Modules are whole pixels.
public final class QrCode extends Region {
  private static final int QUIET_ZONE = 4;

  private final Rectangle paper = new Rectangle();
  private final Path ink = new Path();
  private io.nayuki.qrcodegen.@Nullable QrCode code;

  /// One whose side grows with the text around it.
  ///
  /// @param size the length of a side in pixels beside text of 14 px
  public QrCode(double size) {
    this();
    setStyle(EmSize.square(size));
  }

  /// One whose side is set by [#setSide].
  public QrCode() {
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    paper.setFill(Color.WHITE);
    paper.setManaged(false);
    ink.setFill(Color.BLACK);
    ink.setStroke(null);
    ink.setManaged(false);
    getChildren().setAll(paper, ink);
  }

  /// @param side the length of a side in pixels
  public void setSide(double side) {
    setMinSize(side, side);
    setPrefSize(side, side);
    setMaxSize(side, side);
  }

  /// Draws a text.
  ///
  /// @throws IllegalArgumentException if it is too long for any QR code
  public void show(String text) {
    code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double side = Math.min(getWidth(), getHeight());
    paper.setWidth(side);
    paper.setHeight(side);
    ink.getElements().clear();
    if (code != null) {
      draw(code, side);
    }
  }

  private void draw(io.nayuki.qrcodegen.QrCode shown, double side) {
    int modules = shown.size + 2 * QUIET_ZONE;
    double module = Math.max(1, Math.floor(side / modules));
    double margin = Math.floor((side - module * shown.size) / 2);
    for (int y = 0; y < shown.size; y++) {
      int x = 0;
      while (x < shown.size) {
        int from = x;
        while (x < shown.size && shown.getModule(x, y)) {
          x++;
        }
        if (x > from) {
          ink.getElements()
              .addAll(
                  bar(margin + from * module, margin + y * module, (x - from) * module, module));
        }
        x++;
      }
    }
  }

  private static PathElement[] bar(double x, double y, double width, double height) {
    return new PathElement[] {
      new MoveTo(x, y),
      new HLineTo(x + width),
      new VLineTo(y + height),
      new HLineTo(x),
      new VLineTo(y)
    };
  }
}
