package chat.parley.ui.conversation;

import chat.parley.model.ChatMessage;
import chat.parley.model.Emoji;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import chat.parley.model.Quote;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Texts;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A conversation as plain text, for people: a line for each day, and one for each entry with its time and who wrote
/// it. Further lines of a text are indented, so that no text can pass for another's. What is to disappear is left out.
final class Transcript {
  private static final Texts TEXTS = Texts.of("conversation");
  private static final Texts.Choices<ChatMessage.Note.Kind> NOTES =
      TEXTS.choices(ChatMessage.Note.Kind.class);
  private static final String INDENT = "        ";

  private final Appendable out;
  private final Name me;
  private final Name contact;
  private final LocalTimes times;
  private @Nullable LocalDate day;

  Transcript(Appendable out, Name me, Name contact, LocalTimes times) {
    this.out = out;
    this.me = me;
    this.contact = contact;
    this.times = times;
  }

  /// Says whose conversation it is.
  void begin() throws IOException {
    line(TEXTS.get("copy.title", me, contact));
  }

  /// Adds an entry.
  ///
  /// @return whether it belongs there
  boolean add(ChatMessage entry) throws IOException {
    if (entry.particulars().expiry() != null) {
      return false;
    }
    LocalDate entryDay = times.day(entry.at());
    if (!entryDay.equals(day)) {
      day = entryDay;
      line("");
      line(times.longDate(entryDay));
    }
    line(times.time(entry.at()) + "  " + words(entry));
    return true;
  }

  /// Says how much is not in it.
  void end(long leftOut) throws IOException {
    if (leftOut > 0) {
      line("");
      line(TEXTS.get("copy.left-out", leftOut));
    }
  }

  private String words(ChatMessage entry) {
    return switch (entry) {
      case ChatMessage.Incoming text -> contact + ": " + said(text);
      case ChatMessage.Outgoing text -> me + ": " + said(text);
      case ChatMessage.Note note -> "— " + NOTES.get(note.kind(), contact);
    };
  }

  private String said(ChatMessage text) {
    Particulars known = text.particulars();
    StringBuilder said = new StringBuilder();
    Quote quote = known.quote();
    if (quote != null) {
      said.append('[').append(QuoteWords.spoken(quote, contact)).append("] ");
    }
    if (known.isDeleted()) {
      boolean isOwn = text instanceof ChatMessage.Outgoing;
      said.append(isOwn ? TEXTS.get("deleted.own") : TEXTS.get("deleted", contact));
    } else {
      said.append(text.text());
    }
    if (text instanceof ChatMessage.Incoming incoming && incoming.keyInDoubt()) {
      said.append(" [").append(TEXTS.get("in-doubt")).append(']');
    }
    if (known.isEdited()) {
      said.append(" [").append(TEXTS.get("edited")).append(']');
    }
    append(said, me, known.mine());
    append(said, contact, known.theirs());
    return said.toString();
  }

  private static void append(StringBuilder said, Name who, @Nullable Emoji sign) {
    if (sign != null) {
      said.append(" [").append(who).append(": ").append(sign.text()).append(']');
    }
  }

  /// Whatever a text breaks lines with.
  private void line(String words) throws IOException {
    String separator = System.lineSeparator();
    out.append(words.replaceAll("\\R", separator + INDENT)).append(separator);
  }
}
