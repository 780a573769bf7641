package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Disclosure;
import chat.parley.model.Name;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Case 23: skipping.
class SkippingCasesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final World world = new World(8);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @AfterEach
  void close() {
    world.close();
  }

  /// Case 23: 9,999 dropped, then one.
  @Test
  void afterTenThousandLessOneDroppedTheNextOpens() {
    Puppet alice = new Puppet(world, World.ALICE, World.BOB);
    begin(alice);
    skip(alice, 9_999);
    alice.send(Body.Text.of("after many"));
    world.pass(MOMENT);
    assertEquals(List.of("first", "after many"), bob.shown(ALICE));
  }

  /// Case 23: 10,001 dropped, then one.
  @Test
  void afterMoreThanTenThousandDroppedTheNextIsRefusedAndAskedForAgain() {
    Puppet alice = new Puppet(world, World.ALICE, World.BOB);
    begin(alice);
    skip(alice, 10_001);
    Content.Letter lost = alice.letter(Body.Text.of("after too many"));
    alice.send(alice.encrypt(lost.encode()));
    world.pass(MOMENT);
    assertEquals(List.of("first"), bob.shown(ALICE));
    assertTrue(world.relay.account(BOB).mailbox.isEmpty());
    List<Content> answer = alice.hear();
    assertTrue(
        answer.stream()
            .anyMatch(
                each ->
                    each instanceof Content.Letter letter && letter.body() instanceof Body.Resend));
    alice.send(alice.encrypt(lost.encode()));
    world.pass(MOMENT);
    assertEquals(List.of("first", "after too many"), bob.shown(ALICE));
  }

  /// Case 23: typing to an offline peer for an hour.
  @Test
  void nobodyIsToldOfTypingWhoIsNotThere() {
    Device alice = world.join(World.ALICE, World.BOB);
    world.say(alice, bob, "hello");
    world.say(bob, alice, "hello to you");
    long before = typings();
    bob.call(mail -> mail.typing(ALICE));
    world.flow();
    assertEquals(before + 1, typings());
    assertTrue(alice.events.stream().anyMatch(SkippingCasesTest::isTyping));
    alice.disconnect();
    world.flow();
    before = typings();
    type(3_600 / 4);
    assertEquals(before, typings());
  }

  @Test
  void nobodyIsToldOfTypingWhoseUserDoesNotWantIt() {
    Device alice = world.join(World.ALICE, World.BOB);
    world.say(alice, bob, "hello");
    world.say(bob, alice, "hello to you");
    long before = typings();
    bob.call(mail -> mail.disclose(new Disclosure(true, false)));
    type(10);
    assertEquals(before, typings());
    bob.call(mail -> mail.disclose(Disclosure.USUAL));
    type(10);
    assertEquals(before + 10, typings());
  }

  private void type(int times) {
    for (int i = 0; i < times; i++) {
      bob.call(mail -> mail.typing(ALICE));
      world.pass(Duration.ofSeconds(4));
    }
  }

  private static boolean isTyping(MailEvent event) {
    return event instanceof MailEvent.ContactChanged changed && changed.contact().isTyping();
  }

  private long typings() {
    return world.relay.taken().stream().filter(each -> each.isTransient).count();
  }

  private void begin(Puppet alice) {
    alice.connect();
    alice.open();
    alice.send(Body.Text.of("first"));
    world.pass(MOMENT);
    assertEquals(List.of("first"), bob.shown(ALICE));
    alice.hear();
  }

  private static void skip(Puppet alice, int count) {
    Bytes content = alice.letter(Body.Text.of("dropped")).encode();
    for (int i = 0; i < count; i++) {
      alice.encrypt(content);
    }
  }
}
