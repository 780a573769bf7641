package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Delivery.FailReason;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.Act;
import chat.parley.store.Annotations;
import chat.parley.store.LogEntry;
import chat.parley.store.LogTable;
import chat.parley.store.LoggedContent;
import chat.parley.store.Parcel;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import chat.parley.wire.parley.UndeliverableCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is on its way to the relay, from the moment it is written until the relay accepted it. Here is what goes
/// in and what comes of it; [Dispatcher] hands over.
///
/// A message is in the log first. When it can go out it is sealed, which commits the session's state, the payload and
/// its id together. The same bytes then go under the same id, on this connection or a later one, until they are
/// accepted; whatever is sealed again gets another id.
final class Outbox {
  private static final int PAGE = 100;

  private final Roster roster;
  private final Conversations conversations;
  private final Line line;
  private final Lanes lanes;
  private final Sealer sealer;
  private final Dates dates;

  Outbox(
      Line line,
      Roster roster,
      Conversations conversations,
      Lanes lanes,
      Sealer sealer,
      Dates dates) {
    this.roster = roster;
    this.conversations = conversations;
    this.line = line;
    this.lanes = lanes;
    this.sealer = sealer;
    this.dates = dates;
  }

  // What goes in

  /// The user wrote something; whom it is for becomes a contact by it.
  ///
  /// @param answered the entry that it answers, of the same conversation; null if none, or it is gone
  void write(Commit commit, Name name, String text, @Nullable MessageId answered)
      throws StoreException {
    Optional<StoredContact> known = roster.find(name);
    if (known.isEmpty()) {
      roster.put(commit, StoredContact.of(name, Contact.Standing.ACCEPTED));
    }
    Duration lifetime = known.map(StoredContact::lifetime).flatMap(Lifetime::duration).orElse(null);
    append(commit, name, text, Annotations.of(contentId(commit, name, answered), lifetime), null);
  }

  private static @Nullable Bytes contentId(Commit commit, Name name, @Nullable MessageId answered)
      throws StoreException {
    Optional<LogEntry> entry =
        answered == null ? Optional.empty() : commit.tables().log().find(answered);
    return entry
        .filter(each -> each.message().conversation().equals(name) && each.act() == null)
        .map(LogEntry::content)
        .map(LoggedContent::id)
        .orElse(null);
  }

  /// The user did something that a contact is to hear of.
  ///
  /// @param before what is to be as it was if that fails
  LoggedContent act(Commit commit, Name name, Act act, Annotations before) throws StoreException {
    return append(commit, name, "", before, act);
  }

  private LoggedContent append(
      Commit commit, Name name, String text, Annotations annotations, @Nullable Act act)
      throws StoreException {
    Bytes key = roster.find(name).map(StoredContact::key).orElse(null);
    LoggedContent content =
        new LoggedContent(
            sealer.newId(),
            dates.next(commit),
            key == null ? null : Pins.fingerprint(key),
            annotations,
            act);
    LogEntry entry =
        conversations.append(
            commit,
            new ChatMessage.Outgoing(
                conversations.newId(), name, commit.now(), text, Obstacles.UNSEALED),
            content);
    lanes.to(name).toSeal(entry.position());
    return content;
  }

  /// Sends a failed message again: the same content, in the same place.
  void retry(Commit commit, MessageId id) throws StoreException {
    Optional<LogEntry> found = commit.tables().log().find(id);
    if (found.isPresent()
        && !found.get().annotations().isDeleted()
        && found.get().message() instanceof ChatMessage.Outgoing own
        && own.delivery() instanceof Delivery.Failed) {
      LogEntry entry = found.get();
      LoggedContent content = entry.content();
      conversations.replace(
          commit,
          new LogEntry(
              entry.position(),
              own.with(Obstacles.UNSEALED),
              content == null
                  ? null
                  : content.withKey(null).with(content.annotations().notBegun())));
      lanes.to(own.conversation()).toSeal(entry.position());
    }
  }

  /// Takes a message out that waits or failed. One that was handed over stays, on whichever connection that was,
  /// unless the relay refused it: it may have been delivered.
  ///
  /// @return whether it is out
  boolean discard(Commit commit, MessageId id) throws StoreException {
    Optional<LogEntry> found = commit.tables().log().find(id);
    if (found.isEmpty()
        || found.get().annotations().isDeleted()
        || !(found.get().message() instanceof ChatMessage.Outgoing own)) {
      return false;
    }
    boolean isOut =
        own.delivery() instanceof Delivery.Failed
            || Lanes.isUnsealed(found.get())
            || (Lanes.isSealed(found.get()) && takeBack(commit, own));
    if (isOut) {
      conversations.remove(commit, own.conversation(), id);
    }
    return isOut;
  }

