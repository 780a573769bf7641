package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.identity.PeerEntry;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Disclosure;
import chat.parley.model.Fingerprint;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.ClientDatabase;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
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

  private final Books books;
  private final Line line = new Line();
  private final Roster roster = new Roster();
  private final Outbox outbox;
  private final Inbox inbox;
  private final List<Chore> chores;
  private final InstantSource clock;

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
    this.clock = clock;
    books = new Books(database, clock, outside::tell, line::abort);
    outbox = new Outbox();
    Shelf shelf = new Shelf(me, roster, random);
    Conversations conversations = new Conversations(roster, random);
    Slips slips = new Slips(roster, shelf, outbox, line, random);
    Ledgers ledgers = new Ledgers(roster);
    Receipts receipts = new Receipts(books, ledgers, conversations, slips);
    Gaps gaps = new Gaps(books, roster, ledgers, receipts, slips);
    Resends resends = new Resends(books, ledgers, shelf, outbox, slips);
    LostState lostState = new LostState(books, ledgers, conversations, outbox, slips);
    Writers writers = new Writers(books, roster);
    inbox =
        new Inbox(
            me,
            roster,
            shelf,
            new Pins(roster),
            new Requests(roster),
            new Letters(ledgers, conversations, receipts, gaps, resends, writers),
            gaps,
            lostState,
            conversations);
    chores = List.of(receipts, gaps, resends, lostState, writers, outbox);
    List.of(roster, shelf, outbox, lostState, receipts, ledgers, gaps, writers).forEach(books::add);
  }

  /// Reads what is kept and tells all contacts. Called once, before anything else.
  public void start() {
    books.run(commit -> {});
  }

  /// All contacts, as they were told last.
  public List<Contact> contacts() {
    return roster.shown();
  }

  /// The key of a contact that [Contact#fingerprint] is of, as a SubjectPublicKeyInfo; empty if there is none.
  public Optional<Bytes> shownKey(Name contact) {
    return roster.find(contact).flatMap(Roster::shownKey);
  }

  // The user

  /// Writes to a contact, or to somebody who becomes one by it. The text waits until it can be sent.
  ///
  /// @param text not blank
  public void write(Name contact, String text) {
    books.run(commit -> outbox.write(commit, contact, text));
  }

  /// Sends a failed message again, in its own place in the conversation.
  public void retry(MessageId message) {
    books.run(commit -> outbox.retry(commit, message));
  }

  /// Takes a message of one's own that waits or failed out of the conversation. One that is on its way already
  /// stays.
  public void discard(MessageId message) {
    books.run(commit -> outbox.discard(commit, message));
  }

  /// Reads one page of a conversation, oldest first; empty if it cannot be read.
  ///
  /// @param before the entry that the page ends before; null for the newest page
  /// @param limit how many entries at most
  public List<ChatMessage> page(Name contact, @Nullable MessageId before, int limit) {
    return List.of();
  }

  /// Counts everything of a contact as looked at.
  public void markRead(Name contact) {}

  /// The user is writing to a contact just now.
  public void typing(Name contact) {}

  /// What contacts are told from now on: until the first call, nothing that can be kept back.
  public void disclose(Disclosure disclosure) {}

  /// Lets somebody who asked to write do so.
  public void accept(Name contact) {}

  /// Forgets a request with all its messages.
  public void decline(Name contact) {}

  /// Shows nothing more of a contact, and sends nothing to it.
  public void block(Name contact) {}

  /// Takes [#block] back.
  public void unblock(Name contact) {}

  /// Notes that the user compared exactly this key of a contact: the pinned one, or one that was offered, which
  /// is then taken over. Ignored if it is neither.
  public void verify(Name contact, Fingerprint compared) {}

  /// Takes [#verify] back. An offered key is then taken over, not compared.
  public void withdrawVerification(Name contact) {}

  /// Looks somebody up, who is a contact if found: [MailEvent.LookedUp] tells.
  public void meet(Name name) {}

  /// The keys folder holds this now. Called before the first connection.
  public void keysRead(List<PeerEntry> entries) {}

  // The link

  /// Logged in. What waits goes out, as far as the way has room.
  public void connected(FromRelay.Welcome welcome, Way way) {
    line.open(way);
    inbox.connected(welcome, clock.instant());
  }

  /// Everything that came and is not dealt with, in order. What it asks to be acknowledged is, before this
  /// returns, unless it could not be saved; then the way was aborted.
  public void arrived(List<FromRelay> frames) {
    books.run(
        commit -> {
          long dealtWith = 0;
          for (FromRelay frame : frames) {
            if (frame instanceof FromRelay.Deliver deliver) {
              inbox.deliver(commit, deliver);
              dealtWith = deliver.sequence();
            }
          }
          if (dealtWith > 0) {
            FromClient ack = new FromClient.Ack(dealtWith);
            commit.then(() -> line.submit(ack));
          }
        });
  }

  /// The way has room again, after it had none.
  public void roomAgain() {}

  /// The connection is lost or closed.
  public void disconnected() {
    line.close();
  }

  // Time

  /// When something is to be done, if nothing else happens before; a time that has passed means now.
  public Optional<Instant> due() {
    return chores.stream().map(Chore::due).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  /// Does what is due by now.
  public void wake() {
    Instant now = clock.instant();
    chores.forEach(chore -> chore.wake(now));
  }
}
