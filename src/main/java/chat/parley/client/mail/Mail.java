package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.identity.PeerEntry;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Disclosure;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Fingerprint;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.ClientDatabase;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable.Author;
import chat.parley.store.LoggedContent;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import chat.parley.wire.parley.FromRelay;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Parley 1 for one account: the door to everything in this package.
///
/// All calls come on one thread, and each does its work before it returns: a commit takes some milliseconds, and
/// what takes longer is handed to [Outside#offload]. It never waits for the network. What the user does is on
/// the disk, and told, when a method returns; if that failed, [MailEvent.NotSaved] was told and nothing was done.
///
/// Lives as long as the database is open, over any number of connections: [#connected], [#arrived] as often as
/// something comes, [#disconnected]. The owner sets one timer to [#due], anew after each call, and then calls
/// [#wake].
public final class Mail {
  /// What Mail needs of whoever owns it.
  public interface Outside {
    /// Tells what changed. It must neither throw nor call back.
    void tell(MailEvent event);

    /// Does long work elsewhere; what it returns is then done on the owner's thread, or never, if all is over
    /// by then.
    void offload(Supplier<Runnable> work);
  }

  private final Name me;
  private final MailParts parts;
  private final Pages pages;
  private final InstantSource clock;
  private Disclosure disclosure = new Disclosure(false, false);

  /// Reads nothing yet: see [#start].
  ///
  /// @param me who is logged in
  /// @param database of this identity at this relay; its owner closes it after the last call
  /// @param random for ids and keys
  public Mail(
      Identity me,
      ClientDatabase database,
      Outside outside,
      SecureRandom random,
      InstantSource clock) {
    this.me = me.name();
    this.clock = clock;
    Outside settling =
        new Outside() {
          @Override
          public void tell(MailEvent event) {
            outside.tell(event);
          }

          @Override
          public void offload(Supplier<Runnable> work) {
            outside.offload(() -> settling(work.get()));
          }
        };
    parts = MailParts.of(me, database, settling, random, clock);
    pages = new Pages(parts.books(), parts.conversations());
  }

  private Runnable settling(Runnable done) {
    return () -> {
      done.run();
      settle();
    };
  }

  /// Lets go out what can, after anything has changed.
  private void settle() {
    if (parts.prekeys().isReady()) {
      parts.watch().run();
      parts.introductions().run();
      parts.dispatcher().run();
      parts.introductions().run();
    }
    parts.dispatcher().tellObstacles();
  }

  /// Reads what is kept and tells all contacts. Called once, before anything else.
  public void start() {
    parts.books().run(commit -> {});
  }

  /// All contacts, as they were told last.
  public List<Contact> contacts() {
    return parts.roster().shown();
  }

  /// The key of a contact that [Contact#fingerprint] is of, as a SubjectPublicKeyInfo; empty if there is none.
  public Optional<Bytes> shownKey(Name contact) {
    return parts.roster().find(contact).flatMap(Roster::shownKey);
  }

  // The user

  /// Writes to a contact, or to somebody who becomes one by it; a request is accepted by it. The text waits
  /// until it can be sent. To oneself nothing can be written: [MailEvent.LookedUp] says so.
  ///
  /// @param text not blank
  public void write(Name contact, String text) {
    write(contact, text, null);
  }

  /// As above, in answer to an entry of the same conversation.
  ///
  /// @param answered null for none; none, too, if it is not there or no text
  public void write(Name contact, String text, @Nullable MessageId answered) {
    if (contact.equals(me)) {
      meet(contact);
      return;
    }
    parts.typingOut().written(contact);
    change(
        commit -> {
          accept(commit, contact);
          parts.outbox().write(commit, contact, text, answered);
        });
  }

  private void accept(Commit commit, Name contact) throws StoreException {
    if (parts.standings().accept(commit, contact)) {
      parts.profiles().heardFrom(commit, contact);
      parts.conversations().accepted(commit, contact, parts.ledgers().of(contact).unread());
    }
  }

