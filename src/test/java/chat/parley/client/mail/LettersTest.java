package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.ChatMessage.Note.Kind;
import chat.parley.model.Name;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Bob sees of what Alice's program sends.
class LettersTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final World world = new World(23);
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
  void aLateTextTakesThePlaceOfItsDateAndShowsIt() {
    Content.Letter first = letter("first");
    Content.Letter second = letter("second");
    Content.Letter third = letter("third");
    send(first);
    send(third);
    world.pass(Duration.ofHours(1));
    send(second);
    assertEquals(List.of("first", "second", "third"), bob.shown(ALICE));
    assertEquals(second.sentAt(), bob.received(ALICE).get(1).message().at());
  }

  @Test
  void aTextThatWaitedAtTheRelayShowsWhenItGotThere() {
    bob.disconnect();
    Content.Letter letter = letter("waits");
    Instant sent = world.clock.instant();
    send(letter);
    world.pass(Duration.ofHours(3));
    bob.connect();
    world.flow();
    assertEquals(sent.toEpochMilli(), bob.received(ALICE).getFirst().message().at().toEpochMilli());
  }

  @Test
  void aClockThatIsYearsAheadDoesNotMakeLaterTextsLate() {
    Content.Letter ahead = alice.letter(Body.Text.of("from 2036"));
    Instant later = ahead.sentAt().plus(Duration.ofDays(3_650));
    send(new Content.Letter(ahead.id(), later, List.of(), ahead.body()));
    world.pass(Duration.ofDays(2));
    send(letter("from now"));
    send(letter("and later"));
    assertEquals(List.of("from 2036", "from now", "and later"), bob.shown(ALICE));
  }

  @Test
  void whatIsNotReadIsCountedUntilItIsAlsoWhereOneComesLate() {
    send(letter("one"));
    send(letter("two"));
    assertEquals(2, bob.contact(ALICE).unread());
    bob.call(mail -> mail.markRead(ALICE));
    assertEquals(0, bob.contact(ALICE).unread());
    Content.Letter late = letter("late");
    send(letter("three"));
    alice.send(new Body.Unknown("poll", true));
    send(late);
    bob.say(ALICE, "one's own");
    assertEquals(2, bob.contact(ALICE).unread());
    world.restart(bob);
    assertEquals(2, bob.contact(ALICE).unread());
    bob.call(mail -> mail.markRead(ALICE));
    assertEquals(0, bob.contact(ALICE).unread());
  }

  @Test
  void severalThingsThatNeedANewerProgramAreOneLine() {
    alice.send(new Body.Unknown("attachment", true));
    alice.send(new Body.Unknown("poll", true));
    world.flow();
    assertEquals(List.of(Kind.NEEDS_NEWER), bob.notes(ALICE));
    send(letter("another text"));
    alice.send(new Body.Unknown("poll", true));
    world.flow();
    assertEquals(List.of(Kind.NEEDS_NEWER, Kind.NEEDS_NEWER), bob.notes(ALICE));
  }

  @Test
  void damagedContentsAreALineAndNotAskedForAgain() {
    String id = "\"id\":\"AAECAwQFBgcICQoLDA0ODw==\"";
    for (String json : List.of("{", "{" + id + ",\"kind\":\"text\"}")) {
      alice.send(alice.encrypt(Bytes.of(json.getBytes(StandardCharsets.UTF_8))));
    }
    world.pass(MOMENT);
    assertEquals(List.of(Kind.DAMAGED), bob.notes(ALICE));
    Content.Letter next = alice.letter(Body.Text.of("text"));
    Bytes damaged = Bytes.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
    send(new Content.Letter(next.id(), next.sentAt(), List.of(damaged), next.body()));
    world.pass(Duration.ofMinutes(1));
    assertEquals(0, bob.contact(ALICE).missing());
    assertEquals(
        List.of(),
        alice.hear().stream()
            .filter(
                each ->
                    each instanceof Content.Letter letter && letter.body() instanceof Body.Resend)
            .toList());
  }

  @Test
  void whoWritesIsShownForAMomentOrUntilTheTextComes() {
    alice.send(new Body.Typing());
    world.flow();
    assertTrue(bob.contact(ALICE).isTyping());
    world.pass(Duration.ofSeconds(7));
    assertFalse(bob.contact(ALICE).isTyping());
    alice.send(new Body.Typing());
    world.flow();
    assertTrue(bob.contact(ALICE).isTyping());
    send(letter("text"));
    assertFalse(bob.contact(ALICE).isTyping());
    assertEquals(1, bob.log(ALICE).size());
  }

  @Test
  void aSessionThatIsOpenedAnewIsALine() {
    send(letter("one"));
    bob.say(ALICE, "two");
    world.pass(MOMENT);
    alice.hear();
    send(letter("three"));
    alice.open();
    send(letter("four"));
    assertEquals(List.of(Kind.SESSION_REPLACED), bob.notes(ALICE));
    assertEquals("four", ((ChatMessage.Incoming) bob.log(ALICE).getLast().message()).text());
  }

  private Content.Letter letter(String text) {
    Content.Letter letter = alice.letter(Body.Text.of(text));
    world.clock.passUntil(world.clock.instant().plusMillis(1));
    return letter;
  }

  private Bytes send(Content.Letter letter) {
    alice.send(alice.encrypt(letter.encode()));
    world.flow();
    return letter.id();
  }
}
