package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Delivery;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.relay.ParleyTestClient;
import chat.parley.wire.parley.FromRelay;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a real messenger takes from its relay in a long run: mail that waited, and the list of accounts.
@Timeout(120)
class BacklogTest {
  private static final Name BOB = new Name("bob");
  private static final int WAITING = 500;
  private static final int LIVE = 300;

  /// So many are waited for at a time.
  private static final int STEP = 50;

  /// After so much of the backlog somebody else logs in.
  private static final int MIDDLE = 200;

  private Neighbourhood here;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    here = Neighbourhood.in(folder);
  }

  @AfterEach
  void end() {
    here.close();
  }

  /// Case 17 at the client: 500 wait; while they drain the sender goes on, and a second login replaces the
  /// recipient in the middle.
  @Test
  void case17_backlogAndLiveTrafficArriveInOrderAcrossASecondLogin() throws Exception {
    here.joins("bob").close();
    Person alice = here.joins("alice");
    List<String> texts =
        IntStream.range(0, WAITING + LIVE).mapToObj(number -> "text " + number).toList();
    for (int from = 0; from < WAITING; from += STEP) {
      texts.subList(from, from + STEP).forEach(text -> alice.writes("bob", text));
      alice.awaitsDelivery("bob", new Delivery.AtRelay());
    }

    try (LyingRelay between = new LyingRelay(here.invitation(), here.dataOf("relay"))) {
      CountDownLatch inTheMiddle = new CountDownLatch(1);
      CountDownLatch replaced = new CountDownLatch(1);
      AtomicInteger delivered = new AtomicInteger();
      Queue<FromRelay> complaints = new ConcurrentLinkedQueue<>();
      between.lies(
          (client, said) -> {
            if (said instanceof FromRelay.Failure) {
              complaints.add(said);
            }
            if (said instanceof FromRelay.Deliver && delivered.incrementAndGet() == MIDDLE) {
              inTheMiddle.countDown();
              replaced.await();
            }
            return List.of(said);
          });
      Person bob = here.comes("bob", between.invitation());
      Thread live =
          Thread.ofVirtual()
              .start(
                  () ->
                      texts.subList(WAITING, WAITING + LIVE).forEach(t -> alice.writes("bob", t)));
      assertTrue(inTheMiddle.await(60, TimeUnit.SECONDS));
      ParleyTestClient second = logIn();
      replaced.countDown();
      bob.awaitsStop(Connection.Reason.REPLACED);
      // It was given what the first had left, and dealt with nothing of it.
      second.close();
      bob.messenger().reconnectNow();

      for (int count = STEP; count <= texts.size(); count += STEP) {
        int enough = count;
        bob.awaits(enough + " came", () -> bob.textsFrom("alice").size() >= enough);
      }
      bob.awaitsTexts("alice", texts);
      live.join();
      alice.awaitsDelivery("bob", new Delivery.Delivered());
      assertEquals(texts, lastOf(bob, texts.size()));
      assertEquals(List.of(), List.copyOf(complaints));
    }
  }

  private ParleyTestClient logIn() throws Exception {
    Invitation relay = here.invitation();
    Identity bob = KeysFolder.at(Neighbourhood.KEYS).unlock(BOB, new char[0]);
    return ParleyTestClient.loggedIn(
        new InetSocketAddress(relay.host(), relay.port()), relay.relay(), bob);
  }

  /// The conversation as the database has it.
  private static List<String> lastOf(Person bob, int count) throws Exception {
    List<String> texts = new ArrayList<>();
    Talker.history(bob.messenger(), new Name("alice"))
        .forEach(
            entry -> {
              if (entry instanceof ChatMessage.Incoming incoming) {
                texts.add(incoming.text());
              }
            });
    return texts.subList(texts.size() - count, texts.size());
  }

  @Test
  void theDirectoryIsReadOverTheLink() throws Exception {
    Person alice = here.joins("alice");
    Directory directory = alice.messenger().directory().get(20, TimeUnit.SECONDS);
    assertTrue(directory.isOpen() && directory.isWhole(), directory::toString);
    assertTrue(directory.names().containsAll(List.of(BOB, new Name("carol"))), directory::toString);
    assertTrue(!directory.names().contains(new Name("alice")), directory::toString);

    here.stopRelay();
    alice.awaitsConnection(Connection.Waiting.class::isInstance);
    assertEquals(Directory.CLOSED, alice.messenger().directory().get(20, TimeUnit.SECONDS));
  }
}
