package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Name;
import chat.parley.store.Act;
import chat.parley.store.Annotations;
import chat.parley.store.Ledger;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable.Author;
import chat.parley.store.LoggedContent;
import chat.parley.store.StoreException;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads contents whose sender is certain, and puts them where they belong: texts into the conversation, what is
/// done to texts to [Acts], the rest to whoever deals with it.
final class Letters {
  /// How far ahead of this clock a date counts: a sender's clock that once was years ahead must not make
  /// everything that comes later look late.
  private static final Duration AHEAD = Duration.ofDays(1);

  /// How many late ones are kept that the user has not seen: of more, only the newest are said to be read.
  private static final int MOST_UNREAD = 1_000;

  /// How long a text stays at least once it was looked at, whatever its author wants: so much can be read on a screen.
  private static final Duration SHORTEST = Duration.ofSeconds(30);

  private final Ledgers ledgers;
  private final Conversations conversations;
  private final Receipts receipts;
  private final Gaps gaps;
  private final Resends resends;
  private final Writers writers;
  private final Acts acts;
  private final Profiles profiles;

  Letters(
      Ledgers ledgers,
      Conversations conversations,
      Receipts receipts,
      Gaps gaps,
      Resends resends,
      Writers writers,
      Acts acts,
      Profiles profiles) {
    this.ledgers = ledgers;
    this.conversations = conversations;
    this.receipts = receipts;
    this.gaps = gaps;
    this.resends = resends;
    this.writers = writers;
    this.acts = acts;
    this.profiles = profiles;
  }

  /// Whether a content is something to show, rather than about what is shown.
  static boolean isShown(Content content) {
    return switch (content) {
      case Content.Letter letter ->
          letter.body() instanceof Body.Text || letter.body() instanceof Body.Unknown;
      case Content.Damaged damaged -> true;
    };
  }

  /// Whether a content does something to what is shown.
  static boolean isAct(Content content) {
    return content instanceof Content.Letter letter
        && ActBodies.act(letter.body()).filter(act -> act.target() != null).isPresent();
  }

  /// Deals with a content.
  ///
  /// @param at when it came, as it is shown
  void read(Commit commit, Sender sender, Content content, Instant at) throws StoreException {
    if (sender.isTrusted()) {
      profiles.heardFrom(commit, sender.name());
    }
    switch (content) {
      case Content.Letter letter -> {
        switch (letter.body()) {
          case Body.Receipt receipt -> {
            if (sender.isTrusted()) {
              receipts.came(commit, sender, receipt);
            }
          }
          case Body.Typing() -> {
            if (sender.isTrusted()) {
              writers.writes(commit, sender.name());
            }
          }
          case Body.Resend() -> {
            if (sender.isTrusted()) {
              resends.asked(sender.name());
            }
          }
          case Body.Text _,
              Body.Edit _,
              Body.Delete _,
              Body.Reaction _,
              Body.Profile _,
              Body.Unknown _ ->
              take(commit, sender, letter, at);
        }
      }
      case Content.Damaged damaged -> damaged(commit, sender, damaged.id());
    }
  }

  private void take(Commit commit, Sender sender, Content.Letter letter, Instant at)
      throws StoreException {
    Name name = sender.name();
    boolean wasMissing = gaps.closed(commit, name, letter.id());
    if (commit.tables().seen().add(name, letter.id())) {
      show(commit, sender, letter, wasMissing, at);
    }
    if (letter.body().isAnswered()) {
      receipts.delivered(commit, name, letter.id());
    }
    if (letter.body().isAnswered() && !sender.isInDoubt()) {
      gaps.listed(commit, name, letter);
      noteDate(commit, name, letter.sentAt());
    }
  }

