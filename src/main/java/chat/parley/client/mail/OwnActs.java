package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.Act;
import chat.parley.store.Annotations;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable.Author;
import chat.parley.store.LoggedContent;
import chat.parley.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the user does to texts. It is done here at once, and goes out like a text: one that waits and that the next
/// one makes superfluous is dropped.
final class OwnActs {
  private final Roster roster;
  private final Conversations conversations;
  private final Outbox outbox;

  OwnActs(Roster roster, Conversations conversations, Outbox outbox) {
    this.roster = roster;
    this.conversations = conversations;
    this.outbox = outbox;
  }

  /// Puts other words in the place of a text of one's own. It is told also of a text that has not left: this
  /// database may be an older one, and the contact may have the text.
  void edit(Commit commit, MessageId id, String text) throws StoreException {
    Optional<LogEntry> found = find(commit, id);
    if (found.isPresent()
        && found.get().message() instanceof ChatMessage.Outgoing own
        && !own.text().equals(text)) {
      drop(commit, found.get(), each -> isRewriting(each) && !isOnItsWay(each));
      act(commit, found.get(), new Act.Edit(contentId(found.get()), text));
    }
  }

  /// Takes a text of one's own back. One that never left is withdrawn, and nobody hears of it.
  void delete(Commit commit, MessageId id) throws StoreException {
    Optional<LogEntry> found = find(commit, id);
    if (found.isPresent() && found.get().message() instanceof ChatMessage.Outgoing) {
      if (!discard(commit, id)) {
        act(commit, found.get(), new Act.Deletion(contentId(found.get())));
      }
    }
  }

  /// Takes a text of one's own out that never left, with all that was done to it.
  ///
  /// @return whether it is out
  boolean discard(Commit commit, MessageId id) throws StoreException {
    Optional<LogEntry> found = find(commit, id);
    boolean isOut = found.isPresent() && outbox.discard(commit, id);
    if (isOut) {
      drop(commit, found.get(), each -> true);
    }
    return isOut;
  }

  /// Puts a sign beside a text of either side, in the place of the one that was there.
  ///
  /// @param emoji null takes it back
  void react(Commit commit, MessageId id, @Nullable Emoji emoji) throws StoreException {
    Optional<LogEntry> found = find(commit, id);
    if (found.isPresent() && isAccepted(found.get())) {
      LogEntry entry = found.get();
      Emoji before = entry.annotations().mine() == null ? null : entry.annotations().mine().emoji();
      if (before == null ? emoji != null : !before.equals(emoji)) {
        List<LogEntry> dropped =
            drop(commit, entry, each -> each.act() instanceof Act.Reaction && !isOnItsWay(each));
        Annotations.Mark told =
            dropped.isEmpty() ? entry.annotations().mine() : dropped.getLast().annotations().mine();
        act(commit, entry, new Act.Reaction(contentId(entry), emoji), told);
      }
    }
  }

  private boolean isAccepted(LogEntry entry) {
    Name name = entry.message().conversation();
    return roster.find(name).filter(row -> row.standing() == Contact.Standing.ACCEPTED).isPresent();
  }

  /// Sends again what was done to a text and failed.
  void retry(Commit commit, MessageId id) throws StoreException {
    Optional<LogEntry> found = find(commit, id, true);
    if (found.isPresent()) {
      for (LogEntry each : conversations.actsOn(commit, found.get())) {
        outbox.retry(commit, each.message().id());
      }
    }
  }

  private void act(Commit commit, LogEntry entry, Act act) throws StoreException {
    act(commit, entry, act, entry.annotations().mine());
  }

  /// @param told the reaction that the contact has heard of, if any: it is there again if this fails
  private void act(Commit commit, LogEntry entry, Act act, Annotations.@Nullable Mark told)
      throws StoreException {
    LoggedContent content =
        outbox.act(commit, entry.message().conversation(), act, Annotations.NONE.withMine(told));
    conversations.alter(commit, entry, Acts.done(entry, Author.ME, act, content.sentAt()));
  }

  /// @return what was dropped, the newest first
  private List<LogEntry> drop(Commit commit, LogEntry entry, Predicate<LogEntry> which)
      throws StoreException {
    List<LogEntry> dropped = conversations.actsOn(commit, entry).stream().filter(which).toList();
    for (LogEntry each : dropped) {
      commit.tables().log().remove(each.message().id());
    }
    return dropped;
  }

  private static boolean isRewriting(LogEntry each) {
    Act act = each.act();
    return act != null && act.isRewriting();
  }

  private static boolean isOnItsWay(LogEntry each) {
    return !Lanes.isUnsealed(each)
        && !(each.message() instanceof ChatMessage.Outgoing own
            && own.delivery() instanceof Delivery.Failed);
  }

  private static Optional<LogEntry> find(Commit commit, MessageId id) throws StoreException {
    return find(commit, id, false);
  }

  private static Optional<LogEntry> find(Commit commit, MessageId id, boolean alsoDeleted)
      throws StoreException {
    return commit
        .tables()
        .log()
        .find(id)
        .filter(each -> each.content() != null && each.act() == null)
        .filter(each -> alsoDeleted || !each.annotations().isDeleted());
  }

  private static Bytes contentId(LogEntry entry) {
    LoggedContent content = entry.content();
    if (content == null) {
      throw new IllegalArgumentException("not a content");
    }
    return content.id();
  }
}
