package chat.parley.ui.conversation;

import chat.parley.model.Name;
import chat.parley.model.Quote;
import chat.parley.ui.kit.Glyphs;
import chat.parley.ui.kit.StyleClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What a text answers, in two lines: who wrote it, and how it begins. A click goes there.
final class QuoteBox extends Button {
  private final Label who = StyleClass.SECONDARY.on(new Label());
  private final Label line = StyleClass.SECONDARY.on(new Label());

  QuoteBox() {
    StyleClass.QUOTE.on(this);
    who.getStyleClass().add("who");
    VBox words = new VBox(who, line);
    words.setFillWidth(true);
    setGraphic(words);
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setMnemonicParsing(false);
    setFocusTraversable(false);
    setMinWidth(0);
  }

  void show(Quote quote, Name contact) {
    boolean isThere = quote.original() != null;
    who.setText(QuoteWords.author(quote, contact));
    who.setVisible(isThere);
    who.setManaged(isThere);
    line.setText(Glyphs.ofThisComputer().drawable(QuoteWords.line(quote)));
    setMouseTransparent(!isThere);
    setAccessibleText(QuoteWords.spoken(quote, contact));
  }

  /// How wide it is with everything in sight.
  double wanted() {
    double widest = Math.max(who.isManaged() ? who.prefWidth(-1) : 0, line.prefWidth(-1));
    return widest + getInsets().getLeft() + getInsets().getRight();
  }
}
