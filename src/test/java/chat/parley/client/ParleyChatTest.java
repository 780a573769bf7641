package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.model.Connection;
import chat.parley.model.Delivery;
import chat.parley.model.Disclosure;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole system of Parley 1 in one process: a real relay, real TLS, real databases, several messengers.
@Timeout(60)
class ParleyChatTest {
  private static final Delivery DELIVERED = new Delivery.Delivered();

  private Neighbourhood here;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    here = Neighbourhood.in(folder);
  }

  @AfterEach
  void end() {
    here.close();
  }

  @Test
  void two_people_chat_and_see_what_was_delivered_and_read() throws Exception {
    Person alice = here.joins("alice");
    Person bob = here.joins("bob");
    alice.messenger().disclose(Disclosure.USUAL);
    bob.messenger().disclose(Disclosure.USUAL);
    Person.meet(alice, bob);

    alice.writes(bob, "Grüße, 世界 👋");
    bob.awaitsTexts("alice", List.of("Grüße, 世界 👋"));
    alice.awaitsDelivery("bob", DELIVERED);
    bob.writes(alice, "line one\nline two");
    alice.awaitsTexts("bob", List.of("line one\nline two"));
    bob.awaitsDelivery("alice", DELIVERED);

    bob.messenger().markRead(new Name("alice"));
    alice.awaitsDelivery("bob", new Delivery.Read());
    bob.close();
    alice.awaitsPresence("bob", Presence.AWAY);
  }

  @Test
  void bursts_both_ways_arrive_in_order_and_once() throws Exception {
    Person alice = here.joins("alice");
    Person bob = here.joins("bob");
    List<String> texts = IntStream.range(0, 300).mapToObj(number -> "text " + number).toList();

    texts.forEach(text -> alice.writes(bob, text));
    texts.forEach(text -> bob.writes(alice, text));

    bob.awaitsTexts("alice", texts);
    alice.awaitsTexts("bob", texts);
    alice.awaitsDelivery("bob", DELIVERED);
    bob.awaitsDelivery("alice", DELIVERED);
  }

  @Test
  void what_is_written_to_somebody_who_is_away_waits_at_the_relay() throws Exception {
    here.joins("bob").close();
    Person alice = here.joins("alice");
    List<String> texts = IntStream.range(0, 30).mapToObj(number -> "text " + number).toList();
    texts.forEach(text -> alice.writes("bob", text));
    alice.awaitsDelivery("bob", new Delivery.AtRelay());
    alice.close();

    Person bob = here.joins("bob");
    bob.awaitsTexts("alice", texts);
    bob.writes("alice", "thank you");
    Person again = here.joins("alice");
    again.awaitsTexts("bob", List.of("thank you"));
    List<String> all = new ArrayList<>(texts);
    all.add("thank you");
    assertEquals(all, again.pageWith("bob"));
  }

  @Test
  void what_was_written_is_there_after_a_restart_of_everything() throws Exception {
    Person alice = here.joins("alice");
    Person bob = here.joins("bob");
    alice.writes(bob, "one");
    bob.awaitsTexts("alice", List.of("one"));
    bob.writes(alice, "two");
    alice.awaitsTexts("bob", List.of("two"));
    alice.awaitsDelivery("bob", DELIVERED);
    alice.close();
    bob.close();
    here.stopRelay();
    here.startRelay();

    Person sameAlice = here.joins("alice");
    assertEquals(List.of("one", "two"), sameAlice.pageWith("bob"));
    Person sameBob = here.joins("bob");
    sameBob.writes(sameAlice, "three");
    sameAlice.awaitsTexts("bob", List.of("three"));
    assertEquals(List.of("one", "two", "three"), sameAlice.pageWith("bob"));
    assertEquals(List.of("one", "two", "three"), sameBob.pageWith("alice"));
  }

  @Test
  void after_the_relay_restarts_everybody_comes_back_and_waiting_messages_arrive()
      throws Exception {
    Person alice = here.joins("alice");
    Person bob = here.joins("bob");
    alice.writes(bob, "hello");
    bob.awaitsTexts("alice", List.of("hello"));
    here.stopRelay();
    alice.awaitsConnection(Connection.Waiting.class::isInstance);
    alice.awaitsPresence("bob", Presence.UNKNOWN);
    alice.writes(bob, "are you there?");
    alice.writes(bob, "hello?");
    alice.awaits(
        "both wait",
        () ->
            alice
                .deliveriesTo("bob")
                .contains(new Delivery.Waiting(Delivery.WaitReason.NOT_CONNECTED)));
    here.startRelay();

    bob.awaitsTexts("alice", List.of("hello", "are you there?", "hello?"));
    bob.writes(alice, "yes");
    alice.awaitsTexts("bob", List.of("yes"));
    alice.awaitsDelivery("bob", DELIVERED);
  }
}
