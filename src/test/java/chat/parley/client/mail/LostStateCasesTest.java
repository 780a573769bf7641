package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.store.MemoryDatabase;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Databases that are lost, restored, or in the hands of somebody else with the same key.
class LostStateCasesTest {
  private static final Name ALICE = World.ALICE.name();
  private static final Name BOB = World.BOB.name();
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final World world = new World(3);
  private final Device alice = world.join(World.ALICE, World.BOB);
  private final Device bob = world.join(World.BOB, World.ALICE);

  @AfterEach
  void close() {
    world.close();
  }

  /// Case 5: sender re-installs.
  @Test
  void whatSomebodyWritesWhoLostEverythingArrives() {
    exchange(60);
    world.reinstall(alice);
    for (int i = 1; i <= 60; i++) {
      alice.say(BOB, "again " + i);
    }
    world.pass(TEN_SECONDS.multipliedBy(2));
    List<String> shown = bob.shown(ALICE);
    for (int i = 1; i <= 60; i++) {
      assertEquals("again " + i, shown.get(shown.size() - 61 + i));
    }
    assertEquals(120, shown.size());
    assertNothingWasEverMissing();
    assertTrue(bob.notes(ALICE).contains(ChatMessage.Note.Kind.SESSION_REPLACED));
  }

  /// Case 6: receiver re-installs.
  @Test
  void onlyWhatWasNotDeliveredComesAgainToSomebodyWhoLostEverything() {
    for (int i = 1; i <= 60; i++) {
      alice.say(BOB, "delivered " + i);
    }
    world.pass(MOMENT);
    world.say(bob, alice, "an answer");
    assertEquals(60, bob.shown(ALICE).size());
    bob.disconnect();
    List<String> held = List.of("held 1", "held 2", "held 3");
    held.forEach(text -> alice.say(BOB, text));
    world.flow();
    int before = world.relay.taken().size();
    world.reinstall(bob);
    world.pass(Duration.ofMinutes(2));
    assertEquals(held, bob.shown(ALICE));
    assertNothingWasEverMissing();
    assertTrue(alice.sent(BOB).stream().noneMatch(each -> each.isAwaited()));
    long fromAlice =
        world.relay.taken().stream().skip(before).filter(each -> each.from.equals(ALICE)).count();
    assertEquals(3, fromAlice);
  }

  /// Case 7: stolen key, empty database.
  @Test
  void aThiefOfTheKeyGetsOnlyWhatWasNotDeliveredAndRarely() {
    exchange(5);
    bob.disconnect();
    List<String> undelivered = List.of("undelivered 1", "undelivered 2");
    undelivered.forEach(text -> alice.say(BOB, text));
    world.flow();
    Puppet thief = new Puppet(world, World.BOB, World.ALICE);
    thief.connect();
    thief.open();
    List<Content> stolen = new ArrayList<>();
    int before = world.relay.taken().size();
    Duration between = Duration.ofMillis(300);
    for (int i = 0; i < 100; i++) {
      thief.send(new Body.Resend());
      world.pass(between);
      stolen.addAll(thief.hear());
    }
    world.pass(Duration.ofMinutes(1));
    stolen.addAll(thief.hear());
    List<String> texts = Puppet.texts(stolen);
    assertEquals(Set.copyOf(undelivered), Set.copyOf(texts));
    long most = 1 + between.multipliedBy(100).plusMinutes(1).dividedBy(TEN_SECONDS);
    assertTrue(texts.size() <= undelivered.size() * most, texts.toString());
    List<Long> answers =
        world.relay.taken().stream()
            .skip(before)
            .filter(each -> each.from.equals(ALICE))
            .map(each -> each.time)
            .distinct()
            .toList();
    assertTrue(answers.size() >= 3, answers.toString());
    for (int i = 1; i < answers.size(); i++) {
      assertTrue(answers.get(i) - answers.get(i - 1) >= TEN_SECONDS.toMillis(), answers.toString());
    }
    assertTrue(alice.notes(BOB).contains(ChatMessage.Note.Kind.SESSION_REPLACED));
  }

  /// Lost state: one answer an hour and contact, whatever comes.
  @Test
  void whatCannotBeOpenedIsAnsweredOnceAnHour() {
    exchange(2);
    int before = Captured.openings(world.relay.taken(), BOB);
    Mischief mischief = new Mischief(world.relay, new Random(1));
    for (int minute = 0; minute < 150; minute += 5) {
      if (minute == 90) {
        world.restart(bob);
      }
      alice.say(BOB, "damaged " + minute);
      alice.hand();
      mischief.damage(BOB);
      world.flow();
      world.pass(Duration.ofMinutes(5));
    }
    assertEquals(3, Captured.openings(world.relay.taken(), BOB) - before);
  }

  /// Case 9: restored backup, sender.
  @Test
  void aRestoredBackupLosesNothingAndRepeatsNoKey() {
    exchange(3);
    MemoryDatabase.Copy backup = alice.disk.copy();
    say("lost with the database", 10);
    alice.kill();
    alice.disk.restore(backup);
    world.restart(alice);
    say("after the backup", 10);
    for (int i = 0; i < 3; i++) {
      world.pass(Duration.ofMinutes(61));
      world.say(alice, bob, "later " + i);
    }
    assertEquals(26, bob.shown(ALICE).size());
    assertEquals(26, Set.copyOf(bob.shown(ALICE)).size());
    assertEquals(new Delivery.Delivered(), alice.delivery(BOB, "after the backup 10"));
    assertEquals(List.of(), Captured.complaints(world.relay.taken()));
  }

  private void assertNothingWasEverMissing() {
    for (Device device : List.of(alice, bob)) {
      List<Contact> missing =
          device.events.stream()
              .filter(MailEvent.ContactChanged.class::isInstance)
              .map(each -> ((MailEvent.ContactChanged) each).contact())
              .filter(each -> each.missing() > 0)
              .toList();
      assertEquals(List.of(), missing);
    }
  }

  private void say(String text, int count) {
    for (int i = 1; i <= count; i++) {
      alice.say(BOB, text + " " + i);
    }
    world.pass(MOMENT);
  }

  private void exchange(int count) {
    for (int i = 1; i <= count; i++) {
      world.say(alice, bob, "from alice " + i);
      world.say(bob, alice, "from bob " + i);
    }
  }
}
