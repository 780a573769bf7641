package chat.parley.client;

import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.wire.FrameException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The user's messages that are not at the relay, and how each gets there: in the order they were written,
/// contact by contact. Belongs to the core thread.
///
///     waiting ──can go──► leaving ──written──► sent
///        ▲                   │ link lost         │ "not here"
///        └───────────────────┴───────────────────┘
///
/// What was written to a socket counts as sent, though a server or connection that dies at that moment may
/// lose it: the classic protocol has no answer that would tell.
final class Outbox {
  /// The way out.
  interface Road {
    /// Why a message to this contact cannot go now; [Delivery.WaitReason#SENDING] if it can.
    Delivery.WaitReason obstacle(Name contact);

    /// Whether the link takes a message more.
    boolean hasRoom();

    /// Encrypts a message and hands it to the link.
    ///
    /// @param written run when its last byte has gone to the socket
    /// @return takes it back, if nothing of it was written yet; says whether it could
    /// @throws FrameException if it is too long for a frame
    BooleanSupplier take(Name contact, MessageId message, Runnable written) throws FrameException;

    /// Notes how far a message has come.
    void delivery(Name contact, MessageId message, Delivery delivery);
  }

  private static final int MAX_REMEMBERED = 1_000;

  private record Parcel(Name contact, long number, MessageId message) {}

  /// What waits for one contact.
  private static final class Pile {
    private final TreeMap<Long, Parcel> parcels = new TreeMap<>();
    // What all of them were told to wait for; null if not all were.
    private Delivery.@Nullable WaitReason told;
  }

  /// One handing over to the link.
  private static final class Attempt {
    private final Parcel parcel;
    private BooleanSupplier takeBack = () -> false;
    private boolean isWritten;
    private boolean isOver;

    Attempt(Parcel parcel) {
      this.parcel = parcel;
    }
  }

  private final Road road;
  private final Map<Name, Pile> waiting = new HashMap<>();
  // What was handed to the link under the session at hand, newest last.
  private final Map<Name, Deque<Attempt>> handedOver = new HashMap<>();
  private long numbered;

  Outbox(Road road) {
    this.road = road;
  }

  /// Adds a message, and sends it if it can go.
  void add(Name contact, MessageId message) {
    Pile pile = pile(contact);
    pile.parcels.put(++numbered, new Parcel(contact, numbered, message));
    if (pile.told != null) {
      road.delivery(contact, message, new Delivery.Waiting(pile.told));
    }
    send(contact);
  }

  private Pile pile(Name contact) {
    return waiting.computeIfAbsent(contact, name -> new Pile());
  }

  /// Takes a message out, unless it is on its way already.
  ///
  /// @return whether it waited
  boolean remove(Name contact, MessageId message) {
    Pile pile = waiting.get(contact);
    return pile != null
        && pile.parcels.values().removeIf(parcel -> parcel.message().equals(message));
  }

  /// Something about this contact or the connection is another: sends what can go, and says of the rest why
  /// not.
  void send(Name contact) {
    Pile pile = waiting.get(contact);
    if (pile == null) {
      return;
    }
    Delivery.WaitReason obstacle = road.obstacle(contact);
    while (obstacle == Delivery.WaitReason.SENDING && !pile.parcels.isEmpty() && road.hasRoom()) {
      handOver(Objects.requireNonNull(pile.parcels.pollFirstEntry()).getValue());
    }
    if (pile.parcels.isEmpty()) {
      waiting.remove(contact, pile);
    } else if (pile.told != obstacle) {
      pile.told = obstacle;
      for (Parcel parcel : pile.parcels.values()) {
        road.delivery(contact, parcel.message(), new Delivery.Waiting(obstacle));
      }
    }
  }

  private void handOver(Parcel parcel) {
    Name contact = parcel.contact();
    Attempt attempt = new Attempt(parcel);
    road.delivery(contact, parcel.message(), new Delivery.Waiting(Delivery.WaitReason.SENDING));
    try {
      attempt.takeBack = road.take(contact, parcel.message(), () -> written(attempt));
    } catch (FrameException e) {
      road.delivery(contact, parcel.message(), new Delivery.Failed(Delivery.FailReason.TOO_LARGE));
      return;
    }
    Deque<Attempt> attempts = handedOver.computeIfAbsent(contact, name -> new ArrayDeque<>());
    attempts.addLast(attempt);
    if (attempts.size() > MAX_REMEMBERED && attempts.getFirst().isWritten) {
      attempts.removeFirst();
    }
  }

  /// As [#send], for all contacts.
  void sendAll() {
    List.copyOf(waiting.keySet()).forEach(this::send);
  }

  private void written(Attempt attempt) {
    if (!attempt.isOver) {
      attempt.isWritten = true;
      road.delivery(attempt.parcel.contact(), attempt.parcel.message(), new Delivery.AtRelay());
    }
    sendAll();
  }

  /// The contact's session is over: what the link has not begun to write waits for the next one.
  void sessionEnded(Name contact) {
    Deque<Attempt> attempts = handedOver.get(contact);
    if (attempts != null) {
      attempts.removeIf(attempt -> !attempt.isWritten && takeBack(attempt));
    }
  }

  private boolean takeBack(Attempt attempt) {
    boolean isBack = attempt.takeBack.getAsBoolean();
    if (isBack) {
      putBack(attempt);
    }
    return isBack;
  }

  private void putBack(Attempt attempt) {
    attempt.isOver = true;
    Pile pile = pile(attempt.parcel.contact());
    pile.parcels.put(attempt.parcel.number(), attempt.parcel);
    pile.told = null;
  }

  /// The contact has another session now: what the server says of the old one's messages has been said.
  void newSession(Name contact) {
    sessionEnded(contact);
    handedOver.remove(contact);
  }

  /// The server did not find the contact. Once it does not, it finds it for no later message either, so each
  /// such answer is about the newest message that has had none.
  void notHere(Name contact) {
    sessionEnded(contact);
    Deque<Attempt> attempts = handedOver.get(contact);
    if (attempts != null && !attempts.isEmpty()) {
      // Perhaps the answer is known here before it is known that the message was written.
      putBack(attempts.removeLast());
    }
    send(contact);
  }

  /// The link is lost: what was not written to it waits again.
  void linkLost() {
    handedOver.values().stream()
        .flatMap(Deque::stream)
        .filter(attempt -> !attempt.isWritten)
        .forEach(this::putBack);
    handedOver.clear();
  }
}
