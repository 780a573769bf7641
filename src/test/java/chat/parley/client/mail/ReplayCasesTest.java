package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.SignedPrekey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A relay that says old things again, or under another name.
class ReplayCasesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Name CAROL = World.CAROL.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final World world = new World(2);
  private final Device alice = world.join(World.ALICE, World.BOB, World.CAROL);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @AfterEach
  void close() {
    world.close();
  }

  /// Case 2: repeat from an old chain.
  @Test
  void aPayloadOfAnOldChainIsAcknowledgedAndDropped() {
    exchange(5);
    List<SimulatedLetter> old =
        world.relay.taken().stream().filter(each -> each.to.equals(BOB)).toList();
    var state = bob.sessions(ALICE);
    int sent = world.relay.taken().size();
    for (SimulatedLetter letter : old) {
      give(letter.again());
      assertEquals(state, bob.sessions(ALICE));
    }
    assertNothingSince(sent);
    assertAllOnce();
  }

  /// Case 3: last-resort replay, session evicted.
  @Test
  void neitherTheFirstNorAWithheldPayloadOfAForgottenSessionDoesHarm() {
    world.relay.account(BOB).prekeys.removeIf(each -> !each.lastResort());
    alice.say(BOB, "on the last resort");
    alice.say(BOB, "withheld");
    alice.hand();
    List<SimulatedLetter> flight = List.copyOf(world.relay.account(BOB).mailbox);
    world.relay.account(BOB).mailbox.remove(flight.get(1));
    world.flow();
    for (int session = 1; session <= 6; session++) {
      world.pass(Duration.ofMinutes(61));
      openAnother(session);
    }
    world.say(alice, bob, "lists what is not delivered");
    world.pass(Duration.ofSeconds(20));
    assertEquals(1, count("withheld"));
    assertEquals(1, count("on the last resort"));
    world.pass(Duration.ofMinutes(61));
    int opened = Captured.openings(world.relay.taken(), ALICE);
    Bytes inUse = lastSession(ALICE);
    var state = bob.sessions(ALICE);
    give(flight.get(0).again());
    assertEquals(state, bob.sessions(ALICE));
    assertEquals(inUse, sessionOfNext("on the session in use"));
    int answers = Captured.openings(world.relay.taken(), BOB);
    give(flight.get(1).again());
    assertEquals(answers + 1, Captured.openings(world.relay.taken(), BOB));
    Bytes answer = lastSession(BOB);
    assertNotEquals(PayloadView.of(flight.get(1).payload).session(), answer);
    assertEquals(answer, sessionOfNext("on the session of the answer"));
    assertEquals(opened, Captured.openings(world.relay.taken(), ALICE));
    world.pass(MOMENT);
    assertAllOnce();
  }

  /// Bob says something.
  private Bytes sessionOfNext(String text) {
    bob.say(ALICE, text);
    bob.hand();
    Bytes session = lastSession(BOB);
    world.pass(MOMENT);
    return session;
  }

  private Bytes lastSession(Name from) {
    SimulatedLetter last =
        world.relay.taken().stream()
            .filter(each -> each.from.equals(from))
            .reduce((one, next) -> next)
            .orElseThrow();
    return PayloadView.of(last.payload).session();
  }

  /// What Bob says is damaged on its way, which Alice answers with a new session.
  private void openAnother(int number) {
    int before = Captured.openings(world.relay.taken(), ALICE);
    bob.say(ALICE, "damaged " + number);
    bob.hand();
    new Mischief(world.relay, new java.util.Random(number)).damage(ALICE);
    world.pass(MOMENT);
    assertEquals(before + 1, Captured.openings(world.relay.taken(), ALICE));
  }

  /// Case 4: opening on a live session.
  @Test
  void theFirstPayloadOfALiveSessionDoesNotRollItBack() {
    exchange(20);
    SimulatedLetter first =
        world.relay.taken().stream()
            .filter(each -> PayloadView.of(each.payload).opens())
            .findFirst()
            .orElseThrow();
    Device receiver = first.to.equals(BOB) ? bob : alice;
    var state = receiver.sessions(first.from);
    int sent = world.relay.taken().size();
    give(first.again());
    assertEquals(state, receiver.sessions(first.from));
    assertNothingSince(sent);
    world.say(alice, bob, "still from alice");
    world.say(bob, alice, "still from bob");
    assertAllOnce();
  }

  /// Case 13: renamed sender, on a normal payload.
  @Test
  void aPayloadUnderAnotherNameIsRefused() {
    exchange(2);
    var state = alice.sessions(BOB);
    bob.say(ALICE, "renamed");
    bob.hand();
    world.relay.account(ALICE).mailbox.replaceAll(each -> each.under(CAROL));
    world.flow();
    assertEquals(List.of(), alice.shown(CAROL));
    assertEquals(state, alice.sessions(BOB));
    assertTrue(world.relay.account(ALICE).mailbox.isEmpty());
  }

  /// Case 13: renamed sender, on an opening; under the name of a contact, and of nobody known.
  @Test
  void anOpeningUnderAnotherNameIsRefused() {
    for (Name other : List.of(CAROL, new Name("dave"))) {
      bob.say(ALICE, "renamed");
      bob.hand();
      world.relay.account(ALICE).mailbox.replaceAll(each -> each.under(other));
      world.flow();
      assertEquals(List.of(), alice.shown(other));
      assertTrue(world.relay.account(ALICE).mailbox.isEmpty());
      assertTrue(alice.shown(BOB).isEmpty());
    }
    assertEquals(List.of(), alice.notes(new Name("dave")));
    assertTrue(world.relay.taken().stream().noneMatch(each -> each.to.value().equals("dave")));
    world.say(bob, alice, "the next one");
    world.pass(MOMENT);
    assertAllOnce();
  }

  /// A prekey that an evil relay gives out twice opens nothing the second time, and is no end of anything.
  @Test
  void aOneTimePrekeyThatIsGivenOutTwiceIsAnsweredByANewSession() {
    List<SignedPrekey> before = List.copyOf(world.relay.account(BOB).prekeys);
    world.say(alice, bob, "first");
    Device carol = world.join(World.CAROL, World.BOB);
    world.relay.account(BOB).prekeys.clear();
    world.relay.account(BOB).prekeys.addAll(before);
    carol.say(BOB, "with a spent prekey");
    world.pass(MOMENT);
    bob.call(mail -> mail.accept(CAROL));
    carol.say(BOB, "again");
    world.pass(Duration.ofMinutes(61));
    assertTrue(world.relay.account(BOB).mailbox.isEmpty());
  }

  private void exchange(int count) {
    for (int i = 1; i <= count; i++) {
      world.say(alice, bob, "from alice " + i);
      world.say(bob, alice, "from bob " + i);
    }
  }

  private void give(SimulatedLetter letter) {
    world.relay.account(letter.to).mailbox.add(letter);
    world.pass(MOMENT);
    assertTrue(world.relay.account(letter.to).mailbox.isEmpty());
  }

  private void assertNothingSince(int sent) {
    assertEquals(sent, world.relay.taken().size());
  }

  private long count(String text) {
    return bob.shown(ALICE).stream().filter(text::equals).count();
  }

  private void assertAllOnce() {
    assertSame(alice, bob);
    assertSame(bob, alice);
    assertEquals(List.of(), Captured.complaints(world.relay.taken()));
  }

  private static void assertSame(Device from, Device to) {
    List<String> sent = new ArrayList<>(from.texts(to.name()));
    List<String> shown = new ArrayList<>(to.shown(from.name()));
    Collections.sort(sent);
    Collections.sort(shown);
    assertEquals(sent, shown);
  }
}