  /// Puts other words in the place of a text of one's own, and tells the contact.
  ///
  /// @param text not blank
  public void edit(MessageId message, String text) {
    change(commit -> parts.ownActs().edit(commit, message, text));
  }

  /// Takes a text of one's own back, and asks the contact to do so. One that never left is withdrawn.
  public void delete(MessageId message) {
    change(commit -> parts.ownActs().delete(commit, message));
  }

  /// Puts a sign beside a text of either side, in the place of the one that was there, and tells the contact.
  ///
  /// @param emoji null takes it back
  public void react(MessageId message, @Nullable Emoji emoji) {
    change(commit -> parts.ownActs().react(commit, message, emoji));
  }

  /// How long what is written to a contact from now on stays. A line in the conversation says so.
  public void setLifetime(Name contact, Lifetime lifetime) {
    change(
        commit -> {
          Optional<StoredContact> row = parts.roster().find(contact);
          if (row.isPresent() && row.get().lifetime() != lifetime) {
            parts.roster().put(commit, row.get().withLifetime(lifetime));
            parts.conversations().note(commit, contact, note(lifetime));
          }
        });
  }

  private static ChatMessage.Note.Kind note(Lifetime lifetime) {
    return switch (lifetime) {
      case UNLIMITED -> ChatMessage.Note.Kind.LIFETIME_UNLIMITED;
      case HOUR -> ChatMessage.Note.Kind.LIFETIME_HOUR;
      case DAY -> ChatMessage.Note.Kind.LIFETIME_DAY;
      case WEEK -> ChatMessage.Note.Kind.LIFETIME_WEEK;
    };
  }

  /// How the user likes to be called, if in any way.
  public Optional<DisplayName> displayName() {
    return parts.profiles().mine();
  }

  /// The user likes to be called like this from now on: contacts are told.
  ///
  /// @param name null for no way in particular
  public void setDisplayName(@Nullable DisplayName name) {
    change(commit -> parts.profiles().choose(commit, name));
  }

  /// Sends a failed message again, in its own place in the conversation, and what was done to it and failed.
  public void retry(MessageId message) {
    change(
        commit -> {
          parts.outbox().retry(commit, message);
          parts.ownActs().retry(commit, message);
        });
  }

  /// Takes a message of one's own that waits or failed out of the conversation. One that the relay may have
  /// stays.
  public void discard(MessageId message) {
    change(commit -> parts.ownActs().discard(commit, message));
  }

  /// Reads one page of a conversation, oldest first.
  ///
  /// @param before the entry that the page ends before; null for the newest page, and so is one that is not
  ///     there
  /// @param limit how many entries at most
  /// @return nothing if it cannot be read
  public Optional<List<ChatMessage>> page(Name contact, @Nullable MessageId before, int limit) {
    return pages.page(contact, before, limit);
  }

  /// A way through a conversation, from its oldest entry to its newest.
  public Passage fromBeginning(Name contact) {
    return pages.fromBeginning(contact);
  }

  /// A way through a conversation, from its newest entry to its oldest.
  public Passage fromEnd(Name contact) {
    return pages.fromEnd(contact);
  }

  /// Counts everything of a contact as looked at.
  public void markRead(Name contact) {
    change(
        commit -> {
          List<Bytes> seen = new ArrayList<>(parts.ledgers().seen(contact));
          for (Bytes late : seen) {
            Optional<LogEntry> entry = commit.tables().log().find(contact, Author.CONTACT, late);
            if (entry.isPresent()) {
              parts.conversations().read(commit, entry.get());
            }
          }
          List<LogEntry> entries = parts.roster().markRead(commit, contact);
          for (LogEntry entry : entries) {
            parts.conversations().read(commit, entry);
          }
          seen.addAll(incoming(entries));
          if (disclosure.readReceipts()) {
            parts.receipts().read(commit, contact, seen);
          }
        });
  }

