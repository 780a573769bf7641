package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Delivery;
import chat.parley.model.Disclosure;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Name;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bob, whose contact Alice is, gets letters of all kinds and answers them; and the other way round.
class ReceiptsTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final World world = new World(22);
  private final Device bob = Prepared.bob(world, World.ALICE);
  private final Puppet alice = new Puppet(world, World.ALICE, World.BOB);

  @BeforeEach
  void open() {
    alice.connect();
    alice.open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void receiptsWaitAMomentForMoreAndGoTogether() {
    List<Bytes> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(send(Body.Text.of("text " + i)));
      world.pass(Duration.ofMillis(200));
    }
    assertEquals(0, fromBob());
    world.pass(Duration.ofMillis(100));
    assertEquals(1, fromBob());
    assertEquals(List.of(delivered(ids)), bodies(alice.hear()));
  }

  @Test
  void noReceiptWaitsLongerThanTwoSeconds() {
    for (int i = 0; i < 21; i++) {
      send(Body.Text.of("text " + i));
      world.pass(Duration.ofMillis(100));
    }
    assertEquals(1, fromBob());
  }

  @Test
  void everythingThatIsAPersonsGetsAReceiptAndNothingElseDoes() {
    List<Bytes> ids = new ArrayList<>();
    Bytes target = send(Body.Text.of("text"));
    ids.add(target);
    ids.add(send(new Body.Edit(target, "other text")));
    ids.add(send(new Body.Delete(target)));
    ids.add(send(new Body.Reaction(target, new Emoji("!"))));
    ids.add(send(new Body.Profile(new DisplayName("Alice"))));
    ids.add(send(new Body.Unknown("attachment", true)));
    send(new Body.Unknown("wave", false));
    send(new Body.Typing());
    send(new Body.Receipt(Body.Receipt.State.READ, List.of()));
    send(new Body.Resend());
    world.pass(MOMENT);
    assertEquals(List.of(delivered(ids)), bodies(alice.hear()));
  }

  @Test
  void aReceiptThatIsOwedSurvivesTheProgramsEnd() {
    Bytes id = send(Body.Text.of("text"));
    bob.kill();
    world.pass(MOMENT);
    assertEquals(0, fromBob());
    bob.start();
    bob.connect();
    world.pass(MOMENT);
    assertEquals(List.of(delivered(List.of(id))), bodies(alice.hear()));
    world.restart(bob);
    world.pass(MOMENT);
    assertEquals(1, fromBob());
  }

  @Test
  void aContentThatComesAgainIsShownOnceAndGetsItsReceiptAgain() {
    Content.Letter letter = alice.letter(Body.Text.of("twice"));
    for (int i = 0; i < 2; i++) {
      alice.send(alice.encrypt(letter.encode()));
      world.pass(MOMENT);
      assertEquals(List.of(delivered(List.of(letter.id()))), bodies(alice.hear()));
    }
    assertEquals(List.of("twice"), bob.shown(ALICE));
  }

  @Test
  void whatIsReadIsToldIfTheUserWantsIt() {
    bob.call(mail -> mail.disclose(new Disclosure(true, true)));
    Bytes id = send(Body.Text.of("read this"));
    world.pass(MOMENT);
    bob.call(mail -> mail.markRead(ALICE));
    world.pass(MOMENT);
    assertEquals(
        List.of(delivered(List.of(id)), new Body.Receipt(Body.Receipt.State.READ, List.of(id))),
        bodies(alice.hear()));
  }

  @Test
  void aTextThatComesLateAboveWhatWasReadIsUnreadUntilItIsSeenToo() {
    bob.call(mail -> mail.disclose(new Disclosure(true, true)));
    Content.Letter late = alice.letter(Body.Text.of("late"));
    world.clock.passUntil(world.clock.instant().plusMillis(1));
    send(Body.Text.of("read already"));
    bob.call(mail -> mail.markRead(ALICE));
    world.pass(MOMENT);
    alice.hear();

    alice.send(alice.encrypt(late.encode()));
    world.pass(MOMENT);
    assertEquals(List.of("late", "read already"), bob.shown(ALICE));
    assertEquals(1, bob.contact(ALICE).unread());
    assertEquals(List.of(delivered(List.of(late.id()))), bodies(alice.hear()));
    world.restart(bob);
    assertEquals(1, bob.contact(ALICE).unread());

    bob.call(mail -> mail.disclose(new Disclosure(true, true)));
    bob.call(mail -> mail.markRead(ALICE));
    assertEquals(0, bob.contact(ALICE).unread());
    world.pass(MOMENT);
    assertEquals(
        List.of(new Body.Receipt(Body.Receipt.State.READ, List.of(late.id()))),
        bodies(alice.hear()));
    bob.call(mail -> mail.markRead(ALICE));
    world.pass(MOMENT);
    assertEquals(List.of(), alice.hear());
  }

  @Test
  void whatIsReadIsNotToldIfTheUserDoesNotWantIt() {
    bob.call(mail -> mail.disclose(new Disclosure(false, true)));
    Bytes id = send(Body.Text.of("read this"));
    world.flow();
    bob.call(mail -> mail.markRead(ALICE));
    world.pass(MOMENT);
    assertEquals(List.of(delivered(List.of(id))), bodies(alice.hear()));
  }

  @Test
  void aReceiptMovesOneStateOnAndNeverBack() {
    bob.say(ALICE, "one's own");
    world.pass(MOMENT);
    Bytes id = idOfFirstSent();
    assertInstanceOf(Delivery.AtRelay.class, bob.delivery(ALICE, "one's own"));
    send(new Body.Receipt(Body.Receipt.State.DELIVERED, List.of(id)));
    assertEquals(new Delivery.Delivered(), bob.delivery(ALICE, "one's own"));
    send(new Body.Receipt(Body.Receipt.State.READ, List.of(id)));
    assertEquals(new Delivery.Read(), bob.delivery(ALICE, "one's own"));
    send(new Body.Receipt(Body.Receipt.State.DELIVERED, List.of(id)));
    assertEquals(new Delivery.Read(), bob.delivery(ALICE, "one's own"));
  }

  @Test
  void aReceiptOfSomebodyElseChangesNothing() {
    bob.say(ALICE, "for alice");
    world.pass(MOMENT);
    Bytes id = idOfFirstSent();
    bob.call(mail -> mail.keysRead(List.of(World.entry(World.ALICE), World.entry(World.CAROL))));
    Puppet carol = new Puppet(world, World.CAROL, World.BOB);
    carol.connect();
    carol.open();
    carol.send(new Body.Receipt(Body.Receipt.State.READ, List.of(id)));
    world.pass(MOMENT);
    assertInstanceOf(Delivery.AtRelay.class, bob.delivery(ALICE, "for alice"));
  }

  private Bytes send(Body body) {
    Content.Letter letter = alice.letter(body);
    alice.send(alice.encrypt(letter.encode()));
    world.flow();
    return letter.id();
  }

  private Bytes idOfFirstSent() {
    return Objects.requireNonNull(bob.sent(ALICE).getFirst().content()).id();
  }

  private long fromBob() {
    return world.relay.taken().stream().filter(each -> each.from.equals(BOB)).count();
  }

  private static Body delivered(List<Bytes> ids) {
    return new Body.Receipt(Body.Receipt.State.DELIVERED, ids);
  }

  private static List<Body> bodies(List<Content> contents) {
    List<Body> bodies = new ArrayList<>();
    for (Content each : contents) {
      bodies.add(assertInstanceOf(Content.Letter.class, each).body());
    }
    assertTrue(bodies.stream().noneMatch(Body.Text.class::isInstance));
    return bodies;
  }
}
