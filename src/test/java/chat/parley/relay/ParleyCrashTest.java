package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.UndeliverableCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promise of ACCEPTED when the relay is killed, and when its disk is full. Case 16 of the adversary, with
/// smaller numbers: `-Dparley.crash.messages=5000 -Dparley.crash.kills=50` are those of the page.
@Timeout(600)
class ParleyCrashTest {
  private static final Name BOB = new Name("bob");
  private static final int OF_EACH = Integer.getInteger("parley.crash.messages", 120);
  private static final int KILLS = Integer.getInteger("parley.crash.kills", 4);
  private static final int UNANSWERED = 12;

  @TempDir private Path folder;
  private volatile @Nullable RelayProcess relay;
  private final AtomicInteger accepted = new AtomicInteger();
  private volatile boolean over;

  @Test
  void whateverWasAcceptedArrivesInOrderHoweverOftenTheRelayIsKilled() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    relay = RelayProcess.start(data);
    relay().loggedIn(TestRelay.person("bob")).close();
    Random random = new Random(16);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> senders =
          List.of(threads.submit(() -> send("alice")), threads.submit(() -> send("carol")));
      Future<Set<String>> recipient = threads.submit(this::receive);
      for (int kill = 1; kill <= KILLS; kill++) {
        int enough = kill * 2 * OF_EACH / (KILLS + 1) + random.nextInt(10);
        while (accepted.get() < enough) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        relay().kill();
        relay = RelayProcess.start(data);
      }
      for (Future<Void> sender : senders) {
        sender.get();
      }
      over = true;
      Set<String> arrived = recipient.get();
      assertEquals(2 * OF_EACH, arrived.size());
      for (String name : List.of("alice", "carol")) {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < OF_EACH; i++) {
          sent.add(name + " " + i);
        }
        assertEquals(sent, arrived.stream().filter(text -> text.startsWith(name)).toList());
      }
    } finally {
      over = true;
      relay().close();
    }
  }

  /// Sends everything, and again, under the same ids and in order, what was not accepted when the relay died.
  private Void send(String name) throws Exception {
    Deque<Integer> toSend = new ArrayDeque<>();
    for (int i = 0; i < OF_EACH; i++) {
      toSend.add(i);
    }
    Set<Integer> unanswered = new LinkedHashSet<>();
    while (!toSend.isEmpty() || !unanswered.isEmpty()) {
      List<Integer> again = new ArrayList<>(unanswered);
      again.reversed().forEach(toSend::addFirst);
      unanswered.clear();
      try (ParleyTestClient client = relay().loggedIn(TestRelay.person(name))) {
        boolean alive = true;
        while (alive && (!toSend.isEmpty() || !unanswered.isEmpty())) {
          while (!toSend.isEmpty() && unanswered.size() < UNANSWERED) {
            int number = toSend.removeFirst();
            unanswered.add(number);
            client.sendMessage(number, BOB, name + " " + number);
          }
          Optional<FromRelay> answer = client.next();
          alive = answer.isPresent();
          if (alive && answer.get() instanceof FromRelay.Accepted promise) {
            if (unanswered.remove(number(promise.id()))) {
              accepted.incrementAndGet();
            }
          }
        }
      } catch (IOException | AssertionError dead) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    return null;
  }

  /// Keeps what is new and acknowledges all, a few at a time, until nothing more comes.
  private Set<String> receive() throws Exception {
    Set<String> arrived = new LinkedHashSet<>();
    Random random = new Random(17);
    while (!over || arrived.size() < 2 * OF_EACH) {
      try (ParleyTestClient client = relay().loggedIn(TestRelay.person("bob"))) {
        client.timeout(1_000);
        Optional<FromRelay> next = client.next();
        while (next.isPresent()) {
          if (next.get() instanceof FromRelay.Deliver deliver) {
            arrived.add(ParleyTestClient.text(deliver.payload()));
            if (random.nextInt(4) == 0 || arrived.size() == 2 * OF_EACH) {
              client.acknowledge(deliver.sequence());
            }
          }
          next = over && arrived.size() == 2 * OF_EACH ? Optional.empty() : client.next();
        }
      } catch (IOException | AssertionError dead) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
    }
    return arrived;
  }

  @Test
  void whereTheDiskIsFullNothingIsAcceptedAndNothingAcceptedIsLost() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Set<Integer> promised = ConcurrentHashMap.newKeySet();
    int slowedDown = 0;
    List<String> smallFiles = List.of("bash", "-c", "ulimit -f 2000; exec \"$@\"", "limited");
    try (RelayProcess small = RelayProcess.start(data, smallFiles)) {
      small.loggedIn(TestRelay.person("bob")).close();
      try (ParleyTestClient alice = small.loggedIn(TestRelay.person("alice"))) {
        for (int i = 0; i < 60; i++) {
          Bytes payload = Bytes.of(new byte[60_000]);
          alice.send(new FromClient.Send(false, ParleyTestClient.id(i), BOB, payload));
          switch (alice.next().orElseThrow()) {
            case FromRelay.Accepted promise -> promised.add(number(promise.id()));
            case FromRelay.Undeliverable refused -> {
              assertEquals(UndeliverableCode.SLOW_DOWN, refused.code());
              slowedDown++;
            }
            default -> throw new AssertionError("something else came");
          }
        }
        alice.settle();
      }
      assertTrue(small.isAlive());
    }
    assertTrue(slowedDown > 0 && !promised.isEmpty(), slowedDown + " refused");
    try (RelayProcess roomy = RelayProcess.start(data);
        ParleyTestClient bob = roomy.loggedIn(TestRelay.person("bob"))) {
      for (int i = 0; i < promised.size(); i++) {
        assertEquals(60_000, bob.expect(FromRelay.Deliver.class).payload().length());
        bob.acknowledge(i + 1);
      }
    }
  }

  /// Case 15: delivered from memory, the relay is killed before it is written, others write, and an old ACK comes.
  @Test
  void aLateAckAfterAKillTakesNothingAway() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    try (RelayProcess first = RelayProcess.start(data);
        ParleyTestClient bob = first.loggedIn(TestRelay.person("bob"));
        ParleyTestClient alice = first.loggedIn(TestRelay.person("alice"))) {
      bob.settle();
      for (int i = 0; i < 104; i++) {
        alice.sendMessage(i, BOB, "from memory " + i);
        bob.expectText(new Name("alice"), "from memory " + i);
      }
      first.kill();
    }
    try (RelayProcess second = RelayProcess.start(data)) {
      try (ParleyTestClient carol = second.loggedIn(TestRelay.person("carol"))) {
        for (int i = 0; i < 20; i++) {
          carol.sendMessage(i, BOB, "waiting " + i);
        }
        for (int i = 0; i < 20; i++) {
          carol.expect(FromRelay.Accepted.class);
        }
      }
      try (ParleyTestClient bob = second.loggedIn(TestRelay.person("bob"))) {
        bob.acknowledge(104);
        bob.settleAmongDeliveries();
      }
      assertEquals(waiting(20), comeTo(second, 20));
    }
  }

  private static List<String> waiting(int count) {
    return IntStream.range(0, count).mapToObj(number -> "waiting " + number).toList();
  }

  /// The newest that bob is given.
  private static List<String> comeTo(RelayProcess relay, int count) throws Exception {
    List<String> texts = new ArrayList<>();
    try (ParleyTestClient bob = relay.loggedIn(TestRelay.person("bob"))) {
      while (!texts.containsAll(waiting(count))) {
        if (bob.next().orElseThrow() instanceof FromRelay.Deliver deliver) {
          texts.add(ParleyTestClient.text(deliver.payload()));
          bob.acknowledge(deliver.sequence());
        }
      }
    }
    return texts.subList(texts.size() - count, texts.size());
  }

  private RelayProcess relay() {
    RelayProcess running = relay;
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  private static int number(Bytes id) {
    byte[] bytes = id.toArray();
    return (bytes[0] & 0xff) << 24
        | (bytes[1] & 0xff) << 16
        | (bytes[2] & 0xff) << 8
        | (bytes[3] & 0xff);
  }
}