  private static List<Bytes> incoming(List<LogEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.message() instanceof ChatMessage.Incoming)
        .map(LogEntry::content)
        .filter(Objects::nonNull)
        .map(LoggedContent::id)
        .toList();
  }

  /// The user is writing to a contact just now.
  public void typing(Name contact) {
    if (disclosure.typing()
        && parts.prekeys().isReady()
        && parts.typingOut().isDue(contact, clock.instant())) {
      change(commit -> parts.typingOut().tell(commit, contact));
    }
  }

  /// What contacts are told from now on: until the first call, nothing that can be kept back.
  public void disclose(Disclosure chosen) {
    disclosure = chosen;
  }

  /// Lets somebody who asked to write do so.
  public void accept(Name contact) {
    change(commit -> accept(commit, contact));
  }

  /// Deletes the messages of a request. Whatever the same person writes next is a new one.
  public void decline(Name contact) {
    change(commit -> parts.standings().decline(commit, contact));
  }

  /// Shows nothing more of a contact, and sends nothing to it.
  public void block(Name contact) {
    change(commit -> parts.standings().block(commit, contact));
  }

  /// Takes [#block] back.
  public void unblock(Name contact) {
    change(commit -> parts.standings().unblock(commit, contact));
  }

  /// Notes that the user compared exactly this key of a contact: the pinned one, or one that was offered, which
  /// is then taken over. Ignored if it is neither.
  public void verify(Name contact, Fingerprint compared) {
    change(commit -> parts.pins().verify(commit, contact, compared));
  }

  /// Takes [#verify] back. An offered key is then taken over, not compared.
  public void withdrawVerification(Name contact) {
    change(commit -> parts.pins().withdraw(commit, contact));
  }

  /// Looks somebody up, who is a contact if found: [MailEvent.LookedUp] tells.
  public void meet(Name name) {
    change(
        commit -> {
          parts.standings().reconsider(commit, name);
          parts.introductions().meet(commit, name);
        });
  }

  /// The keys folder holds this now. Called before the first connection.
  public void keysRead(List<PeerEntry> entries) {
    change(commit -> parts.pins().keysRead(commit, entries));
  }

  private void change(Books.Step step) {
    parts.books().run(step);
    settle();
  }

  // The link

  /// Logged in. What waits goes out, as far as the way has room.
  public void connected(FromRelay.Welcome welcome, Way way) {
    parts.line().open(way);
    parts.inbox().connected(welcome, clock.instant());
    parts.sealer().limit(welcome.limits().frame());
    change(
        commit -> {
          parts.roster().online(true);
          parts.lanes().connected();
          parts.prekeys().connected(commit, welcome.prekeys());
        });
    parts.intake().connected(welcome.waiting());
  }

  /// Deals with what came, in order, for some tenths of a second at most. What it asks to be acknowledged is,
  /// before this returns, unless it could not be saved; then the way was aborted.
  ///
  /// @return what is not dealt with yet: to be handed over again before anything else that came on this way
  public List<FromRelay> arrived(List<FromRelay> frames) {
    List<FromRelay> left = parts.intake().arrived(frames);
    settle();
    return left;
  }

  /// The way has room again, after it had none.
  public void roomAgain() {
    settle();
  }

  /// The connection is lost or closed.
  public void disconnected() {
    parts.line().close();
    parts.watch().disconnected();
    parts.typingOut().disconnected();
    parts.prekeys().disconnected();
    change(
        commit -> {
          parts.roster().online(false);
          parts.lanes().disconnected();
          parts.introductions().disconnected(commit);
        });
  }

  // Time

  /// When something is to be done, if nothing else happens before; a time that has passed means now.
  public Optional<Instant> due() {
    return parts.chores().stream()
        .map(Chore::due)
        .flatMap(Optional::stream)
        .map(parts.books()::notBefore)
        .min(Comparator.naturalOrder());
  }

  /// Does what is due by now.
  public void wake() {
    Instant now = clock.instant();
    if (!parts.books().notBefore(now).isAfter(now)) {
      parts.chores().forEach(chore -> chore.wake(now));
      settle();
    }
  }
}
