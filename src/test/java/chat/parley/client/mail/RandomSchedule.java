package chat.parley.client.mail;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One random history of two clients and an evil relay, and what must hold after it: the same for the same
/// seed.
///
///     evil phase     texts, connections that end, programs that are killed at any commit or frame, databases
///                    lost and restored, disks that refuse, a relay that forgets and lies
///     honest phase   the relay keeps to the protocol, both are there, and write something now and then
final class RandomSchedule {
  /// How many steps the evil phase has at most.
  private static final int STEPS = 60;

  /// How many times both write something in the honest phase, at most. An answer to something refused may
  /// come an hour late, and each letter lists eight of those that came before.
  private static final int ROUNDS = 12;

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
  private final StringBuilder trace = new StringBuilder();
  private int texts;
  private int losses;
  private int rounds;

  private RandomSchedule(long seed, Beginnings beginnings) {
    this.seed = seed;
    this.random = new Random(seed);
    this.world = new World(seed);
    this.alice = new Side(world, beginnings.alice(world), World.BOB.name());
    this.bob = new Side(world, beginnings.bob(world), World.ALICE.name());
    this.mischief = new Mischief(world.relay, random);
    people();
    network();
    time();
    accidents();
    lies();
    this.weights = steps.stream().mapToInt(Step::weight).sum();
  }

  /// Runs a schedule.
  ///
  /// @return how many rounds of the honest phase it took
  /// @throws AssertionError if something does not hold; it tells the seed and what happened
  static int run(long seed, Beginnings beginnings) {
    RandomSchedule schedule = new RandomSchedule(seed, beginnings);
    try {
      schedule.run();
      return schedule.rounds;
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed " + seed + ": " + e.getMessage() + "\nwhat happened:\n" + schedule.trace, e);
    } finally {
      schedule.world.close();
    }
  }

  private void run() {
    for (Side side : List.of(alice, bob)) {
      side.device.start();
      side.device.connect();
    }
    world.flow();
    int count = STEPS / 2 + random.nextInt(STEPS / 2);
    for (int i = 0; i < count; i++) {
      Step step = any();
      trace.append(world.clock.instant()).append(' ').append(step.name).append('\n');
      step.action.run();
      alice.observe();
      bob.observe();
    }
    beHonest();
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
    return random.nextBoolean() ? alice : bob;
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
    step(14, "write", () -> write(someone()));
    step(3, "write three", () -> times(3, someone()));
    step(2, "read", () -> markRead(someone()));
    step(1, "type", () -> type(someone()));
    step(2, "try again", () -> retryFailed(someone()));
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
    return side.device.sent(side.peer).stream()
        .map(entry -> (ChatMessage.Outgoing) entry.message())
        .filter(each -> each.delivery() instanceof Delivery.Failed)
        .map(ChatMessage.Outgoing::id)
        .toList();
  }

  private void network() {
    step(10, "the relay takes some", () -> some().send(1 + random.nextInt(3)));
    step(10, "the relay delivers some", () -> some().fetch(1 + random.nextInt(3)));
    step(10, "somebody reads some", () -> some().hear(1 + random.nextInt(4)));
    step(16, "all flows", world::flow);
    step(5, "a connection ends", () -> some().disconnect());
    step(12, "connect", () -> some().connect());
    step(10, "start", () -> start(some()));
  }

  private static void start(Device device) {
    if (!device.isRunning()) {
      device.start();
    }
    device.connect();
  }

  private void time() {
    step(8, "a moment", () -> world.passStill(Duration.ofMillis(random.nextInt(2_500))));
    step(6, "some seconds", () -> world.pass(Duration.ofMillis(random.nextInt(15_000))));
    step(3, "some minutes", () -> world.pass(Duration.ofSeconds(random.nextInt(1_800))));
    step(2, "some hours", () -> world.passStill(Duration.ofMinutes(random.nextInt(300))));
    step(1, "some days", () -> world.passStill(Duration.ofHours(random.nextInt(70))));
  }

  private void accidents() {
    step(4, "a program is killed", () -> some().kill());
    step(6, "a program is to be killed", () -> some().killAfter(1 + random.nextInt(9)));
    step(2, "a disk is full", () -> some().refuseNextCommit());
    step(2, "back up", () -> someone().backUp());
    step(2, "lose the database", () -> lose(someone(), false));
    step(2, "restore the database", () -> lose(someone(), true));
  }

  /// Twice in a schedule at most: each ends the memory of what was said.
  private void lose(Side side, boolean toBackup) {
    if (losses < 2) {
      losses++;
      side.loseDatabase(toBackup);
    }
  }

  private void lies() {
    step(5, "the relay drops one", () -> mischief.drop(name()));
    step(5, "the relay repeats one", () -> mischief.repeat(name()));
    step(3, "the relay holds one back", () -> mischief.hold(name()));
    step(2, "the relay releases what it held back", mischief::release);
    step(3, "the relay reorders", () -> mischief.reorder(name()));
    step(3, "the relay damages one", () -> mischief.damage(name()));
    step(1, "the relay truncates one", () -> mischief.truncate(name()));
    step(2, "the relay names a stranger", () -> mischief.rename(name(), STRANGER));
    step(1, "the relay lies about presence", this::lieAboutPresence);
    step(2, "the relay refuses the next one", mischief::refuseNext);
    step(2, "the relay swaps the next prekey", mischief::swapNextPrekey);
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
    trace.append(world.clock.instant()).append(" the relay is honest\n");
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
