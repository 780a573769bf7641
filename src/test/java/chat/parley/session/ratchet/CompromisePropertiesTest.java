package chat.parley.session.ratchet;

import static chat.parley.session.ratchet.CompromiseTest.assertReadsNothing;
import static chat.parley.session.ratchet.Person.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.model.Bytes;
import chat.parley.session.NotOpened;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Somebody copies the stored state of one side at a random moment of a random conversation, in which messages overtake
/// each other: that reads nothing that was opened before, and nothing that is written after two full turns.
class CompromisePropertiesTest {
  /// One side.
  private static final class Side {
    private final Person person;
    private final List<Bytes> received = new ArrayList<>();

    /// What was written to it and has not come.
    private final List<Bytes> underWay = new ArrayList<>();

    Side(Person person) {
      this.person = person;
    }

    void say(String text, Side to) throws Exception {
      hold(text, to);
      to.hear(to.underWay.removeLast());
    }

    void hold(String text, Side to) throws Exception {
      to.underWay.add(person.say(text, NOON));
    }

    void hearAll() throws Exception {
      for (Bytes payload : underWay) {
        hear(payload);
      }
      underWay.clear();
    }

    private void hear(Bytes payload) throws Exception {
      person.hear(payload, NOON);
      received.add(payload);
    }
  }

  private static void converse(List<Side> sides, List<Integer> steps) throws Exception {
    for (int step : steps) {
      Side one = sides.get(step & 1);
      Side other = sides.get(1 - (step & 1));
      switch (step >> 1) {
        case 0, 1 -> one.hold("held", other);
        case 2 -> one.hearAll();
        default -> one.say("said", other);
      }
    }
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void aStolenStateReadsNothingOfBeforeNorAfterTwoTurns(
      @ForAll @Size(max = 30) List<@IntRange(max = 15) Integer> before,
      @ForAll @Size(max = 12) List<@IntRange(max = 15) Integer> between,
      @ForAll @Size(max = 12) List<@IntRange(max = 15) Integer> after,
      @ForAll boolean fromInitiator)
      throws Exception {
    Side alice = new Side(Person.alice());
    Side bob = new Side(Person.bob());
    List<Side> sides = List.of(alice, bob);
    Side victim = fromInitiator ? alice : bob;
    Side other = fromInitiator ? bob : alice;
    alice.person.open(bob.person, NOON);
    alice.say("hello", bob);
    converse(sides, before);

    Person thief = CompromiseTest.thiefOf(victim.person, other.person);
    Person follower = CompromiseTest.thiefOf(victim.person, other.person);
    assertReadsNothing(thief, victim.received);
    victim.received.clear();
    other.say("still readable", victim);
    Bytes readable = victim.received.getLast();
    assertEquals("still readable", Person.text(thief.peek(readable, NOON).content()));

    converse(sides, between);
    for (int turn = 1; turn <= 2; turn++) {
      alice.say("a turn", bob);
      bob.say("a turn", alice);
    }
    follow(follower, victim.received);
    victim.underWay.clear();
    victim.received.clear();
    converse(sides, after);
    other.say("healed", victim);
    for (Person each : List.of(thief, follower)) {
      assertReadsNothing(each, victim.received);
      assertReadsNothing(each, victim.underWay);
    }
  }

  /// Whoever goes on like the victim, as far as that goes.
  private static void follow(Person thief, List<Bytes> payloads) throws Exception {
    for (Bytes payload : payloads) {
      try {
        thief.receive(payload, NOON);
      } catch (NotOpened e) {
        // Here it has lost the conversation.
      }
    }
  }
}
