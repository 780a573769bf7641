package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.relay.RelayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two people talk, each in a process of its own, over a relay in a third; now and then one of the three is
/// killed (`kill -9`) and started again. Every message that was shown arrives exactly once, in order.
///
/// `-Dparley.kill.messages=1000 -Dparley.kill.kills=200` are the numbers that count.
@Timeout(3600)
class KilledConversationTest {
  /// What each of the two writes.
  private static final int OF_EACH = Integer.getInteger("parley.kill.messages", 40);

  private static final int KILLS = Integer.getInteger("parley.kill.kills", 3);
  private static final int ENOUGH_FOR_CHANCE = 6;
  private static final long SEED = Long.getLong("parley.kill.seed", 8);
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");

  @TempDir private Path folder;

  private final Map<Name, TalkerProcess> talking = new ConcurrentHashMap<>();
  private final Map<Name, Set<Integer>> shown =
      Map.of(ALICE, ConcurrentHashMap.newKeySet(), BOB, ConcurrentHashMap.newKeySet());
  private final AtomicInteger said = new AtomicInteger();
  private @Nullable RelayProcess relay;

  @AfterEach
  void end() {
    talking.values().forEach(TalkerProcess::kill);
    if (relay != null) {
      relay.close();
    }
  }

  @Test
  void whatWasShownArrivesOnceAndInOrderWhoeverIsKilled() throws Exception {
    Neighbourhood.furnish(folder);
    RelayProcess first = RelayProcess.start(folder.resolve("relay"), 0);
    relay = first;
    Invitation invitation = first.invitation();
    List<Name> people = List.of(ALICE, BOB);
    for (Name person : people) {
      talking.put(person, talker(person, invitation));
    }
    Random random = new Random(SEED);
    for (int kill = 1; kill <= KILLS; kill++) {
      int number = kill * OF_EACH / KILLS;
      tellAll(number);
      awaitSaid(random.nextInt(2 * OF_EACH / KILLS));
      TimeUnit.MILLISECONDS.sleep(random.nextInt(50));
      int victim = KILLS < ENOUGH_FOR_CHANCE ? kill % 3 : random.nextInt(3);
      if (victim == 0) {
        relay.kill();
        relay = RelayProcess.start(folder.resolve("relay"), invitation.port());
      } else {
        Name person = people.get(victim - 1);
        Objects.requireNonNull(talking.remove(person)).kill();
        TalkerProcess again = talker(person, invitation);
        talking.put(person, again);
        again.tell(number);
      }
    }
    for (TalkerProcess each : talking.values()) {
      each.awaitDone();
    }
    talking.values().forEach(TalkerProcess::leave);
    requireWhole("alice", "bob", invitation);
    requireWhole("bob", "alice", invitation);
  }

  private TalkerProcess talker(Name person, Invitation invitation) throws IOException {
    Name peer = person.equals(ALICE) ? BOB : ALICE;
    Set<Integer> its = Objects.requireNonNull(shown.get(person));
    return TalkerProcess.start(
        person,
        peer,
        folder.resolve(person.value()),
        invitation,
        OF_EACH,
        number -> {
          if (its.add(number)) {
            said.incrementAndGet();
          }
        });
  }

  private void tellAll(int number) throws IOException {
    for (TalkerProcess each : talking.values()) {
      each.tell(number);
    }
  }

  /// Waits until so many more messages were shown, or nobody writes any.
  private void awaitSaid(int more) throws InterruptedException {
    int enough = said.get() + more;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
    while (said.get() < enough && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private void requireWhole(String who, String from, Invitation relay) throws Exception {
    List<String> all = IntStream.rangeClosed(1, OF_EACH).mapToObj(Integer::toString).toList();
    try (Person person = Person.join(who, Neighbourhood.KEYS, folder, relay)) {
      List<String> came = new ArrayList<>();
      List<String> written = new ArrayList<>();
      for (ChatMessage entry : Talker.history(person.messenger(), new Name(from))) {
        switch (entry) {
          case ChatMessage.Incoming incoming -> came.add(incoming.text());
          case ChatMessage.Outgoing own -> {
            written.add(own.text());
            assertEquals(new Delivery.Delivered(), own.delivery());
          }
          case ChatMessage.Note note -> throw new AssertionError(note);
        }
      }
      assertEquals(all, came);
      assertEquals(all, written);
      assertTrue(
          all.stream()
              .map(Integer::valueOf)
              .toList()
              .containsAll(Objects.requireNonNull(shown.get(new Name(from)))));
    }
  }
}
