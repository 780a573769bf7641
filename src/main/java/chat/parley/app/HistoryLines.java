package chat.parley.app;

import chat.parley.model.ChatMessage;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import chat.parley.model.Quote;
import chat.parley.wire.JsonLine;
import org.jspecify.annotations.Nullable;

/// The entries of a conversation as JSON objects, in the words of [EventLines].
final class HistoryLines {
  private final Name me;

  HistoryLines(Name me) {
    this.me = me;
  }

  JsonLine of(ChatMessage entry) {
    return switch (entry) {
      case ChatMessage.Incoming text ->
          text(text, text.conversation(), me).with("keyInDoubt", text.keyInDoubt());
      case ChatMessage.Outgoing text ->
          EventLines.withState(text(text, me, text.conversation()), text.delivery());
      case ChatMessage.Note note -> EventLines.note(note);
    };
  }

  private static JsonLine text(ChatMessage text, Name from, Name to) {
    JsonLine line =
        EventLines.line("text")
            .with("id", text.id().hex())
            .with("from", from.value())
            .with("to", to.value())
            .with("at", EventLines.time(text.at()))
            .with("text", text.text());
    Particulars known = text.particulars();
    Quote quote = known.quote();
    if (quote != null) {
      MessageId original = quote.original();
      line.with("replyTo", original == null ? "" : original.hex());
    }
    if (known.isEdited()) {
      line.with("edited", true);
    }
    if (known.isDeleted()) {
      line.with("deleted", true);
    }
    addSign(line, "mine", known.mine());
    addSign(line, "theirs", known.theirs());
    return line;
  }

  private static void addSign(JsonLine line, String whose, @Nullable Emoji sign) {
    if (sign != null) {
      line.with(whose, sign.text());
    }
  }
}