  private boolean takeBack(Commit commit, ChatMessage.Outgoing message) throws StoreException {
    Lane lane = lanes.to(message.conversation());
    for (Parcel parcel : parcels(commit, lane)) {
      if (message.id().equals(parcel.message()) && !lanes.mayBeAtRelay(lane, parcel)) {
        commit.tables().outbox().remove(parcel.sendId());
        lane.parcels(lane.parcels() - 1);
        return true;
      }
    }
    return false;
  }

  private static List<Parcel> parcels(Commit commit, Lane lane) throws StoreException {
    return commit.intact(commit.tables().outbox().page(lane.contact(), 0, Lane.MOST_PARCELS * 2));
  }

  /// Seals a content that is no entry of its own (a receipt, a resend) and puts it behind what is on its
  /// way. A resend waits, in memory, for a session that is being opened. Where nothing can be sent nothing is kept:
  /// see [Slips#canGo].
  void post(Commit commit, Name contact, Content.Letter content) throws StoreException {
    if (isHeldBack(contact)) {
      return;
    }
    Lane lane = lanes.to(contact);
    if (lane.wantsSession() && content.body() instanceof Body.Resend) {
      lane.keepForSession(content);
    } else if (sealer.canSeal(commit, contact)) {
      count(lane, sealer.seal(commit, contact, content, null));
    } else {
      lane.needSession();
    }
  }

  /// Seals the content of an entry anew, since the contact asked for it: the same content in a payload of its
  /// own. One that is to be sealed yet comes anyway.
  void again(Commit commit, LogEntry entry) throws StoreException {
    Name contact = entry.message().conversation();
    if (!isHeldBack(contact)
        && !Lanes.isUnsealed(entry)
        && lanes.to(contact).parcels() < Lane.MOST_AGAIN
        && sealer.canSeal(commit, contact)) {
      count(
          lanes.to(contact),
          sealer.seal(commit, contact, Sealer.letterAgain(commit, entry), entry.message().id()));
    }
  }

  private static void count(Lane lane, Optional<Parcel> sealed) {
    if (sealed.isPresent()) {
      lane.added();
    }
  }

  /// Sees to it that another session with the contact is opened, also where there is one: the answer to lost
  /// state. A resend that is posted after that goes out on it.
  void openSession(Commit commit, Name contact) throws StoreException {
    if (!isHeldBack(contact)) {
      lanes.to(contact).wantSession();
    }
  }

  /// Whether a session that was asked for is not open yet.
  boolean isOpening(Name contact) {
    return lanes.find(contact).filter(Lane::wantsSession).isPresent();
  }

  /// Something came from a contact, maybe on a session of its own that can be sent on.
  void heardFrom(Commit commit, Name contact) throws StoreException {
    Optional<Lane> lane =
        lanes.find(contact).filter(each -> each.needsSession() && !each.wantsSession());
    if (lane.isPresent() && sealer.canSeal(commit, contact)) {
      lane.get().noSessionNeeded();
    }
  }

  /// A session was opened from this side: what waited for it goes out on it.
  void sessionOpened(Commit commit, Name contact) throws StoreException {
    Optional<Lane> lane = lanes.find(contact);
    if (lane.isPresent()) {
      List<Content.Letter> waiting = lane.get().sessionOpened();
      for (Content.Letter letter : waiting) {
        post(commit, contact, letter);
      }
    }
  }

  private boolean isHeldBack(Name contact) {
    return roster.find(contact).filter(row -> !Obstacles.isHeldBack(row)).isEmpty();
  }

  // What comes of it

  /// The relay keeps a payload for its receiver.
  void accepted(Commit commit, Bytes sendId) throws StoreException {
    Optional<Lanes.Flight> flight = taken(commit, sendId);
    if (flight.isPresent()) {
      lanes.find(flight.get().contact()).ifPresent(lane -> lane.full().succeeded());
      line.slow().succeeded();
      move(commit, flight.get().message(), new Delivery.AtRelay());
    }
  }

