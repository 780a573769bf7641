package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.mail.MailEvent.LookedUp.Finding;
import chat.parley.identity.Identity;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Delivery.FailReason;
import chat.parley.model.Delivery.WaitReason;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.model.Trust;
import chat.parley.store.LogEntry;
import chat.parley.store.Position;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.UndeliverableCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What goes out, and what the relay makes of it. That it survives every crash is shown by the random schedules.
class OutboxTest {
  private static final Name BOB = World.BOB.name();
  private static final Name ALICE = World.ALICE.name();
  private static final Name NOBODY = new Name("nobody");
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final World world = new World(1);
  private Device alice;
  private Device bob;

  @BeforeEach
  void join() {
    alice = world.join(World.ALICE, World.BOB);
    bob = world.join(World.BOB, World.ALICE);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatIsWrittenArrivesInOrderAndIsSaidToHaveArrived() {
    List<String> texts = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
    texts.forEach(text -> alice.say(BOB, text));
    world.pass(MOMENT);
    assertEquals(texts, bob.shown(ALICE));
    texts.forEach(text -> assertEquals(new Delivery.Delivered(), alice.delivery(BOB, text)));
    assertTrue(alice.isOutboxEmpty());
  }

  @Test
  void whatIsWrittenWithoutAConnectionWaitsAndSaysSo() {
    alice.disconnect();
    alice.say(BOB, "later");
    assertEquals(new Delivery.Waiting(WaitReason.NOT_CONNECTED), told("later"));
    alice.connect();
    world.pass(MOMENT);
    assertEquals(List.of("later"), bob.shown(ALICE));
    assertEquals(new Delivery.Delivered(), told("later"));
  }

  @Test
  void aFullMailboxIsTriedAgainWithTheSameBytes() {
    world.say(alice, bob, "first");
    world.relay.refusal = letter -> Optional.of(UndeliverableCode.MAILBOX_FULL);
    alice.say(BOB, "second");
    world.flow();
    assertEquals(new Delivery.Waiting(WaitReason.MAILBOX_FULL), told("second"));
    world.relay.refusal = letter -> Optional.empty();
    world.pass(Duration.ofMinutes(2));
    assertEquals(List.of("first", "second"), bob.shown(ALICE));
    List<SimulatedLetter> tries =
        world.relay.taken().stream().filter(letter -> letter.to.equals(BOB)).toList();
    SimulatedLetter last = tries.getLast();
    SimulatedLetter before = tries.get(tries.size() - 2);
    assertEquals(List.of(before.id, before.payload), List.of(last.id, last.payload));
  }

  @Test
  void aRelayThatBearsNoMoreIsSentNothingForAWhileWhoeverItIsFor() {
    Device carol = world.join(World.CAROL);
    world.say(alice, bob, "first");
    world.say(alice, carol, "first");
    int before = world.relay.taken().size();
    world.relay.refusal = letter -> Optional.of(UndeliverableCode.SLOW_DOWN);
    alice.say(BOB, "second");
    world.flow();
    alice.say(carol.name(), "second");
    world.pass(Duration.ofMillis(900));
    assertEquals(before + 1, world.relay.taken().size());
    assertEquals(
        new Delivery.Waiting(WaitReason.SLOW_DOWN),
        alice.outgoing(carol.name(), "second").delivery());
    world.relay.refusal = letter -> Optional.empty();
    world.pass(MOMENT);
    assertEquals(List.of("first", "second"), bob.shown(ALICE));
    assertEquals(List.of("first", "second"), carol.shown(ALICE));
  }

  @Test
  void whatWasUnderWayWithARefusedMessageGoesAgainBehindIt() {
    world.say(alice, bob, "first");
    world.relay.refusal = letter -> Optional.of(UndeliverableCode.SLOW_DOWN);
    List.of("second", "third", "fourth").forEach(text -> alice.say(BOB, text));
    world.flow();
    world.relay.refusal = letter -> Optional.empty();
    world.pass(MOMENT);
    assertEquals(List.of("first", "second", "third", "fourth"), bob.shown(ALICE));
    List<Position> order = bob.received(ALICE).stream().map(LogEntry::position).toList();
    assertEquals(order.stream().sorted(Comparator.comparingLong(Position::row)).toList(), order);
  }

  @Test
  void aMessageThatWaitsCanBeTakenBackUnlessTheRelayMayHaveIt() {
    alice.disconnect();
    alice.say(BOB, "on second thoughts");
    ChatMessage.Outgoing waiting = alice.outgoing(BOB, "on second thoughts");
    alice.call(mail -> mail.discard(waiting.id()));
    alice.connect();
    alice.say(BOB, "gone");
    alice.hear(1);
    world.pass(MOMENT);
    assertEquals(List.of("gone"), bob.shown(ALICE));
    ChatMessage.Outgoing delivered = alice.outgoing(BOB, "gone");
    alice.call(mail -> mail.discard(delivered.id()));
    assertEquals(List.of("gone"), alice.texts(BOB));
  }

  @Test
  void whatTheRelayMayHaveFromAnEarlierConnectionIsNotTakenBack() {
    world.say(alice, bob, "first");
    alice.say(BOB, "second");
    alice.send(Integer.MAX_VALUE);
    alice.disconnect();
    discard("second");
    assertEquals(List.of("first", "second"), alice.texts(BOB));
    alice.kill();
    alice.start();
    discard("second");
    alice.connect();
    world.pass(MOMENT);
    assertEquals(List.of("first", "second"), bob.shown(ALICE));
    assertEquals(new Delivery.Delivered(), alice.delivery(BOB, "second"));
  }

  @Test
  void whatTheRelayRefusedCanBeTakenBack() {
    world.say(alice, bob, "first");
    world.relay.refusal = letter -> Optional.of(UndeliverableCode.MAILBOX_FULL);
    alice.say(BOB, "second");
    world.flow();
    discard("second");
    world.relay.refusal = letter -> Optional.empty();
    world.pass(Duration.ofMinutes(2));
    assertEquals(List.of("first"), bob.shown(ALICE));
    assertEquals(List.of("first"), alice.texts(BOB));
  }

  private void discard(String text) {
    alice.call(mail -> mail.discard(alice.outgoing(BOB, text).id()));
  }

  @Test
  void nothingGoesToSomebodyBlockedUntilThatIsTakenBack() {
    alice.call(mail -> mail.block(BOB));
    alice.say(BOB, "waits");
    world.pass(MOMENT);
    assertEquals(new Delivery.Waiting(WaitReason.NOT_ACCEPTED), told("waits"));
    assertEquals(List.of(), bob.shown(ALICE));
    alice.call(mail -> mail.unblock(BOB));
    world.pass(MOMENT);
    assertEquals(List.of("waits"), bob.shown(ALICE));
  }

  @Test
  void somebodyIsMetByNameAndWrittenToWithTheKeyThatTheRelayGave() {
    Device carol = world.join(World.CAROL);
    alice.call(mail -> mail.meet(carol.name()));
    world.flow();
    assertTrue(alice.events.contains(new MailEvent.LookedUp(carol.name(), Finding.FOUND)));
    assertEquals(World.CAROL.fingerprint(), alice.contact(carol.name()).fingerprint());
    assertEquals(new Trust.New(), alice.contact(carol.name()).trust());
    alice.call(mail -> mail.meet(NOBODY));
    alice.call(mail -> mail.meet(ALICE));
    world.flow();
    assertTrue(alice.events.contains(new MailEvent.LookedUp(NOBODY, Finding.NOBODY)));
    assertTrue(alice.events.contains(new MailEvent.LookedUp(ALICE, Finding.ONESELF)));
  }

  @Test
  void anotherKeyThanTheKeysFolderHasIsOfferedAndNotWrittenTo() {
    world.relay.rebind(PublicIdentity.of(BOB, World.CAROL.publicKey()));
    Puppet impostor = new Puppet(world, new Identity(BOB, World.CAROL.key()), World.ALICE);
    impostor.connect();
    alice.say(BOB, "for Bob only");
    world.pass(MOMENT);
    assertEquals(new Delivery.Waiting(WaitReason.KEY_CHANGED), told("for Bob only"));
    assertEquals(new Trust.Offered(World.BOB.fingerprint()), alice.contact(BOB).trust());
    assertEquals(World.CAROL.fingerprint(), alice.contact(BOB).fingerprint());
    assertTrue(alice.events.contains(new MailEvent.OtherKeyOffered(BOB)));
    alice.call(mail -> mail.verify(BOB, World.BOB.fingerprint()));
    assertEquals(World.BOB.fingerprint(), alice.contact(BOB).fingerprint());
  }

  /// A relay that names people without end fills no memory with them.
  @Test
  void whoIsNoContactIsNotThereWhateverTheRelaySays() {
    world.relay.tamper =
        (client, frame) ->
            List.of(frame, new FromRelay.Presence(NOBODY, true, world.clock.millis()));
    world.say(alice, bob, "hello");
    world.relay.tamper = (client, frame) -> List.of(frame);
    alice.say(NOBODY, "are you there?");
    assertEquals(Presence.AWAY, alice.contact(NOBODY).presence());
  }

  @Test
  void aPageShowsWhyAMessageWaitsNow() {
    alice.disconnect();
    alice.say(BOB, "one");
    alice.say(BOB, "two");
    List<ChatMessage> page = new ArrayList<>();
    alice.call(mail -> page.addAll(mail.page(BOB, null, 1).orElseThrow()));
    alice.call(mail -> page.addAll(mail.page(BOB, page.getFirst().id(), 10).orElseThrow()));
    assertEquals(
        List.of("two", "one"),
        page.stream().map(each -> ((ChatMessage.Outgoing) each).text()).toList());
    assertTrue(
        page.stream()
            .allMatch(
                each ->
                    ((ChatMessage.Outgoing) each)
                        .delivery()
                        .equals(new Delivery.Waiting(WaitReason.NOT_CONNECTED))));
  }

  @Test
  void whatIsForSomebodyOfTheKeysFolderWaitsForTheFirstLogin() {
    try (World apart = new World(2)) {
      Device carol = apart.join(World.CAROL, World.BOB);
      Device newcomer = apart.device(World.BOB, World.CAROL);
      carol.say(BOB, "welcome");
      apart.pass(Duration.ofHours(3));
      assertEquals(
          new Delivery.Waiting(WaitReason.CONTACT_NOT_READY),
          carol.outgoing(BOB, "welcome").delivery());
      newcomer.start();
      newcomer.connect();
      apart.pass(MOMENT);
      assertEquals(List.of("welcome"), newcomer.shown(World.CAROL.name()));
    }
  }

  @Test
  void whoeverIsUnknownToTheRelayFailsAndCanBeTriedAgain() {
    alice.say(NOBODY, "hello?");
    world.pass(MOMENT);
    assertEquals(new Delivery.Failed(FailReason.CONTACT_UNKNOWN), told("hello?"));
    ChatMessage.Outgoing failed = alice.outgoing(NOBODY, "hello?");
    alice.call(mail -> mail.retry(failed.id()));
    world.pass(MOMENT);
    assertEquals(new Delivery.Failed(FailReason.CONTACT_UNKNOWN), told("hello?"));
    alice.call(mail -> mail.discard(failed.id()));
    assertTrue(alice.texts(NOBODY).isEmpty());
    assertTrue(alice.events.contains(new MailEvent.MessageRemoved(NOBODY, failed.id())));
  }

  @Test
  void whatNoFrameCanCarryFailsAndHoldsNothingUp() {
    String tooLong = "x".repeat(300_000);
    alice.say(BOB, tooLong);
    alice.say(BOB, "short");
    world.pass(MOMENT);
    assertEquals(List.of("short"), bob.shown(ALICE));
    assertEquals(new Delivery.Failed(FailReason.TOO_LARGE), told(tooLong));
  }

  /// How far a message has come, as it was told last.
  private Delivery told(String text) {
    return alice.events.stream()
        .flatMap(OutboxTest::outgoing)
        .filter(own -> own.text().equals(text))
        .reduce((one, next) -> next)
        .orElseThrow()
        .delivery();
  }

  private static Stream<ChatMessage.Outgoing> outgoing(MailEvent event) {
    return switch (event) {
      case MailEvent.MessageAdded(ChatMessage.Outgoing own, _) -> Stream.of(own);
      case MailEvent.MessageChanged(ChatMessage.Outgoing own) -> Stream.of(own);
      default -> Stream.empty();
    };
  }
}
