package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Delivery.FailReason;
import chat.parley.model.Delivery.WaitReason;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.LogEntry;
import chat.parley.store.LoggedContent;
import chat.parley.store.Parcel;
import chat.parley.store.Position;
import chat.parley.store.Rows;
import chat.parley.store.StoreException;
import chat.parley.store.StoredContact;
import chat.parley.wire.parley.FromClient;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Hands over what is in the outbox, and seals what waits as far as there is room: never more than the relay
/// can answer for soon, and each contact's in order.
final class Dispatcher implements Chore {
  /// How much of one lane goes before it is another's turn.
  private static final int TURN = 16;

  /// How many payloads are sealed in one commit, about: so that the database is never busy for long.
  private static final int MOST_IN_ROUND = 32;

  /// How many waiting messages of a contact are told again when they wait for another reason.
  private static final int MOST_TOLD = 500;

  private final Books books;
  private final Line line;
  private final Roster roster;
  private final Conversations conversations;
  private final Obstacles obstacles;
  private final Lanes lanes;
  private final Sealer sealer;

  Dispatcher(
      Books books,
      Line line,
      Roster roster,
      Conversations conversations,
      Obstacles obstacles,
      Lanes lanes,
      Sealer sealer) {
    this.books = books;
    this.line = line;
    this.roster = roster;
    this.conversations = conversations;
    this.obstacles = obstacles;
    this.lanes = lanes;
    this.sealer = sealer;
  }

  /// Hands over as much as there is room for. Not called inside a commit.
  void run() {
    boolean isGoing = true;
    while (isGoing && hasWork()) {
      isGoing = books.run(this::round);
    }
  }

  private boolean hasWork() {
    return line.hasRoom() && !lanes.isFull() && lanes.all().stream().anyMatch(this::isReady);
  }

  private boolean isReady(Lane lane) {
    return !lane.full().isOn() && isAllowed(lane) && (lane.isBehind() || canSealMore(lane));
  }

  private static boolean canSealMore(Lane lane) {
    return lane.unsealedAfter() != null
        && !lane.needsSession()
        && lane.parcels() < Lane.MOST_PARCELS;
  }

  private boolean isAllowed(Lane lane) {
    return roster.find(lane.contact()).filter(row -> !Obstacles.isHeldBack(row)).isPresent();
  }

  private void round(Commit commit) throws StoreException {
    int most = lanes.flights().size() + MOST_IN_ROUND;
    for (Lane lane : lanes.all()) {
      if (isReady(lane) && !lanes.isFull() && lanes.flights().size() < most) {
        if (lane.isBehind()) {
          handOver(commit, lane);
        }
        if (!lane.isBehind() && canSealMore(lane)) {
          seal(commit, lane);
        }
        lanes.turn(lane);
      }
    }
  }

  private void handOver(Commit commit, Lane lane) throws StoreException {
    Rows<Parcel> rows = commit.tables().outbox().page(lane.contact(), lane.handedOver(), TURN);
    if (!rows.damaged().isEmpty()) {
      commit.intact(rows);
      reconcile(commit, lane);
      return;
    }
    for (Parcel parcel : rows.rows()) {
      submit(commit, lane, parcel);
    }
    if (rows.rows().size() < TURN) {
      lane.caughtUp();
    }
  }

  private void submit(Commit commit, Lane lane, Parcel parcel) {
    lane.handedOver(parcel.order());
    if (!lanes.flights().containsKey(parcel.sendId())) {
      lanes.flights().put(parcel.sendId(), new Lanes.Flight(parcel.contact(), parcel.message()));
      commit.then(
          () ->
              line.submit(
                  new FromClient.Send(false, parcel.sendId(), parcel.contact(), parcel.payload())));
    }
  }