  /// The relay did not take a payload.
  void undeliverable(Commit commit, Bytes sendId, UndeliverableCode code) throws StoreException {
    switch (code) {
      case NO_ACCOUNT -> failed(commit, sendId, FailReason.CONTACT_UNKNOWN);
      case TOO_LARGE -> failed(commit, sendId, FailReason.TOO_LARGE);
      case MAILBOX_FULL -> refused(sendId).ifPresent(lane -> lane.full().begin(commit.now()));
      case SLOW_DOWN -> refused(sendId).ifPresent(lane -> line.slow().begin(commit.now()));
    }
  }

  private void failed(Commit commit, Bytes sendId, FailReason reason) throws StoreException {
    Optional<Lanes.Flight> flight = taken(commit, sendId);
    if (flight.isPresent()) {
      move(commit, flight.get().message(), new Delivery.Failed(reason));
    }
  }

  /// It goes out again later, as it is, and what follows in its lane after it.
  private Optional<Lane> refused(Bytes sendId) {
    Lanes.Flight flight = lanes.flights().remove(sendId);
    if (flight == null) {
      return Optional.empty();
    }
    Lane lane = lanes.to(flight.contact());
    lane.fromStart();
    return Optional.of(lane);
  }

  private Optional<Lanes.Flight> taken(Commit commit, Bytes sendId) throws StoreException {
    Lanes.Flight flight = lanes.flights().remove(sendId);
    if (flight == null) {
      Optional<Parcel> parcel = commit.tables().outbox().find(sendId);
      flight = parcel.map(each -> new Lanes.Flight(each.contact(), each.message())).orElse(null);
    }
    if (flight == null || !commit.tables().outbox().remove(sendId)) {
      return Optional.empty();
    }
    lanes.gone(sendId);
    Lane lane = lanes.to(flight.contact());
    lane.parcels(lane.parcels() - 1);
    lanes.dropIfEmpty(lane);
    return Optional.of(flight);
  }

  /// A receipt may have been faster: what is delivered already does not go back.
  private void move(Commit commit, @Nullable MessageId id, Delivery next) throws StoreException {
    Optional<LogEntry> found = id == null ? Optional.empty() : commit.tables().log().find(id);
    if (found.isPresent()
        && found.get().message() instanceof ChatMessage.Outgoing own
        && own.delivery() instanceof Delivery.Waiting) {
      conversations.replace(commit, found.get().with(own.with(next)));
    }
  }

  /// Another key was taken over for a contact: what was not delivered is the user's to send again.
  void keyReplaced(Commit commit, Name contact) throws StoreException {
    commit.tables().outbox().removeAll(contact);
    lanes.remove(contact);
    fail(commit, contact, FailReason.KEY_REPLACED, false);
  }

  /// The relay knows nobody of this name: what waits for a session fails.
  void nobody(Commit commit, Name contact) throws StoreException {
    Optional<Lane> lane = lanes.find(contact);
    if (lane.isPresent()) {
      if (!sealer.canSeal(commit, contact)) {
        fail(commit, contact, FailReason.CONTACT_UNKNOWN, true);
        lane.get().unsealedAfter(null);
      }
      lane.get().giveUpSession();
      lanes.dropIfEmpty(lane.get());
    }
  }

  /// The newest first: what was done to a text is undone in that order.
  private void fail(Commit commit, Name contact, FailReason reason, boolean unsealedOnly)
      throws StoreException {
    LogTable log = commit.tables().log();
    List<LogEntry> page = commit.intact(log.newestAwaited(contact, PAGE));
    while (true) {
      for (LogEntry entry : page) {
        if (entry.message() instanceof ChatMessage.Outgoing own
            && (!unsealedOnly || Lanes.isUnsealed(entry))) {
          conversations.replace(commit, entry.with(own.with(new Delivery.Failed(reason))));
        }
      }
      if (page.size() < PAGE) {
        return;
      }
      page = commit.intact(log.newestAwaited(contact, page.getLast().position(), PAGE));
    }
  }

  /// Nothing is on its way to somebody who is no contact any more.
  void forget(Name contact) {
    lanes.remove(contact);
  }

  /// The contact may be able to receive again, or to be asked for.
  void contactCame(Name contact) {
    lanes
        .find(contact)
        .ifPresent(
            lane -> {
              lane.full().end();
              lane.askAtOnce();
            });
  }
}
