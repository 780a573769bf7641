package chat.parley.ui.conversation;

import chat.parley.model.Name;
import chat.parley.model.Quote;
import chat.parley.ui.kit.Texts;

/// What is said of a quote.
final class QuoteWords {
  private static final Texts TEXTS = Texts.of("conversation");

  private QuoteWords() {}

  /// All of it, in one sentence.
  static String spoken(Quote quote, Name contact) {
    return quote.original() == null
        ? TEXTS.get("quote.absent")
        : TEXTS.get("quote.spoken", author(quote, contact), line(quote));
  }

  static String author(Quote quote, Name contact) {
    return quote.isOwn() ? TEXTS.get("you") : contact.value();
  }

  /// How the quoted text begins, or why that is not known.
  static String line(Quote quote) {
    if (quote.original() == null) {
      return TEXTS.get("quote.absent");
    }
    return quote.isHere() ? quote.line() : TEXTS.get("quote.deleted");
  }
}
