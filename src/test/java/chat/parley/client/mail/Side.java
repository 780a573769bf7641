package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Name;
import chat.parley.store.Annotations;
import chat.parley.store.LogEntry;
import chat.parley.store.MemoryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private final Map<Bytes, Fate> written = new HashMap<>();
  final Set<String> everShown = new HashSet<>();
  private final Map<Instant, Integer> lossesThen = new HashMap<>();
  private final Set<Bytes> everHeld = new HashSet<>();
  private final List<DisplayName> names = new ArrayList<>();
  private final Set<Bytes> openedSessions = new HashSet<>();
  private final List<Life> lives = new ArrayList<>();
  private final Set<String> shownInThisLife = new HashSet<>();
  private final List<String> shownTwice = new ArrayList<>();
  private final World world;
  private MemoryDatabase.@Nullable Copy backup;
  private final Consumer<String> trace;
  private int heard;
  private int counted;

  /// Everything that was ever done to a text by its author, in whichever life, and by which words it was known.
  private static final class Fate {
    final Set<Edited> edits = new HashSet<>();
    final Set<String> words = new HashSet<>();
    boolean isEverDeleted;

    Fate(String first) {
      words.add(first);
    }
  }

  private record Edited(Instant at, String text) {}

  /// Every reaction of this side: to which content, dated how, which sign.
  private record Reacted(Bytes content, Instant at, @Nullable Emoji emoji) {}

  private final Set<Reacted> reactions = new HashSet<>();

  /// @param trace is told what happens
  Side(World world, Device device, Name peer, Consumer<String> trace) {
    this.trace = trace;
    this.world = world;
    this.device = device;
    this.peer = peer;
    lives.add(new Life(world.clock.instant(), new ArrayList<>()));
    everShown.addAll(texts(device.received(peer)));
    device.sent(peer).forEach(this::noteWritten);
  }

  void write(String text) {
    if (device.isRunning()) {
      device.call(mail -> mail.write(peer, text));
      device.sent(peer).forEach(this::noteWritten);
    }
  }

  private void noteWritten(LogEntry entry) {
    String text = ((ChatMessage.Outgoing) entry.message()).text();
    written.computeIfAbsent(id(entry), id -> new Fate(text));
  }

  private static Bytes id(LogEntry entry) {
    return Objects.requireNonNull(entry.content()).id();
  }

  /// Puts other words in the place of one of its texts.
  void edit(LogEntry entry, String text) {
    device.call(mail -> mail.edit(entry.message().id(), text));
    Optional<LogEntry> now = again(entry);
    Instant at = now.map(LogEntry::annotations).map(Annotations::editedAt).orElse(null);
    if (at != null && now.get().message() instanceof ChatMessage.Outgoing own) {
      fate(entry).edits.add(new Edited(at, own.text()));
      noteActed(at);
      fate(entry).words.add(own.text());
    }
  }

  void delete(LogEntry entry) {
    device.call(mail -> mail.delete(entry.message().id()));
    if (again(entry).filter(each -> !each.annotations().isDeleted()).isEmpty()) {
      fate(entry).isEverDeleted = true;
    }
  }

  void react(LogEntry entry, @Nullable Emoji emoji) {
    device.call(mail -> mail.react(entry.message().id(), emoji));
    Annotations.Mark mark =
        again(entry).map(LogEntry::annotations).map(Annotations::mine).orElse(null);
    if (mark != null) {
      reactions.add(new Reacted(id(entry), mark.at(), mark.emoji()));
      noteActed(mark.at());
    }
  }

  void callItself(DisplayName name) {
    device.call(mail -> mail.setDisplayName(name));
    names.add(name);
  }

  private @Nullable DisplayName displayName() {
    List<DisplayName> chosen = new ArrayList<>();
    device.call(mail -> mail.displayName().ifPresent(chosen::add));
    return chosen.isEmpty() ? null : chosen.getFirst();
  }

  private Fate fate(LogEntry entry) {
    return Objects.requireNonNull(written.get(id(entry)));
  }

  private Optional<LogEntry> again(LogEntry entry) {
    return device.log(peer).stream()
        .filter(each -> each.message().id().equals(entry.message().id()))
        .findFirst();
  }

  /// Dates run ahead of the clock, so they do not tell what was lost since.
  private void noteActed(Instant at) {
    lossesThen.merge(at, world.losses, Math::min);
  }

  /// Whether neither side has lost its memory since this side did something of that date.
  private boolean isRemembered(Instant at) {
    return lossesThen.getOrDefault(at, -1) == world.losses;
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
    // Its last words may have reached the relay only now: they were this life's.
    observe();
    observeDisk();
    if (toBackup && backup != null) {
      device.disk.restore(backup);
    } else {
      device.disk.wipe();
    }
    world.losses++;
    lives.add(new Life(world.clock.instant(), new ArrayList<>()));
    shownInThisLife.clear();
  }

  /// Notes what has happened since the last time.
  void observe() {
    List<MailEvent> events = device.events;
    for (; heard < events.size(); heard++) {
      trace.accept(device.name() + " was told " + events.get(heard));
      if (events.get(heard) instanceof MailEvent.MessageAdded(ChatMessage.Incoming incoming, _)) {
        if (incoming.particulars().isDeleted()) {
          noteHeld();
        } else {
          everShown.add(incoming.text());
          if (!shownInThisLife.add(incoming.text())) {
            shownTwice.add(incoming.text());
          }
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
    noteHeld();
  }

  private void noteHeld() {
    device.received(peer).forEach(entry -> everHeld.add(id(entry)));
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
    for (LogEntry entry : device.received(peer)) {
      Fate fate = other.written.get(id(entry));
      if (fate == null) {
        wrong.add(name + " has what " + peer + " never wrote: " + entry.message());
      } else {
        wrong.addAll(received(entry, fate, other));
      }
    }
    for (LogEntry entry : device.sent(peer)) {
      wrong.addAll(sent(entry, other));
    }
    if (!device
        .read(database -> database.commit(tables -> tables.log().awaited(peer, 1)))
        .rows()
        .isEmpty()) {
      wrong.add(name + " has something on its way");
    }
    DisplayName called = device.contact(peer).displayName();
    if (called != null && !other.names.contains(called)) {
      wrong.add(name + " calls " + peer + " what it never called itself");
    }
    if (lives.size() + other.lives.size() == 2 && !Objects.equals(called, other.displayName())) {
      wrong.add(name + " does not call " + peer + " what it calls itself");
    }
    int missing = device.contact(peer).missing();
    if (missing > 0) {
      wrong.add(name + " still misses " + missing);
    }
    if (!device.inOpenWindow(peer).equals(device.page(peer))) {
      wrong.add(
          name
              + " shows in an open window "
              + device.inOpenWindow(peer)
              + " and in a new one "
              + device.page(peer));
    }
    if (!device.isOutboxEmpty()) {
      wrong.add(name + " has mail in the outbox");
    }
    for (Life life : lives) {
      wrong.addAll(tooManyOpenings(life));
    }
    return wrong;
  }

  /// A text of one's own has come as far as it can.
  private List<String> sent(LogEntry entry, Side other) {
    ChatMessage.Outgoing own = (ChatMessage.Outgoing) entry.message();
    String name = device.name().value();
    if (entry.annotations().isDeleted()) {
      return List.of();
    }
    if (entry.isAwaited() || own.delivery() instanceof Delivery.Failed) {
      return List.of(name + ": " + own.text() + " is " + own.delivery());
    }
    Set<String> words = new HashSet<>(fate(entry).words);
    words.retainAll(other.everShown);
    return words.isEmpty() && !other.everHeld.contains(id(entry))
        ? List.of(name + " takes for delivered what " + peer + " never had: " + own.text())
        : List.of();
  }

  /// A text of the other side's says what its author made of it, and nothing that the author never did. What was
  /// done before either side lost its memory may be lost with it.
  private List<String> received(LogEntry entry, Fate fate, Side other) {
    List<String> wrong = new ArrayList<>();
    String text = ((ChatMessage.Incoming) entry.message()).text();
    String what = device.name() + " has of " + fate.words + ": " + text;
    Annotations here = entry.annotations();
    Instant at = here.editedAt();
    if (here.isDeleted() && !fate.isEverDeleted) {
      wrong.add(what + ", which was not deleted");
    }
    if (here.isDeleted() && !text.isEmpty()) {
      wrong.add(what + ", which was deleted and has words");
    }
    if (at == null
        ? !here.isDeleted() && !fate.words.contains(text)
        : !fate.edits.contains(new Edited(at, text))) {
      wrong.add(what + ", which its author never wrote");
    }
    Optional<LogEntry> theirs =
        other.device.sent(other.peer).stream()
            .filter(each -> id(each).equals(id(entry)))
            .findFirst();
    if (theirs.isPresent()) {
      Annotations there = theirs.get().annotations();
      Instant edited = there.editedAt();
      if (edited != null
          && other.isRemembered(edited)
          && !here.isDeleted()
          && (at == null || at.isBefore(edited))) {
        wrong.add(what + ", without the newest edit");
      }
      if (there.isDeleted() && !here.isDeleted() && lives.size() + other.lives.size() == 2) {
        wrong.add(what + ", which was deleted");
      }
      wrong.addAll(reactions(what, id(entry), there.mine(), here.theirs(), here, other));
      wrong.addAll(reactions(what, id(entry), here.mine(), there.theirs(), there, this));
    }
    boolean isWaiting =
        !device
            .read(
                database ->
                    database.commit(
                        tables ->
                            tables
                                .early()
                                .take(
                                    peer,
                                    id(entry),
                                    Objects.requireNonNull(
                                        Objects.requireNonNull(entry.content()).key()))))
            .isEmpty();
    if (isWaiting) {
      wrong.add(what + ", and something still waits for it");
    }
    return wrong;
  }

  /// @param mine as who reacted has it
  /// @param seen as the other side has it
  private static List<String> reactions(
      String what,
      Bytes content,
      Annotations.@Nullable Mark mine,
      Annotations.@Nullable Mark seen,
      Annotations text,
      Side who) {
    List<String> wrong = new ArrayList<>();
    if (seen != null && !who.reactions.contains(new Reacted(content, seen.at(), seen.emoji()))) {
      wrong.add(what + ", with a reaction that nobody had");
    }
    if (mine != null
        && who.isRemembered(mine.at())
        && !text.isDeleted()
        && (seen == null || seen.at().isBefore(mine.at()))) {
      wrong.add(what + ", without the newest reaction");
    }
    return wrong;
  }

  /// One session may be opened because there is none; each other one answers something refused, once an hour at most.
  private List<String> tooManyOpenings(Life life) {
    List<String> wrong = new ArrayList<>();
    for (int i = 2; i < life.openings.size(); i++) {
      Instant end = life.openings.get(i - 2).plus(Duration.ofHours(1));
      if (life.openings.get(i).isBefore(end)) {
        wrong.add(
            device.name() + ", since " + life.began + ", opened sessions at " + life.openings);
      }
    }
    return wrong;
  }
}
