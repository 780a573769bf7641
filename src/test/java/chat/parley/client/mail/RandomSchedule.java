package chat.parley.client.mail;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.store.LogEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One random history of two clients and an evil relay, and what must hold after it: the same for the same
/// seed.
///
///     evil phase     texts, connections that end, programs that are killed at any commit or frame, databases
///                    lost and restored, disks that refuse, a relay that forgets and lies
///     honest phase   the relay keeps to the protocol, both are there, and write something now and then
final class RandomSchedule {
  /// How many steps the evil phase has at most.
  private static final int STEPS = 80;

  /// How many times both write something in the honest phase, at most. An answer to something refused may
  /// come an hour late, and each letter lists eight of those that came before.
  private static final int ROUNDS = 12;

  /// One in so many schedules loses databases without a backup, which costs 51 signatures each time.
  private static final int WIPED = 8;

  /// To how many of the newest texts something is done.
  private static final int NEWEST = 3;

  private static final List<Emoji> REACTIONS = List.of(new Emoji("!"), new Emoji("?"));

  private static final Name STRANGER = new Name("dave");

  /// Something that happens.
  ///
  /// @param weight how often
  private record Step(int weight, String name, Runnable action) {}

  private final long seed;
  private final Random random;
  private final World world;
  private final Mischief mischief;
  private final Side alice;
  private final Side bob;
  private final List<Step> steps = new ArrayList<>();
  private final int weights;
  private final boolean mayWipe;
  private final StringBuilder trace = new StringBuilder();
  private final boolean isTraced;
  private int texts;
  private int losses;
  private int rounds;

  private RandomSchedule(long seed, Beginnings beginnings, boolean isTraced) {
    this.seed = seed;
    this.isTraced = isTraced;
    this.random = new Random(seed);
    this.world = new World(seed);
    this.alice = new Side(world, beginnings.alice(world), World.BOB.name(), this::trace);
    this.bob = new Side(world, beginnings.bob(world), World.ALICE.name(), this::trace);
    this.mischief = new Mischief(world.relay, random);
    people();
    network();
    time();
    accidents();
    lies();
    this.mayWipe = random.nextInt(WIPED) == 0;
    this.weights = steps.stream().mapToInt(Step::weight).sum();
  }

  /// How a schedule went.
  ///
  /// @param rounds how many rounds the honest phase took
  /// @param sent everything that was sent, in order
  record Outcome(int rounds, List<Bytes> sent) {}

  /// Runs a schedule.
  ///
  /// @throws AssertionError if something does not hold; it tells the seed and what happened
  static Outcome run(long seed, Beginnings beginnings) {
    try {
      return run(new RandomSchedule(seed, beginnings, false));
    } catch (RuntimeException | AssertionError e) {
      RandomSchedule again = new RandomSchedule(seed, beginnings, true);
      try {
        run(again);
      } catch (RuntimeException | AssertionError same) {
        throw new AssertionError(
            "seed " + seed + ": " + same.getMessage() + "\nwhat happened:" + again.trace, same);
      }
      throw new AssertionError("seed " + seed + " fails, but not a second time", e);
    }
  }

  private static Outcome run(RandomSchedule schedule) {
    try {
      schedule.run();
      List<SimulatedLetter> taken = schedule.world.relay.taken();
      return new Outcome(schedule.rounds, taken.stream().map(each -> each.payload).toList());
    } finally {
      schedule.world.close();
    }
  }

  private void trace(String line) {
    if (isTraced) {
      trace.append("\n    ").append(line);
    }
  }

  private void run() {
    for (Side side : List.of(alice, bob)) {
      side.device.lastWords(() -> random.nextInt(4));
      side.device.start();
      side.device.connect();
    }
    world.flow();
    int count = STEPS / 2 + random.nextInt(STEPS / 2);
    for (int i = 0; i < count; i++) {
      Step step = any();
      tell(step.name);
      step.action.run();
      alice.observe();
      bob.observe();
    }
    beHonest();
  }

