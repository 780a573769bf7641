package chat.parley.ui.conversation;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.text.Font;
import javafx.scene.text.LayoutInfo;
import javafx.scene.text.Text;
import javafx.scene.text.TextBoundsType;
import javafx.scene.text.TextLineInfo;
import org.jspecify.annotations.Nullable;

/// Measures a text without touching the one that is shown, which must not change while it is laid out.
/// The last measure is kept: lists ask for the same one several times.
final class TextRuler {
  /// As the theme has it for all text: it decides how high a line is.
  static final TextBoundsType BOUNDS = TextBoundsType.LOGICAL_VERTICAL_CENTER;

  private final Text text = new Text();
  private @Nullable Size last;
  private double lastWidth;

  /// How much room a text takes.
  ///
  /// @param lastLine where its last line ends
  record Size(double width, double height, double lastLine, int lines) {}

  TextRuler(ObservableValue<Font> font) {
    text.setBoundsType(BOUNDS);
    text.fontProperty().bind(font);
    font.subscribe(() -> last = null);
  }

  /// @param width how wide a line may be; 0 for as wide as it likes
  Size measure(String words, double width) {
    Size known = last;
    if (known != null && width == lastWidth && words.equals(text.getText())) {
      return known;
    }
    text.setText(words);
    text.setWrappingWidth(Math.ceil(width));
    LayoutInfo layout = text.getLayoutInfo();
    List<TextLineInfo> lines = layout.getTextLines(false);
    double widest = 0;
    for (TextLineInfo line : lines) {
      widest = Math.max(widest, line.bounds().getMaxX());
    }
    Rectangle2D bounds = layout.getLogicalBounds(false);
    Size size =
        new Size(
            Math.ceil(widest),
            Math.ceil(bounds.getHeight()),
            lines.isEmpty() ? 0 : Math.ceil(lines.getLast().bounds().getMaxX()),
            lines.size());
    last = size;
    lastWidth = width;
    return size;
  }
}
