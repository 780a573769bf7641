package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Quote;
import chat.parley.store.Act;
import chat.parley.store.Annotations;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable;
import chat.parley.store.LogTable.Author;
import chat.parley.store.LoggedContent;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conversations as the user sees them: whatever is written down or changed here is told, too.
final class Conversations {
  /// How many texts are told again that answer one which came after them: the newest.
  private static final int MOST_ANSWERS = 50;

  /// More than a request can have: texts, and lines between them.
  private static final int MOST_OF_REQUEST = 3 * Requests.MOST_MESSAGES;

  private final Roster roster;
  private final Deadlines deadlines;
  private final SecureRandom random;

  Conversations(Roster roster, Deadlines deadlines, SecureRandom random) {
    this.roster = roster;
    this.deadlines = deadlines;
    this.random = random;
  }

  /// A new id for an entry.
  MessageId newId() {
    byte[] id = new byte[MessageId.BYTES];
    random.nextBytes(id);
    return MessageId.of(id);
  }

  /// Adds an entry at the end. Its contact must be in the roster. What only does something to others is not
  /// shown.
  LogEntry append(Commit commit, ChatMessage message, @Nullable LoggedContent content)
      throws StoreException {
    LogEntry entry = commit.tables().log().append(message, content);
    if (entry.act() == null) {
      commit.tell(new MailEvent.MessageAdded(shown(commit, entry), null));
      roster.conversationChanged(message.conversation());
    }
    return entry;
  }

  /// Adds a text that came late where its date puts it.
  LogEntry insert(Commit commit, ChatMessage.Incoming message, LoggedContent content)
      throws StoreException {
    LogEntry entry = commit.tables().log().insert(message, content);
    List<LogEntry> after =
        commit.intact(commit.tables().log().since(message.conversation(), entry.position(), 1));
    commit.tell(
        new MailEvent.MessageAdded(
            shown(commit, entry), after.isEmpty() ? null : after.getFirst().message().id()));
    roster.recount(message.conversation());
    return entry;
  }

  /// An entry as it is to be told: with what it answers, and with the reason of the moment, if it waits. What was
  /// done to a text of one's own and is on its way stands for the text.
  ChatMessage shown(Commit commit, LogEntry entry) throws StoreException {
    ChatMessage message = entry.shown();
    Bytes replyTo = entry.annotations().replyTo();
    if (replyTo != null) {
      message = message.with(message.particulars().withQuote(quote(commit, message, replyTo)));
    }
    if (message instanceof ChatMessage.Outgoing own) {
      if (own.particulars().isDeleted()) {
        message = own.with(rewriting(commit, entry).orElse(new Delivery.Delivered()));
      } else if (own.particulars().isEdited() && !(own.delivery() instanceof Delivery.Failed)) {
        message = own.with(rewriting(commit, entry).orElse(own.delivery()));
      }
    }
    return roster.shown(message);
  }

  /// Whoever answers an id that both sides used means the other's.
  private static Quote quote(Commit commit, ChatMessage answer, Bytes replyTo)
      throws StoreException {
    LogTable log = commit.tables().log();
    boolean isOwn = answer instanceof ChatMessage.Outgoing;
    Name name = answer.conversation();
    Optional<LogEntry> first = log.find(name, isOwn ? Author.CONTACT : Author.ME, replyTo);
    Optional<LogEntry> original =
        first.isPresent() ? first : log.find(name, isOwn ? Author.ME : Author.CONTACT, replyTo);
    return original
        .filter(each -> each.act() == null)
        .map(each -> Quote.of(each.message()))
        .orElse(Quote.ABSENT);
  }

  /// How far the newest thing is that rewrites a text of one's own, if it is on its way.
  private Optional<Delivery> rewriting(Commit commit, LogEntry entry) throws StoreException {
    for (LogEntry each : actsOn(commit, entry)) {
      Act act = each.act();
      if (act != null && act.isRewriting() && each.message() instanceof ChatMessage.Outgoing own) {
        return Optional.of(own.delivery());
      }
    }
    return Optional.empty();
  }

