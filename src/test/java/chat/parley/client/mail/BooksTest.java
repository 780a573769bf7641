package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that refuses, and rows that are damaged: nothing half-done, nothing silent, and it goes on.
class BooksTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final World world = new World(1);
  private Device alice;
  private Device bob;

  @BeforeEach
  void talk() {
    alice = world.join(World.ALICE, World.BOB);
    bob = world.join(World.BOB, World.ALICE);
    world.say(alice, bob, "one");
    world.say(bob, alice, "two");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatIsNotSavedIsNotDoneAndSaidNotToBe() {
    alice.events.clear();
    alice.refuseNextCommit();
    alice.say(BOB, "lost");
    assertFalse(alice.texts(BOB).contains("lost"));
    assertTrue(alice.events.stream().anyMatch(MailEvent.NotSaved.class::isInstance));
    assertTrue(alice.events.stream().noneMatch(MailEvent.MessageAdded.class::isInstance));
    alice.connect();
    alice.say(BOB, "said again");
    world.pass(MOMENT);
    assertEquals(List.of("one", "said again"), bob.shown(ALICE));
  }

  @Test
  void whatCannotBeSavedIsNotAcknowledgedAndComesAgain() {
    bob.say(ALICE, "three");
    bob.send(10);
    alice.refuseNextCommit();
    alice.fetch(10);
    alice.hear(10);
    assertEquals(List.of("two"), alice.shown(BOB));
    alice.connect();
    world.pass(MOMENT);
    assertEquals(List.of("two", "three"), alice.shown(BOB));
  }

  /// Whatever of it is damaged, the user is told, and the two go on talking.
  @ParameterizedTest
  @ValueSource(
      strings = {"contact", "session", "prekey", "entry", "parcel", "setting", "ledger", "tag"})
  void aDamagedTableIsSaidToBeAndNoEnd(String table) {
    alice.disconnect();
    alice.say(BOB, "waits");
    alice.connect();
    alice.hear(1);
    alice.kill();
    alice.disk.damage(table);
    world.restart(alice);
    world.pass(MOMENT);
    List<ChatMessage> page = new ArrayList<>();
    alice.call(mail -> page.addAll(mail.page(BOB, null, 10).orElseThrow()));
    alice.say(BOB, "after it");
    bob.say(ALICE, "after it, too");
    world.pass(Duration.ofHours(2));
    assertTrue(bob.shown(ALICE).contains("after it"));
    assertTrue(alice.shown(BOB).contains("after it, too"));
    assertEquals(new Delivery.Delivered(), alice.delivery(BOB, "after it"));
    boolean isFelt = !table.equals("tag");
    assertEquals(isFelt, alice.events.stream().anyMatch(MailEvent.RowsLost.class::isInstance));
  }

  @Test
  void aMessageWhosePayloadWasDamagedIsSealedAgain() {
    alice.disconnect();
    alice.say(BOB, "waits");
    alice.connect();
    alice.hear(1);
    assertFalse(alice.isOutboxEmpty());
    alice.kill();
    alice.disk.damage("parcel");
    world.restart(alice);
    world.pass(MOMENT);
    assertEquals(List.of("one", "waits"), bob.shown(ALICE));
    assertEquals(new Delivery.Delivered(), alice.delivery(BOB, "waits"));
  }
}
