package chat.parley.ui.conversation;

import chat.parley.model.Name;
import chat.parley.model.Quote;
import chat.parley.ui.kit.Glyphs;
import chat.parley.ui.kit.StyleClass;
import chat.parley.ui.kit.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What a text answers, in two lines: who wrote it, and how it begins. A click goes there.
final class QuoteBox extends Button {
  private static final Texts TEXTS = Texts.of("conversation");

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
    who.setText(quote.isOwn() ? TEXTS.get("you") : contact.value());
    who.setVisible(isThere);
    who.setManaged(isThere);
    line.setText(Glyphs.ofThisComputer().drawable(words(quote)));
    setMouseTransparent(!isThere);
    setAccessibleText(spoken(quote, contact));
  }

  /// How wide it is with everything in sight.
  double wanted() {
    double widest = Math.max(who.isManaged() ? who.prefWidth(-1) : 0, line.prefWidth(-1));
    return widest + getInsets().getLeft() + getInsets().getRight();
  }

  static String spoken(Quote quote, Name contact) {
    String name = quote.isOwn() ? TEXTS.get("you") : contact.value();
    return quote.original() == null
        ? TEXTS.get("quote.absent")
        : TEXTS.get("quote.spoken", name, words(quote));
  }

  private static String words(Quote quote) {
    if (quote.original() == null) {
      return TEXTS.get("quote.absent");
    }
    return quote.isHere() ? quote.line() : TEXTS.get("quote.deleted");
  }
}