  /// What the user does to an entry and is on its way, or failed; the newest first.
  List<LogEntry> actsOn(Commit commit, LogEntry entry) throws StoreException {
    LoggedContent content = entry.content();
    return content == null
        ? List.of()
        : commit.intact(
            commit
                .tables()
                .log()
                .actsOn(entry.message().conversation(), content.id(), Integer.MAX_VALUE));
  }

  /// Whether an entry is the last one that the user has read, or stands above it.
  boolean isAboveRead(LogEntry entry) {
    return roster
        .find(entry.message().conversation())
        .filter(row -> entry.position().compareTo(row.readUpTo()) <= 0)
        .isPresent();
  }

  /// Adds a line about the conversation itself.
  void note(Commit commit, Name contact, ChatMessage.Note.Kind kind) throws StoreException {
    append(commit, new ChatMessage.Note(newId(), contact, commit.now(), kind), null);
  }

  /// A line for many of a kind in a row.
  void noteOnce(Commit commit, Name contact, ChatMessage.Note.Kind kind) throws StoreException {
    List<LogEntry> newest = commit.tables().log().page(contact, null, 1).rows();
    boolean isThere =
        !newest.isEmpty()
            && newest.getFirst().message() instanceof ChatMessage.Note note
            && note.kind() == kind;
    if (!isThere) {
      note(commit, contact, kind);
    }
  }

  /// Replaces an entry that is further on its way in its place. The time of a text of one's own begins when it
  /// is at the relay. Whatever does something to others is over when a receipt has come for it.
  void replace(Commit commit, LogEntry entry) throws StoreException {
    Act act = entry.act();
    if (act == null) {
      put(commit, isOut(entry) ? entry.with(entry.annotations().begun(commit.now())) : entry);
    } else if (isOver(commit, entry, act)) {
      commit.tables().log().remove(entry.message().id());
      if (isFailed(entry)) {
        undo(commit, entry, act);
      }
      tellTarget(commit, entry);
    } else if (commit.tables().log().replace(entry)) {
      tellTarget(commit, entry);
    }
  }

  private void put(Commit commit, LogEntry entry) throws StoreException {
    if (commit.tables().log().replace(entry)) {
      deadlines.note(entry);
      tellAgain(commit, entry);
    }
  }

  private static boolean isOut(LogEntry entry) {
    return entry.message() instanceof ChatMessage.Outgoing own
        && switch (own.delivery()) {
          case Delivery.AtRelay(), Delivery.Delivered(), Delivery.Read() -> true;
          case Delivery.Waiting _, Delivery.Failed _ -> false;
        };
  }

  private static boolean isFailed(LogEntry entry) {
    return entry.message() instanceof ChatMessage.Outgoing own
        && own.delivery() instanceof Delivery.Failed;
  }

  /// What failed stays only where the user sees it, and can send it again.
  private static boolean isOver(Commit commit, LogEntry entry, Act act) throws StoreException {
    return !entry.isAwaited()
        && !(isFailed(entry) && act.isRewriting() && target(commit, entry).isPresent());
  }

  /// What the contact does not hear of has not happened here either.
  private void undo(Commit commit, LogEntry entry, Act act) throws StoreException {
    Name name = entry.message().conversation();
    LoggedContent content = entry.content();
    switch (act) {
      case Act.Reaction _ -> {
        Optional<LogEntry> target = target(commit, entry);
        Annotations.Mark mark = target.isEmpty() ? null : target.get().annotations().mine();
        if (target.isPresent()
            && mark != null
            && content != null
            && mark.at().equals(content.sentAt())) {
          Annotations.Mark before = content.annotations().mine();
          put(commit, target.get().with(target.get().annotations().withMine(before)));
        }
      }
      case Act.Profile _ -> {
        Optional<StoredContact> row = roster.find(name);
        if (row.isPresent()) {
          roster.put(commit, row.get().withTold(null));
        }
      }
      case Act.Edit _, Act.Deletion _ -> {}
    }
  }

