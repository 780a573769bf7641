package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.store.LogEntry;
import chat.parley.store.MemoryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One side of a random schedule, with what an observer knows of it who forgets nothing: what it wrote, and
/// what it was ever shown.
final class Side {
  /// The life of one database, until it is lost or an older one takes its place.
  private record Life(Instant began, List<Instant> openings) {}

  final Device device;
  final Name peer;
  final Set<String> written = new HashSet<>();
  final Set<String> everShown = new HashSet<>();
  private final Set<Bytes> openedSessions = new HashSet<>();
  private final List<Life> lives = new ArrayList<>();
  private final Set<String> shownInThisLife = new HashSet<>();
  private final List<String> shownTwice = new ArrayList<>();
  private final World world;
  private MemoryDatabase.@Nullable Copy backup;
  private final Consumer<String> trace;
  private int heard;
  private int counted;

  /// @param trace is told what happens
  Side(World world, Device device, Name peer, Consumer<String> trace) {
    this.trace = trace;
    this.world = world;
    this.device = device;
    this.peer = peer;
    lives.add(new Life(world.clock.instant(), new ArrayList<>()));
    everShown.addAll(texts(device.received(peer)));
    written.addAll(texts(device.sent(peer)));
  }

  void write(String text) {
    if (device.isRunning()) {
      written.add(text);
      device.call(mail -> mail.write(peer, text));
    }
  }

  boolean hasBackup() {
    return backup != null;
  }

  void backUp() {
    backup = device.disk.copy();
  }

  /// The program is ended and finds an older database, or none.
  void loseDatabase(boolean toBackup) {
    observe();
    device.kill();
    observeDisk();
    if (toBackup && backup != null) {
      device.disk.restore(backup);
    } else {
      device.disk.wipe();
    }
    lives.add(new Life(world.clock.instant(), new ArrayList<>()));
    shownInThisLife.clear();
  }

  /// Notes what has happened since the last time.
  void observe() {
    List<MailEvent> events = device.events;
    for (; heard < events.size(); heard++) {
      trace.accept(device.name() + " was told " + events.get(heard));
      if (events.get(heard) instanceof MailEvent.MessageAdded(ChatMessage.Incoming incoming)) {
        everShown.add(incoming.text());
        if (!shownInThisLife.add(incoming.text())) {
          shownTwice.add(incoming.text());
        }
      }
    }
    List<SimulatedLetter> taken = world.relay.taken();
    for (; counted < taken.size(); counted++) {
      SimulatedLetter letter = taken.get(counted);
      if (letter.from.equals(device.name())) {
        noteSent(letter);
      }
    }
  }

  private void observeDisk() {
    everShown.addAll(texts(device.received(peer)));
  }

  private void noteSent(SimulatedLetter letter) {
    PayloadView view = PayloadView.of(letter.payload);
    trace.accept(device.name() + " sent " + view);
    if (view.opens() && openedSessions.add(view.session())) {
      lives.getLast().openings.add(Instant.ofEpochMilli(letter.time));
    }
  }

  private static List<String> texts(List<LogEntry> entries) {
    return entries.stream()
        .map(
            each ->
                switch (each.message()) {
                  case ChatMessage.Incoming incoming -> incoming.text();
                  case ChatMessage.Outgoing outgoing -> outgoing.text();
                  case ChatMessage.Note note -> note.kind().toString();
                })
        .toList();
  }

  // What must hold in the end

  /// Everything that is wrong with this side after an honest phase.
  List<String> complaints(Side other) {
    observe();
    observeDisk();
    other.observe();
    other.observeDisk();
    List<String> wrong = new ArrayList<>();
    String name = device.name().value();
    shownTwice.forEach(text -> wrong.add(name + " was told twice of: " + text));
    List<String> received = texts(device.received(peer));
    Set<String> once = new HashSet<>();
    for (String text : received) {
      if (!once.add(text)) {
        wrong.add(name + " has twice: " + text);
      }
      if (!other.written.contains(text)) {
        wrong.add(name + " has what " + peer + " never wrote: " + text);
      }
    }
    for (LogEntry entry : device.sent(peer)) {
      if (entry.message() instanceof ChatMessage.Outgoing outgoing) {
        if (entry.isAwaited() || outgoing.delivery() instanceof Delivery.Failed) {
          wrong.add(name + ": " + outgoing.text() + " is " + outgoing.delivery());
        } else if (!other.everShown.contains(outgoing.text())) {
          wrong.add(name + " takes for delivered what " + peer + " never had: " + outgoing.text());
        }
      }
    }
    int missing = device.contact(peer).missing();
    if (missing > 0) {
      wrong.add(name + " still misses " + missing);
    }
    if (!device.isOutboxEmpty()) {
      wrong.add(name + " has mail in the outbox");
    }
    for (Life life : lives) {
      wrong.addAll(tooManyOpenings(life));
    }
    return wrong;
  }

  /// One session may be opened because there is none; each other one answers something refused.
  private List<String> tooManyOpenings(Life life) {
    List<String> wrong = new ArrayList<>();
    for (int count = 1; count <= life.openings.size(); count++) {
      Instant last = life.openings.get(count - 1);
      long hours = Duration.between(life.began, last).toHours();
      if (count > 2 + hours) {
        wrong.add(
            device.name() + ", since " + life.began + ", opened sessions at " + life.openings);
      }
    }
    return wrong;
  }
}