  private void tell(String what) {
    if (isTraced) {
      trace.append('\n').append(world.clock.instant()).append(' ').append(what);
    }
  }

  private Step any() {
    int at = random.nextInt(weights);
    for (Step step : steps) {
      at -= step.weight;
      if (at < 0) {
        return step;
      }
    }
    throw new IllegalStateException();
  }

  private Side someone() {
    Side side = random.nextBoolean() ? alice : bob;
    if (isTraced) {
      trace.append(' ').append(side.device.name());
    }
    return side;
  }

  private Device some() {
    return someone().device;
  }

  private Name name() {
    return some().name();
  }

  private void step(int weight, String name, Runnable action) {
    steps.add(new Step(weight, name, action));
  }

  // What happens

  private void people() {
    step(30, "write", () -> write(someone()));
    step(6, "write three", () -> times(3, someone()));
    step(4, "read", () -> markRead(someone()));
    step(1, "type", () -> type(someone()));
    step(3, "try again", () -> retryFailed(someone()));
    step(9, "edit", () -> edit(someone()));
    step(4, "edit and react twice", () -> editAndReactTwice(someone()));
    step(3, "delete", () -> delete(someone()));
    step(8, "react", () -> react(someone()));
    step(1, "call oneself", () -> callItself(someone()));
  }

  private void edit(Side side) {
    some(side, side.device.sent(side.peer))
        .ifPresent(entry -> side.edit(entry, side.device.name() + ", other, " + ++texts));
  }

  private void editAndReactTwice(Side side) {
    for (int i = 0; i < 2; i++) {
      edit(side);
      react(side);
    }
  }

  private void delete(Side side) {
    some(side, side.device.sent(side.peer)).ifPresent(side::delete);
  }

  private void react(Side side) {
    List<LogEntry> all = new ArrayList<>(side.device.sent(side.peer));
    all.addAll(side.device.received(side.peer));
    Emoji emoji = REACTIONS.get(random.nextInt(REACTIONS.size()));
    some(side, all).ifPresent(entry -> side.react(entry, random.nextInt(4) == 0 ? null : emoji));
  }

  private void callItself(Side side) {
    if (side.device.isRunning()) {
      side.callItself(new DisplayName("The " + ++texts + "th"));
    }
  }

  /// One of the newest entries that were not taken back.
  private Optional<LogEntry> some(Side side, List<LogEntry> entries) {
    List<LogEntry> left =
        entries.stream().filter(each -> !each.annotations().isDeleted()).toList().reversed();
    return !side.device.isRunning() || left.isEmpty()
        ? Optional.empty()
        : Optional.of(left.get(random.nextInt(Math.min(left.size(), NEWEST))));
  }

  private void write(Side side) {
    side.write(side.device.name() + ", " + ++texts);
  }

  private void times(int count, Side side) {
    for (int i = 0; i < count; i++) {
      write(side);
    }
  }

  private static void markRead(Side side) {
    side.device.call(mail -> mail.markRead(side.peer));
  }

  private static void type(Side side) {
    side.device.call(mail -> mail.typing(side.peer));
  }

  private static void retryFailed(Side side) {
    for (MessageId id : failed(side)) {
      side.device.call(mail -> mail.retry(id));
    }
  }

  private static List<MessageId> failed(Side side) {
    return side.device.page(side.peer).stream()
        .filter(ChatMessage.Outgoing.class::isInstance)
        .map(ChatMessage.Outgoing.class::cast)
        .filter(each -> each.delivery() instanceof Delivery.Failed)
        .map(ChatMessage.Outgoing::id)
        .toList();
  }

  private void network() {
    step(14, "the relay takes some", () -> some().send(1 + random.nextInt(3)));
    step(14, "the relay delivers some", () -> some().fetch(1 + random.nextInt(3)));
    step(14, "somebody reads some", () -> some().hear(1 + random.nextInt(4)));
    step(12, "all flows", world::flow);
    step(5, "a connection ends", () -> some().disconnect());
    step(10, "connect", () -> some().connect());
    step(14, "start", () -> start(some()));
  }

