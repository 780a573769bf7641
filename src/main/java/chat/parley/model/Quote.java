package chat.parley.model;

import org.jspecify.annotations.Nullable;

/// What a text answers, as it is shown above it. Nothing of it is kept: it is read from the text that it is about.
///
/// @param original the entry that was answered; null if it is not here
/// @param isOwn whether the user wrote that
/// @param line the beginning of its text on one line, [#MAX_LENGTH] characters at most; empty if there is none
public record Quote(@Nullable MessageId original, boolean isOwn, String line) {
  /// How much of a text is quoted, in characters.
  public static final int MAX_LENGTH = 160;

  /// The original is not here: it has not come, has expired, or was written before this program's memory.
  public static final Quote ABSENT = new Quote(null, false, "");

  /// Quotes an entry that is here.
  public static Quote of(ChatMessage original) {
    return switch (original) {
      case ChatMessage.Incoming text -> of(text.id(), false, text.text());
      case ChatMessage.Outgoing text -> of(text.id(), true, text.text());
      case ChatMessage.Note _ -> ABSENT;
    };
  }

  /// Quotes a text that is here.
  public static Quote of(MessageId original, boolean isOwn, String text) {
    String line = text.length() > 2 * MAX_LENGTH ? text.substring(0, 2 * MAX_LENGTH) : text;
    String flat = line.strip().replaceAll("\\s+", " ");
    if (flat.length() <= MAX_LENGTH) {
      return new Quote(original, isOwn, flat);
    }
    int end =
        Character.isHighSurrogate(flat.charAt(MAX_LENGTH - 2)) ? MAX_LENGTH - 2 : MAX_LENGTH - 1;
    return new Quote(original, isOwn, flat.substring(0, end) + "…");
  }

  /// Whether the original is here and says something.
  public boolean isHere() {
    return original != null && !line.isEmpty();
  }

  /// What was quoted is private.
  @Override
  public String toString() {
    return "Quote";
  }
}
