package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real messengers at a relay that has the right key and lies.
@Timeout(60)
class LyingRelayTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final Name CAROL = new Name("carol");
  private static final Delivery DELIVERED = new Delivery.Delivered();
  private static final Delivery AT_RELAY = new Delivery.AtRelay();

  private Neighbourhood here;
  private LyingRelay liar;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    here = Neighbourhood.in(folder);
    liar = new LyingRelay(here.invitation(), here.dataOf("relay"));
  }

  @AfterEach
  void end() throws Exception {
    here.close();
    liar.close();
  }

  @Test
  void case12_twoDroppedFromTheMiddleAreNoticedAskedForAndCome() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    opensSession(alice, bob);
    AtomicInteger seen = new AtomicInteger();
    liar.lies(
        (client, said) ->
            isDelivery(said, client, BOB) && isSecondOrThird(seen.incrementAndGet())
                ? List.of()
                : List.of(said));

    List<String> texts = texts(5);
    texts.forEach(text -> alice.writes(bob, text));

    bob.awaits("three came", () -> bob.textsFrom("alice").size() == 4);
    assertEquals(List.of("hello", "text 0", "text 3", "text 4"), bob.textsFrom("alice"));
    bob.letsTimePass(Duration.ofSeconds(10));
    bob.awaitsContact("alice", contact -> contact.missing() == 2);
    bob.awaitsContact("alice", contact -> contact.missing() == 0);
    assertEquals(inOrder(texts), bob.pageWith("alice"));
    alice.awaitsDelivery("bob", DELIVERED);
  }

  private static boolean isSecondOrThird(int number) {
    return number == 2 || number == 3;
  }

  @Test
  void case12_aDroppedTailStaysUndeliveredAtItsSenderAndComesWithTheNext() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    opensSession(alice, bob);
    liar.lies((client, said) -> isDelivery(said, client, BOB) ? List.of() : List.of(said));
    alice.writes(bob, "the last for now");
    alice.awaits("it is at the relay", () -> alice.deliveriesTo("bob").contains(AT_RELAY));

    liar.isHonestAgain();
    alice.writes(bob, "the next");

    bob.awaits("the next came", () -> bob.textsFrom("alice").contains("the next"));
    alice.awaits(
        "the one that came is delivered, the other not",
        () -> alice.deliveriesTo("bob").equals(List.of(DELIVERED, AT_RELAY, DELIVERED)));
  }

  @Test
  void case13_aRenamedSenderIsRefusedAndNobodyIsHarmed() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    Person carol = joins("carol");
    opensSession(bob, alice);
    opensSession(carol, alice);
    AtomicInteger renamed = new AtomicInteger();
    liar.lies(
        (client, said) -> {
          if (said instanceof FromRelay.Deliver deliver
              && deliver.from().equals(BOB)
              && renamed.incrementAndGet() <= 2) {
            return List.of(
                new FromRelay.Deliver(
                    deliver.sequence(), deliver.time(), CAROL, deliver.payload()));
          }
          return List.of(said);
        });

    bob.writes(alice, "from bob");
    alice.awaits("it was refused", () -> renamed.get() >= 1);
    liar.isHonestAgain();
    bob.writes(alice, "from bob, too");
    carol.writes(alice, "from carol");

    alice.awaits("bob is heard", () -> alice.textsFrom("bob").contains("from bob, too"));
    alice.awaitsTexts("carol", List.of("hello", "from carol"));
  }

  @Test
  void repeatedAndReorderedMessagesAreShownOnceAndInTheirPlace() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    opensSession(alice, bob);
    List<FromRelay.Deliver> held = new ArrayList<>();
    liar.lies(
        (client, said) -> {
          if (said instanceof FromRelay.Deliver deliver && client.equals(BOB)) {
            held.add(deliver);
            if (held.size() % 5 != 0) {
              return List.of();
            }
            List<FromRelay> wild = new ArrayList<>(held.reversed());
            wild.addAll(held);
            held.clear();
            return wild;
          }
          return List.of(said);
        });

    List<String> texts = texts(20);
    texts.forEach(text -> alice.writes(bob, text));

    bob.awaits("all came", () -> bob.textsFrom("alice").containsAll(texts));
    liar.isHonestAgain();
    alice.writes(bob, "and one");
    bob.awaits("that, too", () -> bob.textsFrom("alice").contains("and one"));
    assertEquals(22, bob.textsFrom("alice").size());
  }

  @Test
  void case2_oldMessagesThatAreRepeatedAreNothing() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    opensSession(alice, bob);
    List<FromRelay.Deliver> recorded = new ArrayList<>();
    liar.lies(
        (client, said) -> {
          if (said instanceof FromRelay.Deliver deliver && client.equals(BOB)) {
            recorded.add(deliver);
          }
          return List.of(said);
        });
    for (int turn = 0; turn < 3; turn++) {
      alice.writes(bob, "to bob " + turn);
      bob.awaits("it came", () -> !bob.textsFrom("alice").isEmpty());
      bob.writes(alice, "to alice " + turn);
    }
    alice.awaits("all came", () -> alice.textsFrom("bob").size() == 3);
    bob.awaits("all came", () -> bob.textsFrom("alice").size() == 4);

    for (FromRelay.Deliver old : List.copyOf(recorded)) {
      liar.tells(BOB, old);
    }
    alice.writes(bob, "fresh");

    bob.awaitsTexts("alice", List.of("hello", "to bob 0", "to bob 1", "to bob 2", "fresh"));
    assertTrue(
        bob.with("alice").stream().noneMatch(ChatMessage.Note.class::isInstance),
        () -> bob.with("alice").toString());
  }

  @Test
  void alteredMessagesAreRefusedAndComeAgain() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    opensSession(alice, bob);
    AtomicBoolean altered = new AtomicBoolean();
    liar.lies(
        (client, said) ->
            said instanceof FromRelay.Deliver deliver
                    && client.equals(BOB)
                    && altered.compareAndSet(false, true)
                ? List.of(
                    new FromRelay.Deliver(
                        deliver.sequence(),
                        deliver.time(),
                        deliver.from(),
                        flipped(deliver.payload())))
                : List.of(said));

    alice.writes(bob, "as it was written");

    bob.awaits("it came", () -> bob.textsFrom("alice").contains("as it was written"));
    assertEquals(List.of("hello", "as it was written"), bob.textsFrom("alice"));
  }

  @Test
  void prekeysOfSomebodyElseOpenNothing() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    // Whoever asks for bob gets what carol published, under bob's name.
    liar.liesBehind(
        (client, said) ->
            said instanceof FromClient.Fetch fetch && fetch.name().equals(BOB)
                ? List.of(new FromClient.Fetch(fetch.request(), CAROL))
                : List.of(said));
    liar.lies(
        (client, said) ->
            said instanceof FromRelay.Bundle bundle && bundle.name().equals(CAROL)
                ? List.of(
                    new FromRelay.Bundle(bundle.request(), BOB, bundle.key(), bundle.prekey()))
                : List.of(said));

    alice.writes(bob, "for bob alone");
    alice.awaits(
        "it waits for a better prekey",
        () ->
            alice
                .deliveriesTo("bob")
                .contains(new Delivery.Waiting(Delivery.WaitReason.KEY_NOT_PROVEN)));
    assertTrue(bob.textsFrom("alice").isEmpty());
  }

  @Test
  void case10_aClientThatIsKilledBeforeTheRelayHeardSendsTheSameBytesUnderTheSameId()
      throws Exception {
    Person bob = joins("bob");
    BlockingQueue<FromClient.Send> sent = new LinkedBlockingQueue<>();
    liar.liesBehind(
        (client, said) -> {
          if (said instanceof FromClient.Send send && client.equals(ALICE)) {
            sent.add(send);
            return List.of();
          }
          return List.of(said);
        });
    TalkerProcess killed = talker();
    FromClient.Send first = sent.take();
    killed.kill();
    liar.liesBehind(
        (client, said) -> {
          if (said instanceof FromClient.Send send && client.equals(ALICE)) {
            sent.add(send);
          }
          return List.of(said);
        });
    sent.clear();

    TalkerProcess again = talker();
    try {
      assertEquals(first, sent.take());
      bob.awaitsTexts("alice", List.of("1"));
    } finally {
      again.kill();
    }
  }

  @Test
  void case10_whatTheRelayHasAndDidNotSayGoesAgainAsTheSameBytesAndIsShownOnce() throws Exception {
    Person bob = joins("bob");
    BlockingQueue<FromClient.Send> sent = new LinkedBlockingQueue<>();
    liar.liesBehind(
        (client, said) -> {
          if (said instanceof FromClient.Send send && client.equals(ALICE)) {
            sent.add(send);
          }
          return List.of(said);
        });
    liar.lies(
        (client, said) ->
            client.equals(ALICE)
                    && (said instanceof FromRelay.Accepted || said instanceof FromRelay.Deliver)
                ? List.of()
                : List.of(said));
    TalkerProcess killed = talker();
    FromClient.Send first = sent.take();
    bob.awaitsTexts("alice", List.of("1"));
    killed.kill();
    sent.clear();
    liar.lies((client, said) -> List.of(said));

    TalkerProcess again = talker();
    try {
      assertEquals(first, sent.take());
      again.tell(2);
      bob.awaitsTexts("alice", List.of("1", "2"));
      assertEquals(List.of("1", "2"), bob.pageWith("alice"));
    } finally {
      again.kill();
    }
  }

  private TalkerProcess talker() throws IOException {
    TalkerProcess talker =
        TalkerProcess.start(ALICE, BOB, here.dataOf("alice"), liar.invitation(), 1, number -> {});
    talker.tell(1);
    return talker;
  }

  private Person joins(String name) throws Exception {
    return here.comes(name, liar.invitation()).awaitsConnection();
  }

  private static void opensSession(Person one, Person other) throws InterruptedException {
    one.writes(other, "hello");
    one.awaitsDelivery(other.name().value(), DELIVERED);
  }

  private static boolean isDelivery(FromRelay said, Name client, Name to) {
    return said instanceof FromRelay.Deliver && client.equals(to);
  }

  private static List<String> texts(int count) {
    return IntStream.range(0, count).mapToObj(number -> "text " + number).toList();
  }

  private static List<String> inOrder(List<String> texts) {
    List<String> all = new ArrayList<>(List.of("hello"));
    all.addAll(texts);
    return all;
  }

  private static Bytes flipped(Bytes payload) {
    byte[] bytes = payload.toArray();
    bytes[bytes.length - 1] ^= 1;
    return Bytes.of(bytes);
  }
}
