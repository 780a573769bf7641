package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.LogEntry;
import chat.parley.store.Parcel;
import chat.parley.store.Position;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All lanes that have something on its way, and the payloads that the relay owes an answer for on this connection.
final class Lanes implements Books.Part {
  /// How many payloads the relay may owe an answer for.
  static final int MOST_FLIGHTS = 256;

  private static final int PAGE = 100;

  /// A payload that was handed over.
  ///
  /// @param message the entry it carries, if it is one
  record Flight(Name contact, @Nullable MessageId message) {}

  private final Roster roster;
  private final Obstacles obstacles;
  private final Map<Name, Lane> lanes = new LinkedHashMap<>();
  private final Map<Bytes, Flight> flights = new HashMap<>();

  /// Payloads that were handed over on an earlier connection, which ended without an answer.
  private final Map<Bytes, Flight> unanswered = new HashMap<>();

  Lanes(Roster roster, Obstacles obstacles) {
    this.roster = roster;
    this.obstacles = obstacles;
  }

  @Override
  public void load(Commit commit) throws StoreException {
    lanes.clear();
    flights.clear();
    unanswered.clear();
    obstacles.clear();
    for (StoredContact contact : roster.rows()) {
      Lane lane = new Lane(contact.name());
      lane.parcels(commit.tables().outbox().count(contact.name()));
      lane.before(commit.tables().outbox().last(contact.name()));
      Optional<LogEntry> unsealed = unsealed(commit, contact.name(), Position.BEGINNING);
      unsealed.ifPresent(entry -> lane.toSeal(entry.position()));
      if (!lane.isEmpty()) {
        lane.told(obstacles.of(contact.name(), contact));
        lanes.put(contact.name(), lane);
      }
    }
  }

  /// The first message behind an entry that is to be sealed yet.
  static Optional<LogEntry> unsealed(Commit commit, Name contact, Position after)
      throws StoreException {
    Position from = after;
    while (true) {
      List<LogEntry> page = commit.intact(commit.tables().log().awaited(contact, from, PAGE));
      Optional<LogEntry> first = page.stream().filter(Lanes::isUnsealed).findFirst();
      if (first.isPresent() || page.size() < PAGE) {
        return first;
      }
      from = page.getLast().position();
    }
  }

  /// Whether an entry is a message that is to be sealed yet.
  static boolean isUnsealed(LogEntry entry) {
    return entry.message() instanceof ChatMessage.Outgoing own
        && own.delivery().equals(Obstacles.UNSEALED);
  }

  /// Whether an entry is a message whose payload is in the outbox.
  static boolean isSealed(LogEntry entry) {
    return entry.message() instanceof ChatMessage.Outgoing own
        && own.delivery().equals(Obstacles.SEALED);
  }

  /// The lane to a contact, made if there is none.
  Lane to(Name contact) {
    return lanes.computeIfAbsent(
        contact,
        name -> {
          Lane lane = new Lane(name);
          lane.told(obstacles.of(name, roster.find(name).orElse(null)));
          return lane;
        });
  }

  Optional<Lane> find(Name contact) {
    return Optional.ofNullable(lanes.get(contact));
  }

  Collection<Lane> all() {
    return List.copyOf(lanes.values());
  }

  /// Forgets what is on its way to a contact.
  void remove(Name contact) {
    lanes.remove(contact);
    flights.values().removeIf(flight -> flight.contact().equals(contact));
    unanswered.values().removeIf(flight -> flight.contact().equals(contact));
    obstacles.put(contact, null);
  }

  /// Lets the next lane be the first to send; drops the one at hand if nothing is on its way there.
  void turn(Lane lane) {
    if (lanes.remove(lane.contact(), lane)) {
      lanes.put(lane.contact(), lane);
    }
    dropIfEmpty(lane);
  }

  void dropIfEmpty(Lane lane) {
    if (lane.isEmpty() && lanes.remove(lane.contact(), lane)) {
      obstacles.put(lane.contact(), null);
    }
  }

  Map<Bytes, Flight> flights() {
    return flights;
  }

  /// Whether the relay may have a payload.
  boolean mayBeAtRelay(Lane lane, Parcel parcel) {
    return flights.containsKey(parcel.sendId())
        || unanswered.containsKey(parcel.sendId())
        || lane.isFromBefore(parcel.order());
  }

  /// A payload is in the outbox no more.
  void gone(Bytes sendId) {
    unanswered.remove(sendId);
  }

  boolean isFull() {
    return flights.size() >= MOST_FLIGHTS;
  }

  /// There is another connection: the relay owes no answer on it yet.
  void connected() {
    disconnected();
    for (Lane lane : all()) {
      lane.full().end();
      lane.fromStart();
      lane.askAtOnce();
    }
  }

  void disconnected() {
    unanswered.putAll(flights);
    flights.clear();
  }
}
