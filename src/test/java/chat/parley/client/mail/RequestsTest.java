package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.mail.MailEvent.LookedUp.Finding;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Contact;
import chat.parley.model.Contact.Standing;
import chat.parley.model.Emoji;
import chat.parley.model.Name;
import chat.parley.session.ratchet.ForgedOpening;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Strangers write to Bob, who has nobody in his keys folder.
class RequestsTest {
  private static final Name CAROL = World.CAROL.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final World world = new World(21);
  private final Device bob = Prepared.bob(world);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aStrangerIsARequestAndNothingIsSentBack() {
    Puppet carol = stranger(World.CAROL);
    carol.send(Body.Text.of("let me in"));
    carol.send(new Body.Typing());
    carol.send(new Body.Resend());
    world.pass(Duration.ofHours(2));
    assertEquals(List.of("let me in"), bob.shown(CAROL));
    assertEquals(Standing.REQUEST, bob.contact(CAROL).standing());
    assertTrue(bob.events.contains(new MailEvent.RequestCame(CAROL)));
    assertNothingWasSent();
  }

  /// Nobody who only reacts is kept, or there would be no end to it.
  @Test
  void aStrangerActsOnNothingButItsOwnRequest() {
    Puppet carol = stranger(World.CAROL);
    Content.Letter text = carol.letter(Body.Text.of("let me inn"));
    carol.send(new Body.Reaction(text.id(), new Emoji("!")));
    carol.send(new Body.Edit(text.id(), "edited"));
    carol.send(new Body.Delete(text.id()));
    world.pass(MOMENT);
    assertTrue(
        bob.read(database -> database.commit(tables -> tables.contacts().find(CAROL))).isEmpty());
    carol.send(carol.encrypt(text.encode()));
    carol.send(new Body.Edit(text.id(), "let me in"));
    world.pass(MOMENT);
    assertEquals(List.of("let me in"), bob.shown(CAROL));
    assertNothingWasSent();
  }

  @Test
  void whatComesBeyondTenMessagesIsAskedForOnceTheUserAccepts() {
    Puppet carol = stranger(World.CAROL);
    List<Content.Letter> letters = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      letters.add(carol.letter(Body.Text.of("text " + i)));
      world.clock.passUntil(world.clock.instant().plusMillis(1));
    }
    letters.forEach(letter -> carol.send(carol.encrypt(letter.encode())));
    world.pass(MOMENT);
    assertEquals(10, bob.shown(CAROL).size());
    assertTrue(world.relay.account(BOB).mailbox.isEmpty());
    assertNothingWasSent();

    bob.call(mail -> mail.accept(CAROL));
    world.pass(MOMENT);
    List<Bytes> ids = letters.stream().map(Content.Letter::id).toList();
    assertEquals(ids.subList(0, 10), delivered(carol.hear()));

