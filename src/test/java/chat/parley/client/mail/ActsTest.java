package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Quote;
import chat.parley.store.EarlyTable;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Alice does to texts, as Bob has it. Alice's program does whatever a test wants.
class ActsTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name CAROL = World.CAROL.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final Emoji THUMB = new Emoji("👍");
  private static final Emoji HEART = new Emoji("❤️");

  private final World world = new World(31);
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
  void anEditTakesThePlaceOfTheWordsAndIsMarked() {
    Bytes text = send(Body.Text.of("frist"));
    send(new Body.Edit(text, "first"));
    ChatMessage shown = shown(0);
    assertEquals("first", ((ChatMessage.Incoming) shown).text());
    assertTrue(shown.particulars().isEdited());
    assertTrue(bob.events.contains(new MailEvent.MessageChanged(shown)));
    assertEquals(1, bob.log(ALICE).size());
    assertEquals(1, bob.contact(ALICE).unread());
  }

  @Test
  void theNewestEditCountsInWhateverOrderTheyCome() {
    Bytes text = send(Body.Text.of("text"));
    List<Content.Letter> edits = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      edits.add(later(new Body.Edit(text, "edit " + i)));
    }
    List<Content.Letter> shuffled = new ArrayList<>(edits);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.forEach(this::send);
    send(edits.getFirst());
    assertEquals(List.of("edit 5"), bob.shown(ALICE));
  }

  @Test
  void whatComesBeforeItsTextWaitsForItAlsoWhenTheProgramEnds() {
    Content.Letter text = later(Body.Text.of("text"));
    send(new Body.Edit(text.id(), "edited"));
    send(later(new Body.Edit(text.id(), "edited twice")));
    send(later(new Body.Reaction(text.id(), HEART)));
    assertEquals(List.of(), bob.log(ALICE));
    assertEquals(2, early());
    world.restart(bob);
    send(text);
    assertEquals(List.of("edited twice"), bob.shown(ALICE));
    assertEquals(HEART, shown(0).particulars().theirs());
    assertEquals(0, early());
  }

  @Test
  void aDeletionTakesTheWordsAndLeavesALine() {
    Bytes text = send(Body.Text.of("a secret"));
    send(new Body.Reaction(text, THUMB));
    send(new Body.Delete(text));
    assertDeleted();
    send(later(new Body.Edit(text, "a secret again")));
    send(later(new Body.Reaction(text, THUMB)));
    assertDeleted();
    world.restart(bob);
    assertDeleted();
  }

  @Test
  void aTextThatWasDeletedBeforeItCameIsNeverShown() {
    Content.Letter text = later(Body.Text.of("a secret"));
    send(later(new Body.Edit(text.id(), "a secret, edited")));
    send(new Body.Delete(text.id()));
    send(later(new Body.Edit(text.id(), "a secret, edited again")));
    send(text);
    assertDeleted();
    assertFalse(bob.events.toString().contains("secret"));
  }

  private void assertDeleted() {
    assertEquals(List.of(""), bob.shown(ALICE));
    assertTrue(shown(0).particulars().isDeleted());
    assertFalse(shown(0).particulars().isEdited());
    assertNull(shown(0).particulars().theirs());
    assertEquals(0, early());
  }

  @Test
  void nobodyTouchesTheWordsOfAnother() {
    bob.say(ALICE, "bob's own");
    world.pass(MOMENT);
    Bytes own = Objects.requireNonNull(bob.sent(ALICE).getFirst().content()).id();
    send(new Body.Edit(own, "alice's"));
    send(new Body.Delete(own));
    assertEquals(List.of("bob's own"), bob.texts(ALICE));
    assertFalse(shown(0).particulars().isEdited());
    send(new Body.Reaction(own, HEART));
    assertEquals(HEART, shown(0).particulars().theirs());
  }

  @Test
  void nothingActsOutsideOfItsConversation() {
    bob.call(mail -> mail.keysRead(List.of(World.entry(World.ALICE), World.entry(World.CAROL))));
    Puppet carol = new Puppet(world, World.CAROL, World.BOB);
    carol.connect();
    carol.open();
    Bytes text = send(Body.Text.of("alice's"));
    for (Body act :
        List.of(
            new Body.Edit(text, "carol's"),
            new Body.Delete(text),
            new Body.Reaction(text, THUMB))) {
      carol.send(act);
      world.flow();
    }
    assertEquals(List.of("alice's"), bob.shown(ALICE));
    assertNull(shown(0).particulars().theirs());
    assertEquals(List.of(), bob.log(CAROL));
  }

  @Test
  void tenThousandActsOnWhatNeverWasFillNothing() {
    for (int i = 0; i < 10_000; i++) {
      Bytes nothing = alice.letter(new Body.Typing()).id();
      alice.send(
          i % 2 == 0 ? new Body.Reaction(nothing, THUMB) : new Body.Edit(nothing, "for nothing"));
      if (i % 500 == 0) {
        world.flow();
      }
    }
    world.pass(MOMENT);
    assertEquals(EarlyTable.MOST_OF_CONTACT, early());
    assertEquals(List.of(), bob.log(ALICE));
    assertTrue(world.relay.account(World.BOB.name()).mailbox.isEmpty());
    Bytes text = send(Body.Text.of("and yet"));
    send(new Body.Edit(text, "and yet it moves"));
    assertEquals(List.of("and yet it moves"), bob.shown(ALICE));
  }

  @Test
  void whatActsOnSomethingThatIsNoTextWaitsForNothing() {
    Bytes reaction = send(new Body.Reaction(send(Body.Text.of("text")), THUMB));
    send(new Body.Edit(reaction, "edited"));
    send(new Body.Delete(reaction));
    send(new Body.Reaction(reaction, HEART));
    assertEquals(0, early());
    assertEquals(THUMB, shown(0).particulars().theirs());
  }

  @Test
  void ofOnePersonsReactionsTheNewestCountsAndCanBeTakenBack() {
    Bytes text = send(Body.Text.of("text"));
    Content.Letter first = later(new Body.Reaction(text, THUMB));
    Content.Letter second = later(new Body.Reaction(text, HEART));
    Content.Letter third = later(new Body.Reaction(text, null));
    send(second);
    send(first);
    assertEquals(HEART, shown(0).particulars().theirs());
    bob.call(mail -> mail.react(shown(0).id(), THUMB));
    assertEquals(THUMB, shown(0).particulars().mine());
    assertEquals(HEART, shown(0).particulars().theirs());
    send(third);
    send(second);
    assertNull(shown(0).particulars().theirs());
  }

  /// The user compared Alice's key, and another one writes under her name.
  @Test
  void anotherKeyUnderTheSameNameTouchesNothingOfTheFirst() {
    Bytes text = send(Body.Text.of("alice's"));
    bob.call(mail -> mail.verify(ALICE, World.ALICE.fingerprint()));
    Identity other = new Identity(ALICE, World.CAROL.key());
    world.relay.rebind(PublicIdentity.of(ALICE, other.publicKey()));
    Puppet mallory = new Puppet(world, other, World.BOB);
    mallory.connect();
    mallory.open();
    mallory.send(new Body.Edit(text, "mallory's"));
    mallory.send(new Body.Delete(text));
    mallory.send(new Body.Reaction(text, THUMB));
    mallory.send(Body.Text.of("also mallory's"));
    world.flow();
    assertEquals(List.of("alice's", "also mallory's"), bob.shown(ALICE));
    assertNull(shown(0).particulars().theirs());
  }

  @Test
  void anAnswerQuotesWhatItIsAboutAsThatIsNow() {
    Bytes text = send(Body.Text.of("frist\nline"));
    send(new Body.Text("an answer", text, null));
    MessageId original = shown(0).id();
    assertEquals(new Quote(original, false, "frist line"), quote(1));
    send(new Body.Edit(text, "first"));
    assertEquals(new Quote(original, false, "first"), quote(1));
    send(new Body.Delete(text));
    assertEquals(new Quote(original, false, ""), quote(1));
  }

  @Test
  void anAnswerToNothingSaysSoUntilThatComes() {
    Content.Letter text = later(Body.Text.of("late"));
    send(later(new Body.Text("an answer", text.id(), null)));
    assertEquals(Quote.ABSENT, quote(0));
    send(text);
    assertEquals(new Quote(shown(0).id(), false, "late"), quote(1));
  }

  private @Nullable Quote quote(int place) {
    return shown(place).particulars().quote();
  }

  private ChatMessage shown(int place) {
    return bob.live(ALICE).get(place);
  }

  private int early() {
    return bob.read(database -> database.commit(tables -> tables.early().count(ALICE)));
  }

  /// A letter whose date is later than that of any before.
  private Content.Letter later(Body body) {
    Content.Letter letter = alice.letter(body);
    world.clock.passUntil(world.clock.instant().plusMillis(1));
    return letter;
  }

  private Bytes send(Body body) {
    return send(later(body));
  }

  private Bytes send(Content.Letter letter) {
    alice.send(alice.encrypt(letter.encode()));
    world.flow();
    return letter.id();
  }
}
