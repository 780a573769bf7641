package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Name;
import chat.parley.store.Act;
import chat.parley.store.Annotations;
import chat.parley.store.EarlyAct;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable;
import chat.parley.store.LogTable.Author;
import chat.parley.store.LoggedContent;
import chat.parley.store.Position;
import chat.parley.store.StoreException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What contacts do to texts: edits, deletions, reactions, whatever their order. They act within the conversation
/// that they came in, on texts under the same key: edits and deletions on those of their own author, reactions on
/// those of either side. One whose target has not come waits for it; one whose target came and is gone does nothing.
///
/// Of edits the one with the latest date counts, of one person's reactions to a text too, and a deletion is final.
final class Acts {
  private final Conversations conversations;

  Acts(Conversations conversations) {
    this.conversations = conversations;
  }

  /// A contact did something to a text.
  void came(Commit commit, Sender sender, Act act, Instant sentAt) throws StoreException {
    Name name = sender.name();
    Bytes target = act.target();
    if (target == null) {
      return;
    }
    Optional<LogEntry> found = target(commit, name, act, target);
    if (found.isPresent()) {
      LogEntry entry = found.get();
      if (isUnder(sender, entry)) {
        conversations.alter(commit, entry, done(entry, Author.CONTACT, act, sentAt));
      }
    } else if (!commit.tables().seen().contains(name, target)) {
      commit.tables().early().put(name, new EarlyAct(act, sender.party().fingerprint(), sentAt));
    }
  }

  /// Edits and deletions are about what the contact wrote. Whoever reacts to an id that both sides used means the
  /// other's.
  private static Optional<LogEntry> target(Commit commit, Name name, Act act, Bytes target)
      throws StoreException {
    LogTable log = commit.tables().log();
    Optional<LogEntry> mine =
        act.isRewriting() ? Optional.empty() : text(log.find(name, Author.ME, target));
    return mine.isPresent() ? mine : text(log.find(name, Author.CONTACT, target));
  }

  private static Optional<LogEntry> text(Optional<LogEntry> entry) {
    return entry.filter(each -> each.act() == null);
  }

  private static boolean isUnder(Sender sender, LogEntry entry) {
    LoggedContent content = entry.content();
    return content != null && content.isOf(sender.party().fingerprint());
  }

  /// A text that has come now, with all that was done to it before.
  LogEntry arrived(
      Commit commit, Sender sender, ChatMessage.Incoming message, LoggedContent content)
      throws StoreException {
    LogEntry text = new LogEntry(Position.BEGINNING, message, content);
    for (EarlyAct early :
        commit.tables().early().take(sender.name(), content.id(), sender.party().fingerprint())) {
      text = done(text, Author.CONTACT, early.act(), early.sentAt());
    }
    return text;
  }

  /// An entry after something was done to it: the same if that is nothing that counts.
  ///
  /// @param by who did it; whoever rewrites a text is its author
  static LogEntry done(LogEntry entry, Author by, Act act, Instant sentAt) {
    Annotations before = entry.annotations();
    if (before.isDeleted() || entry.content() == null) {
      return entry;
    }
    return switch (act) {
      case Act.Edit(var _, var text) ->
          isNewer(sentAt, before.editedAt())
              ? withText(entry, text).with(before.edited(sentAt))
              : entry;
      case Act.Deletion _ -> withText(entry, "").with(before.deleted());
      case Act.Reaction(var _, var emoji) -> {
        Annotations.Mark mark = by == Author.ME ? before.mine() : before.theirs();
        Annotations.Mark next = new Annotations.Mark(sentAt, emoji);
        yield isNewer(sentAt, mark == null ? null : mark.at())
            ? entry.with(by == Author.ME ? before.withMine(next) : before.withTheirs(next))
            : entry;
      }
      case Act.Profile _ -> entry;
    };
  }

  private static boolean isNewer(Instant sentAt, @Nullable Instant before) {
    return before == null || sentAt.isAfter(before);
  }

  private static LogEntry withText(LogEntry entry, String text) {
    return switch (entry.message()) {
      case ChatMessage.Incoming incoming -> entry.with(incoming.withText(text));
      case ChatMessage.Outgoing outgoing -> entry.with(outgoing.withText(text));
      case ChatMessage.Note _ -> entry;
    };
  }
}
