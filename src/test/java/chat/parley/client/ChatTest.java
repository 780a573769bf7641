package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.relay.Relay;
import chat.parley.relay.RelaySettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole system in one process: a real relay and several messengers.
@Timeout(60)
class ChatTest {
  private static final Path KEYS = Path.of("keys");

  @TempDir Path data;

  private final List<Person> people = new ArrayList<>();
  private Relay relay;

  @BeforeEach
  void start() throws Exception {
    relay = Relay.start(RelaySettings.onThisComputer(0));
  }

  @AfterEach
  void end() {
    people.forEach(Person::close);
    relay.close();
  }

  @Test
  void two_people_chat_and_see_each_other_come_and_go() throws Exception {
    Person alice = joins("alice");
    alice.awaitsPresence("bob", Presence.AWAY);
    Person bob = joins("bob");
    Person.meet(alice, bob);
    alice.awaitsNotice(new Notice.Joined(new Name("bob")));

    alice.writes(bob, "Grüße, 世界 👋");
    bob.awaitsTexts("alice", List.of("Grüße, 世界 👋"));
    bob.writes(alice, "line one\nline two");
    alice.awaitsTexts("bob", List.of("line one\nline two"));
    alice.awaitsDelivery("bob", new Delivery.AtRelay());

    bob.close();
    alice.awaitsPresence("bob", Presence.AWAY);
    alice.awaitsNotice(new Notice.Left(new Name("bob")));
    assertTrue(bob.notices().isEmpty(), () -> bob.notices().toString());
  }

  @Test
  void bursts_both_ways_arrive_in_order_and_once() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    Person.meet(alice, bob);
    List<String> texts = IntStream.range(0, 400).mapToObj(number -> "text " + number).toList();

    texts.forEach(text -> alice.writes(bob, text));
    texts.forEach(text -> bob.writes(alice, text));