  /// Something was done to a text. What is on its way to a text that was taken back goes with it, but for the taking
  /// back itself.
  void alter(Commit commit, LogEntry before, LogEntry after) throws StoreException {
    if (!after.equals(before)) {
      put(commit, after);
      if (after.annotations().isDeleted()) {
        for (LogEntry each : actsOn(commit, after)) {
          if (!(each.act() instanceof Act.Deletion)) {
            commit.tables().log().remove(each.message().id());
          }
        }
      }
    }
  }

  /// The user has seen a text: its time begins, unless its author waits to be let in. A request must not take itself
  /// away, with what the user could do about it.
  void read(Commit commit, LogEntry entry) throws StoreException {
    Annotations begun = entry.annotations().begun(commit.now());
    if (entry.message() instanceof ChatMessage.Incoming incoming
        && !begun.equals(entry.annotations())
        && !isRequest(incoming.conversation())) {
      put(commit, entry.with(begun));
    }
  }

  /// The time begins of what the user has seen of a request.
  ///
  /// @param unread what came late and was not seen
  void accepted(Commit commit, Name contact, List<Bytes> unread) throws StoreException {
    for (LogEntry entry :
        commit.intact(commit.tables().log().page(contact, null, MOST_OF_REQUEST))) {
      LoggedContent content = entry.content();
      if (content != null && isAboveRead(entry) && !unread.contains(content.id())) {
        read(commit, entry);
      }
    }
  }

  private boolean isRequest(Name contact) {
    return roster
        .find(contact)
        .filter(row -> row.standing() == Contact.Standing.REQUEST)
        .isPresent();
  }

  /// A text's time is over: nothing stays of it, nor of what the user did to it. Only an edit or deletion that the
  /// contact has not heard of goes on: its copy may stay for longer.
  void takeAway(Commit commit, LogEntry entry) throws StoreException {
    for (LogEntry each : actsOn(commit, entry)) {
      Act act = each.act();
      if (act == null || !act.isRewriting() || !each.isAwaited()) {
        commit.tables().log().remove(each.message().id());
      }
    }
    remove(commit, entry.message().conversation(), entry.message().id());
    roster.recount(entry.message().conversation());
  }

  /// Tells an entry that is as it was, with the reason that it waits for now.
  void tellAgain(Commit commit, LogEntry entry) throws StoreException {
    if (entry.act() == null) {
      commit.tell(new MailEvent.MessageChanged(shown(commit, entry)));
      roster.conversationChanged(entry.message().conversation());
    } else {
      tellTarget(commit, entry);
    }
  }

  private void tellTarget(Commit commit, LogEntry act) throws StoreException {
    Optional<LogEntry> target = target(commit, act);
    if (target.isPresent()) {
      tellAgain(commit, target.get());
    }
  }

  private static Optional<LogEntry> target(Commit commit, LogEntry entry) throws StoreException {
    Act act = entry.act();
    Bytes target = act == null ? null : act.target();
    if (act == null || target == null) {
      return Optional.empty();
    }
    LogTable log = commit.tables().log();
    Name name = entry.message().conversation();
    Optional<LogEntry> theirs =
        act.isRewriting() ? Optional.empty() : log.find(name, Author.CONTACT, target);
    Optional<LogEntry> found = theirs.isPresent() ? theirs : log.find(name, Author.ME, target);
    return found.filter(each -> each.act() == null);
  }

  /// Tells the texts again that answer one, since it is here now.
  void tellAnswers(Commit commit, LogEntry original) throws StoreException {
    LoggedContent content = original.content();
    if (content != null) {
      for (LogEntry answer :
          commit.intact(
              commit
                  .tables()
                  .log()
                  .answers(original.message().conversation(), content.id(), MOST_ANSWERS))) {
        tellAgain(commit, answer);
      }
    }
  }

  void remove(Commit commit, Name contact, MessageId id) throws StoreException {
    if (commit.tables().log().remove(id)) {
      deadlines.remove(id);
      commit.tell(new MailEvent.MessageRemoved(contact, id));
      roster.conversationChanged(contact);
    }
  }
}