    Content.Letter next = carol.letter(Body.Text.of("at last"));
    carol.send(
        carol.encrypt(
            new Content.Letter(next.id(), next.sentAt(), ids.subList(10, 12), next.body())
                .encode()));
    world.pass(Duration.ofSeconds(15));
    assertEquals(2, bob.contact(CAROL).missing());
    assertTrue(bodies(carol.hear()).contains(new Body.Resend()));
    letters.subList(10, 12).forEach(letter -> carol.send(carol.encrypt(letter.encode())));
    world.pass(MOMENT);
    assertEquals(0, bob.contact(CAROL).missing());
    assertEquals(
        List.of("text 10", "text 11", "text 12", "at last"), bob.shown(CAROL).subList(9, 13));
  }

  /// What adds nothing to the conversation counts, too, or it would go on without end.
  @Test
  void tenMessagesAreTakenOfARequestWhateverIsToBeSeenOfThem() {
    Puppet carol = stranger(World.CAROL);
    Content.Letter unknown = carol.letter(new Body.Unknown("from the future", true));
    Content.Letter same = carol.letter(Body.Text.of("once"));
    carol.send(carol.encrypt(same.encode()));
    for (int i = 0; i < 4; i++) {
      carol.send(carol.encrypt(unknown.encode()));
      carol.send(carol.encrypt(same.encode()));
    }
    carol.send(Body.Text.of("the tenth"));
    carol.send(Body.Text.of("one too many"));
    world.pass(MOMENT);
    assertEquals(List.of("once", "the tenth"), bob.shown(CAROL));
    world.restart(bob);
    carol.send(Body.Text.of("still too many"));
    world.pass(MOMENT);
    assertEquals(List.of("once", "the tenth"), bob.shown(CAROL));

    bob.call(mail -> mail.decline(CAROL));
    carol.send(Body.Text.of("another request"));
    world.pass(MOMENT);
    assertEquals(List.of("another request"), bob.shown(CAROL));
  }

  @Test
  void aHundredRequestsAreKeptAndNoMore() {
    for (int i = 1; i <= 102; i++) {
      stranger(new Identity(new Name("stranger" + i), World.CAROL.key()))
          .send(Body.Text.of("hello"));
      world.flow();
    }
    assertTrue(world.relay.account(BOB).mailbox.isEmpty());
    List<Name> expected =
        IntStream.rangeClosed(1, 100).mapToObj(i -> new Name("stranger" + i)).sorted().toList();
    assertEquals(expected, requests());
    assertNothingWasSent();
  }

  @Test
  void whoHasNothingToShowIsNoRequest() {
    stranger(World.CAROL).send(new Body.Resend());
    world.pass(MOMENT);
    assertEquals(List.of(), requests());
    assertTrue(world.relay.account(BOB).mailbox.isEmpty());
  }

  @Test
  void aRequestUnderAnotherKeyIsDropped() {
    stranger(World.CAROL).send(Body.Text.of("it is me"));
    world.flow();
    Identity another = new Identity(CAROL, World.ALICE.key());
    world.relay.rebind(PublicIdentity.of(CAROL, World.ALICE.publicKey()));
    stranger(another).send(Body.Text.of("no, it is me"));
    world.pass(MOMENT);
    assertEquals(List.of("it is me"), bob.shown(CAROL));
    assertEquals(World.CAROL.fingerprint(), bob.contact(CAROL).fingerprint());
    assertTrue(world.relay.account(BOB).mailbox.isEmpty());
  }

  @Test
  void aDeclinedRequestIsForgottenAndCanBeMadeAgain() {
    Puppet carol = stranger(World.CAROL);
    carol.send(Body.Text.of("first"));
    world.flow();
    bob.call(mail -> mail.decline(CAROL));
    assertEquals(List.of(), requests());
    Puppet again = stranger(World.CAROL);
    Content.Letter second = again.letter(Body.Text.of("second"));
    again.send(again.encrypt(second.encode()));
    world.pass(MOMENT);
    assertEquals(List.of("second"), bob.shown(CAROL));
    assertNothingWasSent();
    bob.call(mail -> mail.accept(CAROL));
    world.pass(MOMENT);
    assertEquals(List.of(second.id()), delivered(again.hear()));
  }

  @Test
  void whatAStrangerWritesAfterADeclineIsAnotherRequestOnTheSameSession() {
    Puppet carol = stranger(World.CAROL);
    Content.Letter first = carol.letter(Body.Text.of("first"));
    Bytes payload = carol.encrypt(first.encode());
    carol.send(payload);
    world.flow();
    bob.call(mail -> mail.markRead(CAROL));
    bob.call(mail -> mail.decline(CAROL));
    assertTrue(bob.events.contains(new MailEvent.ContactGone(CAROL)));
    world.restart(bob);
    assertEquals(List.of(), requests());

    // Neither the relay nor its writer brings back what was declined.
    bob.events.clear();
    carol.send(payload);
    carol.send(carol.encrypt(first.encode()));
    world.pass(MOMENT);
    assertEquals(List.of(), requests());
    assertFalse(bob.events.contains(new MailEvent.RequestCame(CAROL)));

    carol.send(Body.Text.of("second"));
    world.pass(MOMENT);
    assertEquals(List.of(CAROL), requests());
    assertTrue(bob.events.contains(new MailEvent.RequestCame(CAROL)));
    assertEquals(List.of("second"), bob.shown(CAROL));
    assertEquals(1, bob.contact(CAROL).unread());
    assertNothingWasSent();
  }

  @Test
  void whoseRequestWasDeclinedCanMakeAnotherUnderAnotherKey() {
    stranger(World.CAROL).send(Body.Text.of("first"));
    world.flow();
    bob.call(mail -> mail.decline(CAROL));
    world.relay.rebind(PublicIdentity.of(CAROL, World.ALICE.publicKey()));
    stranger(new Identity(CAROL, World.ALICE.key())).send(Body.Text.of("my new key"));
    world.pass(MOMENT);
    assertEquals(List.of("my new key"), bob.shown(CAROL));
    assertEquals(World.ALICE.fingerprint(), bob.contact(CAROL).fingerprint());
  }

  @Test
  void whoeverIsLookedForAfterADeclineIsAContact() {
    stranger(World.CAROL).send(Body.Text.of("first"));
    world.flow();
    bob.call(mail -> mail.decline(CAROL));
    bob.call(mail -> mail.meet(CAROL));
    world.flow();
    assertTrue(bob.events.contains(new MailEvent.LookedUp(CAROL, Finding.FOUND)));
    assertEquals(Standing.ACCEPTED, bob.contact(CAROL).standing());
  }

  @Test
  void declinedRequestsLeaveRoomForOthers() {
    for (int i = 1; i <= 101; i++) {
      Name name = new Name("stranger" + i);
      stranger(new Identity(name, World.CAROL.key())).send(Body.Text.of("hello"));
      world.flow();
      if (i == 7) {
        bob.call(mail -> mail.decline(name));
      }
    }
    assertEquals(100, requests().size());
    assertTrue(requests().contains(new Name("stranger101")));
  }

  @Test
  void nothingOfSomebodyBlockedIsShownNorAnswered() {
    Puppet carol = stranger(World.CAROL);
    carol.send(Body.Text.of("first"));
    world.flow();
    bob.call(mail -> mail.block(CAROL));
    carol.send(Body.Text.of("second"));
    stranger(World.CAROL).send(Body.Text.of("third"));
    world.pass(Duration.ofMinutes(1));
    assertEquals(List.of("first"), bob.shown(CAROL));
    assertTrue(world.relay.account(BOB).mailbox.isEmpty());
    assertNothingWasSent();
  }

  /// A key of 8192 bits takes about as long to check as 64 of the usual length.
  @Test
  void strangersThatInventLongKeysAreNotListenedToForSomeSeconds() throws Exception {
    byte[] prekey = world.relay.account(BOB).prekeys.getFirst().prekey().toArray();
    Puppet eve = stranger(World.CAROL);
    for (int i = 0; i < 7; i++) {
      eve.send(ForgedOpening.payload(CAROL, 8192, Prekey.decode(prekey), World.BOB, world.random));
    }
    stranger(named("dora")).send(Body.Text.of("hello"));
    world.flow();
    assertEquals(List.of(), requests());
    assertTrue(world.relay.account(BOB).mailbox.isEmpty());

    world.pass(MOMENT);
    stranger(named("erin")).send(Body.Text.of("hello"));
    world.flow();
    assertEquals(List.of(new Name("erin")), requests());
  }

  @Test
  void aStrangersMessageFarAlongItsChainIsDroppedUnread() {
    Puppet carol = stranger(World.CAROL);
    Bytes content = carol.letter(Body.Text.of("at 101")).encode();
    List<Bytes> payloads = IntStream.range(0, 102).mapToObj(i -> carol.encrypt(content)).toList();
    carol.send(payloads.get(101));
    world.pass(MOMENT);
    assertEquals(List.of(), requests());
    carol.send(payloads.get(100));
    world.pass(MOMENT);
    assertEquals(List.of("at 101"), bob.shown(CAROL));
  }

  private static Identity named(String name) {
    return new Identity(new Name(name), World.CAROL.key());
  }

  private Puppet stranger(Identity identity) {
    Puppet stranger = new Puppet(world, identity, World.BOB);
    stranger.connect();
    stranger.open();
    return stranger;
  }

  private List<Name> requests() {
    List<Name> names = new ArrayList<>();
    bob.call(
        mail ->
            mail.contacts().stream()
                .filter(each -> each.standing() == Standing.REQUEST)
                .map(Contact::name)
                .forEach(names::add));
    return names;
  }

  private void assertNothingWasSent() {
    assertTrue(world.relay.taken().stream().noneMatch(each -> each.from.equals(BOB)));
  }

  private static List<Body> bodies(List<Content> contents) {
    return contents.stream()
        .filter(Content.Letter.class::isInstance)
        .map(each -> ((Content.Letter) each).body())
        .toList();
  }

  private static List<Bytes> delivered(List<Content> contents) {
    List<Bytes> ids = new ArrayList<>();
    for (Body body : bodies(contents)) {
      if (body instanceof Body.Receipt receipt && receipt.state() == Body.Receipt.State.DELIVERED) {
        ids.addAll(receipt.ids());
      }
    }
    return ids;
  }
}