    bob.awaitsTexts("alice", texts);
    alice.awaitsTexts("bob", texts);
    alice.awaitsDelivery("bob", new Delivery.AtRelay());
  }

  @Test
  void long_texts_arrive_whole_and_one_that_no_frame_holds_fails_at_once() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    Person.meet(alice, bob);
    String longText = "ü".repeat(80_000);

    alice.writes(bob, longText);
    alice.writes(bob, "x".repeat(600_000));
    alice.writes(bob, "short");

    bob.awaitsTexts("alice", List.of(longText, "short"));
    alice.awaits(
        "the long one fails",
        () ->
            alice
                .deliveriesTo("bob")
                .equals(
                    List.of(
                        new Delivery.AtRelay(),
                        new Delivery.Failed(Delivery.FailReason.TOO_LARGE),
                        new Delivery.AtRelay())));
  }

  @Test
  void what_is_written_to_somebody_who_is_away_waits_and_goes_out_in_order() throws Exception {
    Person alice = joins("alice");
    List<String> texts = IntStream.range(0, 50).mapToObj(number -> "text " + number).toList();
    texts.forEach(text -> alice.writes("bob", text));
    alice.awaitsDelivery("bob", new Delivery.Waiting(Delivery.WaitReason.CONTACT_AWAY));

    Person bob = joins("bob");

    bob.awaitsTexts("alice", texts);
    alice.awaitsDelivery("bob", new Delivery.AtRelay());
  }

  @Test
  void a_message_that_waits_can_be_discarded_and_one_that_went_cannot() throws Exception {
    Person alice = joins("alice");
    alice.writes("bob", "never mind");
    alice.writes("bob", "hello");
    alice.awaits("both are written down", () -> alice.sentTo("bob").size() == 2);
    alice.messenger().discard(alice.sentTo("bob").getFirst().id());

    Person bob = joins("bob");
    bob.awaitsTexts("alice", List.of("hello"));
    alice.awaitsDelivery("bob", new Delivery.AtRelay());
    alice.messenger().discard(alice.sentTo("bob").getFirst().id());
    alice.writes("bob", "again");
    bob.awaitsTexts("alice", List.of("hello", "again"));
    assertEquals(2, alice.sentTo("bob").size());
  }

  @Test
  void after_the_relay_restarts_everybody_comes_back_and_waiting_messages_arrive()
      throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    Person.meet(alice, bob);
    InetSocketAddress address = relay.classicAddress();

    relay.close();
    alice.awaitsConnection(Connection.Waiting.class::isInstance);
    alice.awaitsPresence("bob", Presence.UNKNOWN);
    alice.writes(bob, "are you there?");
    alice.writes(bob, "hello?");
    alice.awaitsDelivery("bob", new Delivery.Waiting(Delivery.WaitReason.NOT_CONNECTED));
    relay = Relay.start(RelaySettings.onThisComputer(address.getPort()));

    bob.awaitsTexts("alice", List.of("are you there?", "hello?"));
    bob.writes(alice, "yes");
    alice.awaitsTexts("bob", List.of("yes"));
    alice.awaitsDelivery("bob", new Delivery.AtRelay());
  }

  @Test
  void nobody_there_is_a_countdown_and_asking_shortens_it() throws Exception {
    InetSocketAddress address = relay.classicAddress();
    relay.close();
    Person alice = person("alice", address);
    alice.awaitsConnection(
        state ->
            state instanceof Connection.Waiting waiting
                && waiting.reason() == Connection.Reason.UNREACHABLE);

    relay = Relay.start(RelaySettings.onThisComputer(address.getPort()));
    alice.messenger().reconnectNow();
    alice.awaitsConnection();
  }

  @Test
  void a_taken_name_stops_and_the_first_one_notices_nothing() throws Exception {
    Person alice = joins("alice");
    Person second = person("alice", relay.classicAddress());

    second.awaitsStop(Connection.Reason.NAME_TAKEN);
    assertInstanceOf(Connection.Connected.class, alice.connection());

    alice.close();
    second.messenger().reconnectNow();
    second.awaitsConnection();
  }

  @Test
  void one_can_write_to_oneself() throws Exception {
    Person alice = joins("alice");
    assertFalse(alice.contact("alice").isPresent());

    alice.writes("alice", "buy milk");

    alice.awaitsTexts("alice", List.of("buy milk"));
    alice.awaitsDelivery("alice", new Delivery.AtRelay());
  }

  @Test
  void pages_are_read_from_the_newest_back_and_reading_counts_as_read() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    Person.meet(alice, bob);
    List<String> texts = IntStream.range(0, 25).mapToObj(number -> "text " + number).toList();
    texts.forEach(text -> bob.writes(alice, text));
    alice.awaitsTexts("bob", texts);
    alice.awaitsContact("bob", contact -> contact.unread() == 25);

    List<ChatMessage> newest = page(alice, null);
    List<ChatMessage> older = page(alice, newest.getFirst());
    List<ChatMessage> oldest = page(alice, older.getFirst());

    assertEquals(alice.with("bob").subList(15, 25), newest);
    assertEquals(alice.with("bob").subList(5, 15), older);
    assertEquals(alice.with("bob").subList(0, 5), oldest);
    assertEquals(List.of(), page(alice, oldest.getFirst()));
    alice.messenger().markRead(new Name("bob"));
    alice.awaitsContact("bob", contact -> contact.unread() == 0);
  }

  private static List<ChatMessage> page(Person person, @Nullable ChatMessage before)
      throws Exception {
    return person
        .messenger()
        .page(new Name("bob"), before == null ? null : before.id(), 10)
        .get(5, TimeUnit.SECONDS);
  }

  @Test
  void after_the_end_nothing_is_heard_and_every_call_does_nothing() throws Exception {
    Person alice = joins("alice");
    alice.close();
    alice.awaitsStop(Connection.Reason.CLOSED);
    int heard = alice.events().size();

    alice.writes("bob", "hello");
    alice.messenger().reconnectNow();
    alice.messenger().markRead(new Name("bob"));
    assertTrue(alice.messenger().page(new Name("bob"), null, 10).isCancelled());
    alice.messenger().close();

    assertEquals(heard, alice.events().size());
  }

  private Person joins(String name) throws Exception {
    return person(name, relay.classicAddress()).awaitsConnection();
  }

  private Person person(String name, InetSocketAddress address) throws Exception {
    Person person = Person.join(name, KEYS, data, address);
    people.add(person);
    return person;
  }
}
