package chat.parley.session.ratchet;

import static chat.parley.session.ratchet.Person.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.model.Bytes;
import chat.parley.session.NotOpened;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What somebody reads who has copied the stored state of either side, or of both, and all payloads.
class CompromiseTest {
  private final Person alice = Person.alice();
  private final Person bob = Person.bob();
  private final List<Bytes> toAlice = new ArrayList<>();
  private final List<Bytes> toBob = new ArrayList<>();

  private void aliceSays(String text) throws Exception {
    Bytes payload = alice.say(text, NOON);
    toBob.add(payload);
    bob.hear(payload, NOON);
  }

  private void bobSays(String text) throws Exception {
    Bytes payload = bob.say(text, NOON);
    toAlice.add(payload);
    alice.hear(payload, NOON);
  }

  /// A thief has the state and the prekeys of that moment, and forgets no key by itself.
  static Person thiefOf(Person victim, Person contact) throws StateDamaged {
    Person thief = new Person(victim.identity, contact.identity, 99);
    thief.restore(victim.state());
    thief.prekeys.putAll(victim.prekeys);
    return thief;
  }

  static void assertReadsNothing(Person thief, List<Bytes> payloads) {
    for (Bytes payload : payloads) {
      assertThrows(NotOpened.class, () -> thief.peek(payload, NOON));
    }
  }

  @Test
  void aStolenStateReadsNothingThatCameBefore() throws Exception {
    alice.open(bob, NOON);
    for (int i = 0; i < 5; i++) {
      aliceSays("one");
      aliceSays("two");
      bobSays("three");
      bobSays("four");
      assertReadsNothing(thiefOf(bob, alice), toBob);
      assertReadsNothing(thiefOf(alice, bob), toAlice);
    }
  }

  @Test
  void bothStolenStatesReadNothingAfterTheNextFullTurn() throws Exception {
    alice.open(bob, NOON);
    aliceSays("hello");
    bobSays("hello");
    Person asBob = thiefOf(bob, alice);
    Person asAlice = thiefOf(alice, bob);

    aliceSays("still readable");
    assertEquals("still readable", asBob.hear(toBob.getLast(), NOON));
    bobSays("still readable");
    assertEquals("still readable", asAlice.hear(toAlice.getLast(), NOON));
    toBob.clear();
    toAlice.clear();
    for (int i = 0; i < 3; i++) {
      aliceSays("healed");
      bobSays("healed");
    }
    assertReadsNothing(asBob, toBob);
    assertReadsNothing(asAlice, toAlice);
  }

  @Test
  void oneStolenStateReadsNothingAfterTheNextFullTurn() throws Exception {
    alice.open(bob, NOON);
    aliceSays("hello");
    bobSays("hello");
    aliceSays("hello");
    Person asAlice = thiefOf(alice, bob);

    bobSays("still readable");
    assertEquals("still readable", asAlice.hear(toAlice.getLast(), NOON));
    aliceSays("a new key of alice's");
    toAlice.clear();
    for (int i = 0; i < 3; i++) {
      bobSays("healed");
      aliceSays("healed");
    }
    assertReadsNothing(asAlice, toAlice);
  }

  /// What a thief sends in the victim's place is opened, since nothing tells the two apart; but then the
  /// victim's own next message is refused, and the other side sees it.
  @Test
  void aThiefWhoSpeaksIsNoticed() throws Exception {
    alice.open(bob, NOON);
    aliceSays("hello");
    bobSays("hello");
    Person asAlice = thiefOf(alice, bob);

    assertEquals("send money", bob.hear(asAlice.say("send money", NOON), NOON));
    Bytes honest = alice.say("good morning", NOON);
    assertThrows(NotOpened.class, () -> bob.hear(honest, NOON));
  }
}