  private void show(
      Commit commit, Sender sender, Content.Letter letter, boolean wasMissing, Instant at)
      throws StoreException {
    switch (letter.body()) {
      case Body.Text text -> show(commit, sender, letter, text, wasMissing, at);
      case Body.Edit _, Body.Delete _, Body.Reaction _, Body.Profile _ ->
          act(commit, sender, letter);
      case Body.Unknown _ -> {
        writers.wrote(sender.name());
        conversations.noteOnce(commit, sender.name(), ChatMessage.Note.Kind.NEEDS_NEWER);
      }
      case Body.Receipt _, Body.Typing _, Body.Resend _ ->
          throw new IllegalArgumentException("nothing that is kept");
    }
  }

  private void act(Commit commit, Sender sender, Content.Letter letter) throws StoreException {
    Optional<Act> act = ActBodies.act(letter.body());
    if (act.isPresent() && act.get() instanceof Act.Profile profile) {
      profiles.came(commit, sender, profile, letter.sentAt());
    } else if (act.isPresent()) {
      acts.came(commit, sender, act.get(), letter.sentAt());
    }
  }

  private void show(
      Commit commit,
      Sender sender,
      Content.Letter letter,
      Body.Text text,
      boolean wasMissing,
      Instant at)
      throws StoreException {
    Name name = sender.name();
    writers.wrote(name);
    boolean isLate = wasMissing || letter.sentAt().isBefore(ledgers.of(name).newest());
    Instant shownAt = isLate && letter.sentAt().isBefore(at) ? letter.sentAt() : at;
    LogEntry arrived =
        acts.arrived(
            commit,
            sender,
            incoming(sender, shownAt, text),
            new LoggedContent(
                letter.id(),
                letter.sentAt(),
                sender.party().fingerprint(),
                Annotations.of(text.replyTo(), atLeast(text.expiresAfter())),
                null));
    LoggedContent content = Objects.requireNonNull(arrived.content());
    if (isLate && arrived.message() instanceof ChatMessage.Incoming message) {
      insert(commit, message, content);
    } else {
      conversations.append(commit, arrived.message(), content);
    }
    conversations.tellAnswers(commit, arrived);
  }

  private void insert(Commit commit, ChatMessage.Incoming message, LoggedContent content)
      throws StoreException {
    Name name = message.conversation();
    LogEntry entry = conversations.insert(commit, message, content);
    if (conversations.isAboveRead(entry)) {
      Ledger ledger = ledgers.of(name);
      List<Bytes> unread = new ArrayList<>(ledger.unread());
      unread.add(content.id());
      int surplus = Math.max(0, unread.size() - MOST_UNREAD);
      for (Bytes oldest : unread.subList(0, surplus)) {
        Optional<LogEntry> forgotten = commit.tables().log().find(name, Author.CONTACT, oldest);
        if (forgotten.isPresent()) {
          conversations.read(commit, forgotten.get());
        }
      }
      ledgers.put(name, ledger.withUnread(unread.subList(surplus, unread.size())));
    }
  }

  private static @Nullable Duration atLeast(@Nullable Duration wanted) {
    return wanted == null || wanted.compareTo(SHORTEST) > 0 ? wanted : SHORTEST;
  }

  private ChatMessage.Incoming incoming(Sender sender, Instant at, Body.Text text) {
    return new ChatMessage.Incoming(
        conversations.newId(), sender.name(), at, text.text(), sender.isInDoubt());
  }

  private void noteDate(Commit commit, Name name, Instant sentAt) {
    Instant latest = commit.now().plus(AHEAD);
    Instant date = sentAt.isBefore(latest) ? sentAt : latest;
    Ledger ledger = ledgers.of(name);
    if (ledger.newest().isBefore(date)) {
      ledgers.put(name, ledger.withNewest(date));
    }
  }

  /// It is acknowledged like any other where it can be: its sender would send the same once more.
  private void damaged(Commit commit, Sender sender, @Nullable Bytes id) throws StoreException {
    if (id != null) {
      gaps.closed(commit, sender.name(), id);
      receipts.delivered(commit, sender.name(), id);
      if (!commit.tables().seen().add(sender.name(), id)) {
        return;
      }
    }
    conversations.noteOnce(commit, sender.name(), ChatMessage.Note.Kind.DAMAGED);
  }
}
