package chat.parley.client.mail;

import chat.parley.model.Delivery.WaitReason;
import chat.parley.model.Name;
import chat.parley.store.Position;
import chat.parley.wire.content.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How it stands with what is on its way to one contact. Lives while something is.
final class Lane {
  /// How many payloads for one contact the relay may owe an answer for.
  static final int MOST_PARCELS = 64;

  /// How many there may be with those that the contact asked for once more.
  static final int MOST_AGAIN = 256;

  private static final int MOST_KEPT = 8;
  private static final Duration FULL_FIRST = Duration.ofSeconds(30);
  private static final Duration FULL_LONGEST = Duration.ofMinutes(30);

  private final Name contact;

  /// Behind this entry there may be messages that are not sealed; null if there are none.
  private @Nullable Position unsealedAfter;

  /// How many payloads for it are in the outbox.
  private int parcels;

  /// The order of the last one that was handed over on this connection.
  private long handedOver;

  /// The order of the last one that an earlier run of the program may have handed over.
  private long before;

  /// Whether there may be payloads in the outbox that were not handed over on this connection.
  private boolean isBehind = true;

  private final List<Content.Letter> forSession = new ArrayList<>();
  private boolean wantsSession;
  private final Pause full = new Pause(FULL_FIRST, FULL_LONGEST);
  private @Nullable WaitReason sessionLacks;
  private Instant askAgain = Instant.MAX;
  private int failures;
  private WaitReason told = WaitReason.SENDING;

  Lane(Name contact) {
    this.contact = contact;
  }

  Name contact() {
    return contact;
  }

  @Nullable Position unsealedAfter() {
    return unsealedAfter;
  }

  void unsealedAfter(@Nullable Position position) {
    unsealedAfter = position;
  }

  /// A message is to be sealed that stands here in the conversation.
  void toSeal(Position position) {
    Position before = new Position(position.place(), position.row() - 1);
    if (unsealedAfter == null || before.compareTo(unsealedAfter) < 0) {
      unsealedAfter = before;
    }
  }

  int parcels() {
    return parcels;
  }

  void parcels(int inOutbox) {
    parcels = inOutbox;
  }

  /// Whether a payload was in the outbox when the program began: the relay may have it.
  boolean isFromBefore(long order) {
    return order <= before;
  }

  void before(long lastOrder) {
    before = lastOrder;
  }

  long handedOver() {
    return handedOver;
  }

  void handedOver(long order) {
    handedOver = Math.max(handedOver, order);
  }

  /// Everything in the outbox is to be handed over, as far as the relay does not owe an answer for it.
  void fromStart() {
    handedOver = 0;
    isBehind = true;
  }

  /// Something was put into the outbox and is to be handed over in its turn.
  void added() {
    parcels++;
    isBehind = true;
  }

  boolean isBehind() {
    return isBehind && parcels > 0;
  }

  /// Everything in the outbox was handed over.
  void caughtUp() {
    isBehind = false;
  }

  /// The contact's mailbox is full.
  Pause full() {
    return full;
  }

  /// A session is to be opened, whether there is one or not.
  void wantSession() {
    wantsSession = true;
    if (sessionLacks == null) {
      needSession();
    }
  }

  boolean wantsSession() {
    return wantsSession;
  }

  /// No session can be sent on: a key is to be asked for at once.
  void needSession() {
    if (sessionLacks == null) {
      sessionLacks = WaitReason.ASKING_FOR_KEY;
      askAgain = Instant.MIN;
    }
  }

  boolean needsSession() {
    return sessionLacks != null;
  }

  Instant askAt() {
    return askAgain;
  }

  /// The relay was asked; if it does not answer it is asked again.
  void asked(Instant again) {
    askAgain = again;
  }

  /// The relay's answer was of no use.
  void askAgain(WaitReason reason, Instant now, Duration first, Duration longest) {
    sessionLacks = reason;
    askAgain = now.plus(Delays.doubled(first, failures++, longest));
  }

  /// The connection is another one: what was asked for is to be asked for again.
  void askAtOnce() {
    if (sessionLacks != null) {
      askAgain = Instant.MIN;
      failures = 0;
    }
  }

  /// Keeps a content for the session that is being opened.
  void keepForSession(Content.Letter content) {
    if (forSession.size() < MOST_KEPT) {
      forSession.add(content);
    }
  }

  /// There is a new session.
  ///
  /// @return what was kept for it
  List<Content.Letter> sessionOpened() {
    List<Content.Letter> kept = List.copyOf(forSession);
    giveUpSession();
    return kept;
  }

  /// No session is to be opened any more.
  void giveUpSession() {
    forSession.clear();
    wantsSession = false;
    noSessionNeeded();
  }

  /// There turned out to be a session to send on.
  void noSessionNeeded() {
    sessionLacks = null;
    askAgain = Instant.MAX;
    failures = 0;
  }

  /// What stands in the way of its messages, if anything.
  @Nullable WaitReason obstacle() {
    return full.isOn() ? WaitReason.MAILBOX_FULL : sessionLacks;
  }

  WaitReason told() {
    return told;
  }

  void told(WaitReason reason) {
    told = reason;
  }

  /// Whether nothing is on its way any more.
  boolean isEmpty() {
    return parcels == 0 && unsealedAfter == null && !wantsSession && sessionLacks == null;
  }
}