  /// Payloads were damaged: what they carried is sealed again.
  private void reconcile(Commit commit, Lane lane) throws StoreException {
    Name contact = lane.contact();
    Set<MessageId> there = new HashSet<>();
    List<Parcel> parcels =
        commit.intact(commit.tables().outbox().page(contact, 0, Integer.MAX_VALUE));
    parcels.stream().map(Parcel::message).filter(Objects::nonNull).forEach(there::add);
    for (LogEntry entry :
        commit.intact(commit.tables().log().awaited(contact, Integer.MAX_VALUE))) {
      if (Lanes.isSealed(entry)
          && entry.message() instanceof ChatMessage.Outgoing own
          && !there.contains(own.id())) {
        conversations.replace(commit, entry.with(own.with(Obstacles.UNSEALED)));
        lane.toSeal(entry.position());
      }
    }
    lane.parcels(parcels.size());
    lane.fromStart();
  }

  private void seal(Commit commit, Lane lane) throws StoreException {
    if (!sealer.canSeal(commit, lane.contact())) {
      lane.needSession();
      return;
    }
    for (int sealed = 0; sealed < TURN && canSealMore(lane) && !lanes.isFull(); sealed++) {
      Position after = Objects.requireNonNull(lane.unsealedAfter());
      Optional<LogEntry> next = Lanes.unsealed(commit, lane.contact(), after);
      if (next.isEmpty()) {
        lane.unsealedAfter(null);
      } else {
        seal(commit, lane, next.get());
        lane.unsealedAfter(next.get().position());
        if (!sealer.canSeal(commit, lane.contact())) {
          lane.needSession();
        }
      }
    }
  }

  private void seal(Commit commit, Lane lane, LogEntry entry) throws StoreException {
    if (!(entry.message() instanceof ChatMessage.Outgoing own)) {
      throw new IllegalArgumentException("not a message of one's own");
    }
    Optional<Parcel> parcel = sealer.seal(commit, entry);
    if (parcel.isEmpty()) {
      conversations.replace(
          commit, entry.with(own.with(new Delivery.Failed(FailReason.TOO_LARGE))));
      return;
    }
    LoggedContent content = Objects.requireNonNull(entry.content());
    StoredContact contact = roster.find(lane.contact()).orElseThrow();
    conversations.replace(
        commit,
        new LogEntry(
            entry.position(),
            own.with(Obstacles.SEALED),
            content.withKey(Pins.fingerprint(Objects.requireNonNull(contact.key())))));
    lane.parcels(lane.parcels() + 1);
    submit(commit, lane, parcel.get());
  }

  /// Tells messages again that wait for another reason than was told. Not called inside a commit.
  void tellObstacles() {
    if (lanes.all().stream().anyMatch(this::isToldWrong)) {
      books.run(
          commit -> {
            for (Lane lane : lanes.all()) {
              if (isToldWrong(lane)) {
                tellObstacle(commit, lane);
              }
            }
          });
    }
  }

  private boolean isToldWrong(Lane lane) {
    obstacles.put(lane.contact(), line.slow().isOn() ? WaitReason.SLOW_DOWN : lane.obstacle());
    return lane.told() != reason(lane);
  }

  private WaitReason reason(Lane lane) {
    return obstacles.of(lane.contact(), roster.find(lane.contact()).orElse(null));
  }

  private void tellObstacle(Commit commit, Lane lane) throws StoreException {
    lane.told(reason(lane));
    List<LogEntry> newest =
        commit.intact(commit.tables().log().newestAwaited(lane.contact(), MOST_TOLD));
    for (LogEntry entry : newest.reversed()) {
      if (Lanes.isSealed(entry) || Lanes.isUnsealed(entry)) {
        conversations.tellAgain(commit, entry);
      }
    }
  }

  @Override
  public Optional<Instant> due() {
    return line.isOpen()
        ? pauses().flatMap(pause -> pause.until().stream()).min(Instant::compareTo)
        : Optional.empty();
  }

  @Override
  public void wake(Instant now) {
    pauses().forEach(pause -> pause.wake(now));
  }

  private Stream<Pause> pauses() {
    return Stream.concat(Stream.of(line.slow()), lanes.all().stream().map(Lane::full));
  }
}
