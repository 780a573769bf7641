package chat.parley.app;

import chat.parley.crypto.Sha256;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was told last of the newest texts, of either side: what becomes of them is told once. Of a text that is not
/// remembered everything that was ever done to it is told again.
final class ToldTexts {
  /// How many texts are remembered.
  private static final int MOST = 10_000;

  /// What became of a text.
  enum Change {
    EDITED,
    DELETED,
    /// The contact put a sign beside it, or took one back.
    REACTED
  }

  /// @param words the hash of what was told: a text can be as long as a frame
  private record Told(Name conversation, Bytes words, boolean isDeleted, @Nullable Emoji theirs) {
    static Told of(ChatMessage message) {
      return new Told(
          message.conversation(),
          Bytes.of(Sha256.digest(wordsOf(message).getBytes(StandardCharsets.UTF_8))),
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

  /// What to tell of a text that was told before. It is remembered as it is now.
  Set<Change> changed(ChatMessage message) {
    Told before = told.get(message.id());
    Told now = Told.of(message);
    remember(message);
    Set<Change> changes = EnumSet.noneOf(Change.class);
    if (now.isDeleted) {
      if (before == null || !before.isDeleted) {
        changes.add(Change.DELETED);
      }
      return changes;
    }
    if (message.particulars().isEdited() && (before == null || !before.words.equals(now.words))) {
      changes.add(Change.EDITED);
    }
    if (!Objects.equals(before == null ? null : before.theirs, now.theirs)) {
      changes.add(Change.REACTED);
    }
    return changes;
  }

  /// A text is gone.
  ///
  /// @return with whom it was, if it was told
  Optional<Name> forget(MessageId id) {
    return Optional.ofNullable(told.remove(id)).map(Told::conversation);
  }

  private static String wordsOf(ChatMessage message) {
    return switch (message) {
      case ChatMessage.Incoming incoming -> incoming.text();
      case ChatMessage.Outgoing outgoing -> outgoing.text();
      case ChatMessage.Note _ -> "";
    };
  }
}
