package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Contact.Standing;
import chat.parley.model.DisplayName;
import chat.parley.model.Name;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How people like to be called, and who hears of it.
class ProfilesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Name CAROL = World.CAROL.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final DisplayName ALI = new DisplayName("Ali");

  private final World world = new World(34);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aContactIsToldOnceItHasAnsweredAndWheneverTheNameChanges() {
    Device alice = world.join(World.ALICE, World.BOB);
    Device bob = world.join(World.BOB, World.ALICE);
    alice.call(mail -> mail.setDisplayName(ALI));
    assertTrue(alice.events.contains(new MailEvent.DisplayNameChosen(ALI)));
    world.say(alice, bob, "hello");
    assertEquals(ALI, bob.contact(ALICE).displayName());
    assertEquals(1, bob.log(ALICE).size());
    alice.disconnect();
    alice.call(mail -> mail.setDisplayName(new DisplayName("Alice the 2nd")));
    world.restart(alice);
    alice.call(
        mail ->
            assertEquals(Optional.of("Alice the 2nd"), mail.displayName().map(DisplayName::value)));
    world.pass(MOMENT);
    assertEquals(new DisplayName("Alice the 2nd"), bob.contact(ALICE).displayName());
    world.restart(bob);
    assertEquals(new DisplayName("Alice the 2nd"), bob.contact(ALICE).displayName());
    alice.call(mail -> mail.setDisplayName(null));
    world.pass(MOMENT);
    assertNull(bob.contact(ALICE).displayName());
  }

  @Test
  void whoWroteBeforeThereWasANameHearsOfTheFirstOneAtOnce() {
    Device alice = world.join(World.ALICE, World.BOB);
    Device bob = world.join(World.BOB, World.ALICE);
    world.say(bob, alice, "hello");
    alice.call(mail -> mail.setDisplayName(ALI));
    world.pass(MOMENT);
    assertEquals(ALI, bob.contact(ALICE).displayName());
  }

  @Test
  void whoBeginsAnewIsToldAgain() {
    Device alice = world.join(World.ALICE, World.BOB);
    Device bob = world.join(World.BOB, World.ALICE);
    alice.call(mail -> mail.setDisplayName(ALI));
    world.say(bob, alice, "hello");
    assertEquals(ALI, bob.contact(ALICE).displayName());
    world.reinstall(bob);
    assertNull(bob.contact(ALICE).displayName());
    bob.say(ALICE, "I am new here");
    world.pass(MOMENT);
    assertEquals(ALI, bob.contact(ALICE).displayName());
  }

  @Test
  void aNameThatWasGivenUpBeforeItLeftIsNotTold() {
    Device alice = world.join(World.ALICE, World.BOB);
    Puppet bob = new Puppet(world, World.BOB, World.ALICE);
    bob.connect();
    bob.open();
    bob.send(Body.Text.of("hello"));
    alice.call(mail -> mail.setDisplayName(ALI));
    world.pass(MOMENT);
    assertEquals(1, profiles(bob.hear()));
    alice.disconnect();
    alice.call(mail -> mail.setDisplayName(new DisplayName("a slip")));
    alice.call(mail -> mail.setDisplayName(new DisplayName("another slip")));
    alice.call(mail -> mail.setDisplayName(null));
    alice.connect();
    world.pass(MOMENT);
    assertEquals(1, profiles(bob.hear()));
  }

  @Test
  void whoWasWrittenToAndDoesNotAnswerIsNotTold() {
    Device alice = world.join(World.ALICE, World.BOB);
    alice.call(mail -> mail.setDisplayName(ALI));
    Puppet bob = new Puppet(world, World.BOB, World.ALICE);
    bob.connect();
    alice.say(BOB, "hello?");
    world.pass(Duration.ofHours(2));
    alice.call(mail -> mail.setDisplayName(new DisplayName("Alice")));
    world.pass(Duration.ofHours(2));
    assertEquals(0, profiles(bob.hear()));
    bob.send(Body.Text.of("yes?"));
    world.pass(MOMENT);
    assertEquals(1, profiles(bob.hear()));
  }

  @Test
  void aStrangerIsNotToldAndItsOwnNameIsNotShown() {
    Device bob = Prepared.bob(world);
    bob.call(mail -> mail.setDisplayName(new DisplayName("Bobby")));
    Puppet carol = new Puppet(world, World.CAROL, World.BOB);
    carol.connect();
    carol.open();
    carol.send(new Body.Profile(new DisplayName("Your bank")));
    world.pass(MOMENT);
    assertEquals(List.of(), bob.log(CAROL));
    carol.send(Body.Text.of("let me in"));
    Content.Letter profile = carol.letter(new Body.Profile(new DisplayName("Your bank")));
    carol.send(carol.encrypt(profile.encode()));
    world.pass(Duration.ofHours(2));
    assertEquals(Standing.REQUEST, bob.contact(CAROL).standing());
    assertNull(bob.contact(CAROL).displayName());
    assertEquals(List.of(), carol.hear());

    bob.call(mail -> mail.accept(CAROL));
    world.pass(MOMENT);
    assertEquals(1, profiles(carol.hear()));
    assertNull(bob.contact(CAROL).displayName());
    carol.send(carol.encrypt(profile.encode()));
    world.pass(MOMENT);
    assertEquals(new DisplayName("Your bank"), bob.contact(CAROL).displayName());
  }

  @Test
  void whatSomebodySaidOfItselfEarlierAndComesLaterChangesNothing() {
    Device bob = Prepared.bob(world, World.ALICE);
    Puppet alice = new Puppet(world, World.ALICE, World.BOB);
    alice.connect();
    alice.open();
    Content.Letter first = alice.letter(new Body.Profile(new DisplayName("first")));
    world.clock.passUntil(world.clock.instant().plusMillis(1));
    alice.send(new Body.Profile(ALI));
    alice.send(alice.encrypt(first.encode()));
    world.flow();
    assertEquals(ALI, bob.contact(ALICE).displayName());
  }

  @Test
  void everyContactIsToldOnce() {
    Device bob = Prepared.bob(world, World.ALICE);
    Puppet alice = new Puppet(world, World.ALICE, World.BOB);
    alice.connect();
    alice.open();
    bob.call(mail -> mail.setDisplayName(new DisplayName("Bobby")));
    for (int i = 0; i < 3; i++) {
      alice.send(Body.Text.of("text " + i));
      world.pass(MOMENT);
    }
    world.restart(bob);
    bob.call(mail -> mail.setDisplayName(new DisplayName("Bobby")));
    alice.send(Body.Text.of("and another"));
    world.pass(MOMENT);
    assertEquals(1, profiles(alice.hear()));
  }

  @Test
  void whoIsBlockedIsNotTold() {
    Device bob = Prepared.bob(world, World.ALICE);
    Puppet alice = new Puppet(world, World.ALICE, World.BOB);
    alice.connect();
    alice.open();
    bob.call(mail -> mail.setDisplayName(new DisplayName("Bobby")));
    alice.send(Body.Text.of("hello"));
    world.pass(MOMENT);
    assertEquals(1, profiles(alice.hear()));
    bob.call(mail -> mail.block(ALICE));
    bob.call(mail -> mail.setDisplayName(new DisplayName("Robert")));
    int onItsWay =
        bob.read(database -> database.commit(tables -> tables.log().awaited(ALICE, 9)))
            .rows()
            .size();
    assertEquals(1, onItsWay);
    bob.call(mail -> mail.unblock(ALICE));
    alice.send(Body.Text.of("hello again"));
    world.pass(MOMENT);
    assertEquals(1, profiles(alice.hear()));
  }

  private static long profiles(List<Content> heard) {
    return heard.stream()
        .filter(
            each -> each instanceof Content.Letter letter && letter.body() instanceof Body.Profile)
        .count();
  }
}