  private static void start(Device device) {
    if (!device.isRunning()) {
      device.start();
    }
    device.connect();
  }

  private void time() {
    step(10, "a moment", () -> world.passStill(Duration.ofMillis(random.nextInt(2_500))));
    step(8, "some seconds", () -> world.pass(Duration.ofMillis(random.nextInt(15_000))));
    step(4, "some minutes", () -> world.pass(Duration.ofSeconds(random.nextInt(1_800))));
    step(2, "some hours", () -> world.passStill(Duration.ofMinutes(random.nextInt(300))));
    step(1, "some days", () -> world.passStill(Duration.ofHours(random.nextInt(70))));
  }

  private void accidents() {
    step(4, "a program is killed", () -> some().kill());
    step(7, "a program is to be killed", () -> some().killAfter(1 + random.nextInt(9)));
    step(3, "a disk is full", () -> some().refuseNextCommit());
    step(3, "back up", () -> someone().backUp());
    step(2, "lose the database", () -> lose(someone(), false));
    step(3, "restore the database", () -> lose(someone(), true));
  }

  /// Twice in a schedule at most: each ends the memory of what was said.
  private void lose(Side side, boolean toBackup) {
    if (losses < 2 && (toBackup ? side.hasBackup() : mayWipe)) {
      losses++;
      side.loseDatabase(toBackup);
    }
  }

  private void lies() {
    step(8, "the relay drops one", () -> mischief.drop(name()));
    step(6, "the relay repeats one", () -> mischief.repeat(name()));
    step(5, "the relay holds one back", () -> mischief.hold(name()));
    step(3, "the relay releases what it held back", mischief::release);
    step(4, "the relay reorders", () -> mischief.reorder(name()));
    step(4, "the relay damages one", () -> mischief.damage(name()));
    step(1, "the relay truncates one", () -> mischief.truncate(name()));
    step(2, "the relay names a stranger", () -> mischief.rename(name(), STRANGER));
    step(1, "the relay lies about presence", this::lieAboutPresence);
    step(3, "the relay refuses the next one", mischief::refuseNext);
    step(3, "the relay swaps the next prekey", mischief::swapNextPrekey);
    step(2, "the relay promises late", () -> world.relay.promisesAtOnce = random.nextBoolean());
    step(2, "the relay syncs", world.relay::sync);
    step(2, "the relay restarts", world.relay::restart);
  }

  private void lieAboutPresence() {
    Side side = someone();
    mischief.lieAboutPresence(side.device.name(), side.peer);
  }

  // What must hold afterwards

  private void beHonest() {
    tell("the relay is honest");
    mischief.end();
    for (Side side : List.of(alice, bob)) {
      side.device.spare();
      side.device.disconnect();
      start(side.device);
    }
    world.flow();
    List<String> complaints = List.of("never tried");
    while (!complaints.isEmpty() && rounds < ROUNDS) {
      rounds++;
      for (Side side : List.of(alice, bob)) {
        side.device.connect();
        retryFailed(side);
        write(side);
      }
      world.pass(Duration.ofMinutes(61));
      complaints = complaints();
    }
    if (!complaints.isEmpty()) {
      throw new AssertionError(String.join("; ", complaints));
    }
  }

  private List<String> complaints() {
    List<String> wrong = new ArrayList<>(Captured.complaints(world.relay.taken()));
    wrong.addAll(alice.complaints(bob));
    wrong.addAll(bob.complaints(alice));
    for (Side side : List.of(alice, bob)) {
      if (!world.relay.account(side.device.name()).mailbox.isEmpty()) {
        wrong.add(side.device.name() + " leaves mail unacknowledged");
      }
    }
    return wrong;
  }

  @Override
  public String toString() {
    return "RandomSchedule[" + seed + "]";
  }
}
