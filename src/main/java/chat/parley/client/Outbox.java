package chat.parley.client;

import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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

    /// Encrypts a message and hands it to the link, which then calls [#written].
    void take(Name contact, MessageId message);

    /// Notes how far a message has come.
    void delivery(Name contact, MessageId message, Delivery delivery);
  }

  private static final int MAX_SENT = 1_000;

  private record Parcel(Name contact, long number, MessageId message) {}

  /// What waits for one contact.
  private static final class Pile {
    private final TreeMap<Long, Parcel> parcels = new TreeMap<>();
    // What all of them were told to wait for; null if not all were.
    private Delivery.@Nullable WaitReason told;
  }

  private final Road road;
  private final Map<Name, Pile> waiting = new HashMap<>();
  private final Map<MessageId, Parcel> leaving = new HashMap<>();
  // What was written under the session at hand, newest last.
  private final Map<Name, Deque<Parcel>> sent = new HashMap<>();
  private long numbered;

  Outbox(Road road) {
    this.road = road;
  }

  /// Adds a message, and sends it if it can go.
  void add(Name contact, MessageId message) {
    put(new Parcel(contact, ++numbered, message));
    send(contact);
  }

  private void put(Parcel parcel) {
    Pile pile = waiting.computeIfAbsent(parcel.contact(), name -> new Pile());
    pile.parcels.put(parcel.number(), parcel);
    pile.told = null;
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
      Parcel parcel = Objects.requireNonNull(pile.parcels.pollFirstEntry()).getValue();
      leaving.put(parcel.message(), parcel);
      road.delivery(contact, parcel.message(), new Delivery.Waiting(obstacle));
      road.take(contact, parcel.message());
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

  /// As [#send], for all contacts.
  void sendAll() {
    List.copyOf(waiting.keySet()).forEach(this::send);
  }

  /// A message has gone to the socket.
  void written(MessageId message) {
    Parcel parcel = leaving.remove(message);
    if (parcel == null) {
      return;
    }
    Deque<Parcel> under = sent.computeIfAbsent(parcel.contact(), name -> new ArrayDeque<>());
    under.addLast(parcel);
    if (under.size() > MAX_SENT) {
      under.removeFirst();
    }
    road.delivery(parcel.contact(), message, new Delivery.AtRelay());
    sendAll();
  }

  /// A message that was taken cannot be sent at all.
  void failed(MessageId message, Delivery.FailReason reason) {
    Parcel parcel = leaving.remove(message);
    if (parcel != null) {
      road.delivery(parcel.contact(), message, new Delivery.Failed(reason));
    }
  }

  /// The contact has another session now: an answer from before says nothing of what comes.
  void newSession(Name contact) {
    sent.remove(contact);
  }

  /// The server did not find the contact. Once it does not, it finds it for no later message either, so each
  /// such answer is about the newest message that has had none.
  void notHere(Name contact) {
    Deque<Parcel> under = sent.get(contact);
    if (under != null && !under.isEmpty()) {
      put(under.removeLast());
    }
    send(contact);
  }

  /// The link is lost: what was not written to it waits again.
  void linkLost() {
    leaving.values().forEach(this::put);
    leaving.clear();
    sent.clear();
  }
}
