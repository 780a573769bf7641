package chat.parley.ui.conversation;

import chat.parley.ui.kit.Copied;
import chat.parley.ui.kit.Glyphs;
import chat.parley.ui.kit.StyleClass;
import java.text.Bidi;
import java.text.BreakIterator;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// A text that can be selected and copied: by dragging, by two clicks (a word), by three (all), and with
/// Shift and the arrows; Ctrl+C copies what is selected, else all. It is shown as it is: nothing in it is a link or a command.
final class SelectableText extends Region {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination SELECT_ALL =
      new KeyCodeCombination(KeyCode.A, KeyCombination.SHORTCUT_DOWN);

  private final Path found = new Path();
  private final Path highlight = new Path();
  private final Text text = new Text();
  private final TextRuler ruler = new TextRuler(text.fontProperty());
  private final Runnable copyAll;
  private String whole = "";
  private int anchor;
  private int caret;
  private boolean rightToLeft;
  private @Nullable Sought sought;

  /// @param copyAll copies the whole text, also what is not shown of it
  SelectableText(Runnable copyAll) {
    this.copyAll = copyAll;
    build();
    bind();
  }

  private void build() {
    StyleClass.SELECTABLE_TEXT.on(this);
    setAccessibleRole(AccessibleRole.TEXT);
    setCursor(Cursor.TEXT);
    highlight.getStyleClass().add("highlight");
    highlight.setManaged(false);
    text.getStyleClass().add("text");
    text.setManaged(false);
    text.setTextOrigin(VPos.TOP);
    text.setBoundsType(TextRuler.BOUNDS);
    found.getStyleClass().add("found");
    found.setManaged(false);
    getChildren().setAll(found, highlight, text);
  }

  private void bind() {
    setOnMousePressed(this::press);
    setOnMouseDragged(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            select(anchor, place(event));
            event.consume();
          }
        });
    setOnKeyPressed(this::type);
    focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                select(caret, caret);
              }
            });
  }

  /// Shows another text; nothing is selected.
  void setText(String original) {
    whole = original;
    String words = Glyphs.ofThisComputer().drawable(original);
    if (!words.equals(text.getText())) {
      rightToLeft = !new Bidi(words, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
      text.setNodeOrientation(
          rightToLeft ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
      text.setText(words);
      setAccessibleText(original);
      requestLayout();
      drawFound();
    }
    select(0, 0);
  }

  /// Marks where the text has these words; null for none.
  void mark(@Nullable Sought words) {
    sought = words;
    drawFound();
  }

  /// How many places are marked.
  int marks() {
    return sought == null ? 0 : sought.placesIn(text.getText()).size();
  }

  private void drawFound() {
    found.getElements().clear();
    if (sought != null) {
      for (Sought.Place place : sought.placesIn(text.getText())) {
        found.getElements().addAll(text.rangeShape(place.start(), place.end()));
      }
    }
  }

  /// What is selected; empty if nothing is. All of it is the text as it was written.
  String selected() {
    if (isAllSelected()) {
      return whole;
    }
    return text.getText().substring(Math.min(anchor, caret), Math.max(anchor, caret));
  }

  private boolean isAllSelected() {
    return Math.abs(anchor - caret) == text.getText().length();
  }

  void selectAll() {
    requestFocus();
    select(0, text.getText().length());
  }

  /// Whether its first letter belongs to a script that is read from the right: it is aligned there.
  boolean isRightToLeft() {
    return rightToLeft;
  }

  /// How much room the text takes if no line may be wider than this.
  TextRuler.Size measure(double width) {
    return ruler.measure(text.getText(), width);
  }

  double fontSize() {
    return text.getFont().getSize();
  }

  @Override
  protected double computePrefWidth(double height) {
    return measure(0).width();
  }

  @Override
  protected double computePrefHeight(double width) {
    return measure(Math.max(0, width)).height();
  }

  @Override
  protected void layoutChildren() {
    double width = Math.ceil(getWidth());
    if (text.getWrappingWidth() != width) {
      text.setWrappingWidth(width);
      drawSelection();
      drawFound();
    }
  }

  private void press(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    requestFocus();
    int place = place(event);
    switch (event.getClickCount()) {
      case 1 -> select(event.isShiftDown() ? anchor : place, place);
      case 2 -> selectWord(place);
      default -> selectAll();
    }
    event.consume();
  }

  private void type(KeyEvent event) {
    if (COPY.match(event)) {
      if (anchor == caret || isAllSelected()) {
        copyAll.run();
      } else {
        Copied.put(selected());
      }
    } else if (SELECT_ALL.match(event)) {
      selectAll();
    } else if (event.isShiftDown() && event.getCode() == KeyCode.LEFT) {
      select(anchor, step(-1));
    } else if (event.isShiftDown() && event.getCode() == KeyCode.RIGHT) {
      select(anchor, step(1));
    } else {
      return;
    }
    event.consume();
  }

  private int step(int distance) {
    BreakIterator characters = BreakIterator.getCharacterInstance();
    characters.setText(text.getText());
    int next = distance < 0 ? characters.preceding(caret) : characters.following(caret);
    return next == BreakIterator.DONE ? caret : next;
  }

  private void selectWord(int place) {
    BreakIterator words = BreakIterator.getWordInstance();
    words.setText(text.getText());
    int length = text.getText().length();
    int end = place >= length ? length : words.following(place);
    int start = words.previous();
    select(start == BreakIterator.DONE ? 0 : start, end);
  }

  private int place(MouseEvent event) {
    int place = text.hitTest(new Point2D(event.getX(), event.getY())).getInsertionIndex();
    return Math.clamp(place, 0, text.getText().length());
  }

  private void select(int from, int to) {
    anchor = from;
    caret = to;
    drawSelection();
  }

  private void drawSelection() {
    if (anchor == caret) {
      highlight.getElements().clear();
    } else {
      highlight
          .getElements()
          .setAll(text.rangeShape(Math.min(anchor, caret), Math.max(anchor, caret)));
    }
  }
}
