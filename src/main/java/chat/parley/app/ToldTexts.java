package chat.parley.app;

import chat.parley.model.ChatMessage;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was told last of the newest texts, of either side: what becomes of them is told once. Of a text that is not
/// remembered anything that was ever done to it may be told again.
final class ToldTexts {
  /// How many texts are remembered.
  private static final int MOST = 10_000;

  /// What became of a text.
  enum Change {
    EDITED,
    DELETED,
    /// The contact put a sign beside it, or took one back.
    REACTED,
    NOTHING
  }

  private record Told(Name conversation, String text, boolean isDeleted, @Nullable Emoji theirs) {
    static Told of(ChatMessage message) {
      return new Told(
          message.conversation(),
          words(message),
          message.particulars().isDeleted(),
          message.particulars().theirs());
    }
  }

  private final Map<MessageId, Told> told = new LinkedHashMap<>();

  /// A text was told.
  void remember(ChatMessage message) {
    told.put(message.id(), Told.of(message));
    if (told.size() > MOST) {
      told.remove(told.keySet().iterator().next());
    }
  }

  /// What to tell of a text that was told before, if anything. It is remembered as it is now.
  Change changed(ChatMessage message) {
    Told before = told.get(message.id());
    Told now = Told.of(message);
    remember(message);
    if (now.isDeleted) {
      return before == null || !before.isDeleted ? Change.DELETED : Change.NOTHING;
    }
    boolean isEdited =
        message.particulars().isEdited() && (before == null || !before.text.equals(now.text));
    if (isEdited) {
      return Change.EDITED;
    }
    return Objects.equals(before == null ? null : before.theirs, now.theirs)
        ? Change.NOTHING
        : Change.REACTED;
  }

  /// A text is gone.
  ///
  /// @return with whom it was, if it was told
  Optional<Name> forget(MessageId id) {
    return Optional.ofNullable(told.remove(id)).map(Told::conversation);
  }

  private static String words(ChatMessage message) {
    return switch (message) {
      case ChatMessage.Incoming incoming -> incoming.text();
      case ChatMessage.Outgoing outgoing -> outgoing.text();
      case ChatMessage.Note _ -> "";
    };
  }
}
