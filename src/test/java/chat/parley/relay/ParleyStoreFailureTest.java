package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.model.Name;
import chat.parley.relay.store.MailboxLimits;
import chat.parley.relay.store.SqliteRelayStore;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RefusalCode;
import chat.parley.wire.parley.UndeliverableCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that refuses never gives a promise, and nobody is thrown out for it.
@Timeout(60)
class ParleyStoreFailureTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");

  @TempDir private Path folder;
  private TestRelay relay;
  private FailingStore store;

  @BeforeEach
  void start() throws Exception {
    start(TestRelay.settings(folder));
  }

  private void start(ParleySettings settings) throws Exception {
    store =
        new FailingStore(SqliteRelayStore.open(folder, MailboxLimits.DEFAULT, Clock.systemUTC()));
    relay = new TestRelay(Relay.start(TestRelay.relaySettings(settings), (parley, clock) -> store));
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void mailForSomebodyAwayIsNotAcceptedAndMayBeSentAgain() throws Exception {
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      store.fail(true);
      alice.sendMessage(1, BOB, "one");
      alice.expect(slowDown(1));
      store.fail(false);
      alice.sendMessage(1, BOB, "one");
      alice.expect(new FromRelay.Accepted(ParleyTestClient.id(1)));
    }
  }

  /// As over a slow line, where the ACK takes longer than the relay keeps the message in memory.
  @Test
  void whatIsNotWrittenIsAcceptedWhenItsLateAcknowledgementComes() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.awaitCaughtUp(BOB);
      store.fail(true);
      for (int i = 1; i <= 2; i++) {
        alice.sendMessage(i, BOB, "m" + i);
        long sequence = bob.expectText(ALICE, "m" + i);
        Thread.sleep(400);
        alice.settle();
        bob.acknowledge(sequence);
        alice.expect(new FromRelay.Accepted(ParleyTestClient.id(i)));
      }
    }
  }

  @Test
  void whatIsNeitherWrittenNorAcknowledgedIsRefusedWhenItsRecipientGoes() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.awaitCaughtUp(BOB);
        store.fail(true);
        alice.sendMessage(1, BOB, "one");
        bob.expectText(ALICE, "one");
        Thread.sleep(400);
        alice.settle();
      }
      alice.expect(slowDown(1));
      store.fail(false);
      alice.sendMessage(2, BOB, "two");
      alice.expect(slowDown(2));
      for (int i = 1; i <= 2; i++) {
        alice.sendMessage(i, BOB, "again " + i);
        alice.expect(new FromRelay.Accepted(ParleyTestClient.id(i)));
      }
    }
  }

  /// The window is full, so that the third could only be written.
  @Test
  void nothingIsWrittenBehindWhatWasNotWrittenAndNotAcknowledged() throws Exception {
    relay.close();
    ParleyLimits usual = TestRelay.LIMITS;
    ParleyLimits small =
        new ParleyLimits(
            usual.pendingPerAddress(),
            usual.handover(),
            2,
            usual.windowBytes(),
            usual.letterBytes(),
            usual.pingAfter(),
            usual.silentAfter(),
            usual.logins(),
            usual.requests(),
            usual.sends(),
            usual.sendBytes(),
            usual.addresses());
    start(TestRelay.settings(folder, MailboxLimits.DEFAULT, small));
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.awaitCaughtUp(BOB);
        bob.settle();
        store.fail(true);
        for (int i = 1; i <= 2; i++) {
          alice.sendMessage(i, BOB, "m" + i);
          bob.expectText(ALICE, "m" + i);
        }
        Thread.sleep(400);
        alice.settle();
        store.fail(false);
        alice.sendMessage(3, BOB, "m3");
        alice.expect(slowDown(3));
      }
      alice.expect(slowDown(1));
      alice.expect(slowDown(2));
      for (int i = 1; i <= 3; i++) {
        alice.sendMessage(i, BOB, "m" + i);
        alice.expect(new FromRelay.Accepted(ParleyTestClient.id(i)));
      }
    }
    try (ParleyTestClient bob = relay.loggedIn("bob")) {
      for (int i = 1; i <= 3; i++) {
        bob.acknowledge(bob.expectText(ALICE, "m" + i));
      }
    }
  }

  @Test
  void aRefusalThatComesAfterTheAcknowledgementBlocksNobody() throws Exception {
    relay.close();
    HinderedStore hindered =
        new HinderedStore(
            SqliteRelayStore.open(
                folder, new MailboxLimits(10, 10, Duration.ofDays(30)), Clock.systemUTC()));
    relay =
        new TestRelay(
            Relay.start(
                TestRelay.relaySettings(TestRelay.settings(folder)),
                (parley, clock) -> hindered.asStore()));
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.awaitCaughtUp(BOB);
      hindered.hold("keep");
      alice.sendMessage(1, BOB, "more than the mailbox holds");
      long sequence = bob.expectText(ALICE, "more than the mailbox holds");
      while (hindered.held() == 0) {
        Thread.sleep(5);
      }
      bob.acknowledge(sequence);
      alice.expect(new FromRelay.Accepted(ParleyTestClient.id(1)));
      hindered.letGo();
      bob.settle();
      alice.sendMessage(2, BOB, "two");
      bob.acknowledge(bob.expectText(ALICE, "two"));
      alice.expect(new FromRelay.Accepted(ParleyTestClient.id(2)));
    }
  }

  @Test
  void whatWasDeliveredFromMemoryDoesNotOvertakeWhatTheStoreDidNotTake() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.awaitCaughtUp(BOB);
        store.failOneMessage();
        alice.sendMessage(1, BOB, "one");
        alice.sendMessage(2, BOB, "two");
        bob.expectText(ALICE, "one");
        bob.expectText(ALICE, "two");
        Thread.sleep(400);
        alice.settle();
      }
      alice.expect(slowDown(1));
      alice.expect(slowDown(2));
      for (int i = 1; i <= 2; i++) {
        alice.sendMessage(i, BOB, "again " + i);
        alice.expect(new FromRelay.Accepted(ParleyTestClient.id(i)));
      }
    }
    try (ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.expectText(ALICE, "again 1");
      bob.expectText(ALICE, "again 2");
    }
  }

  @Test
  void aRecipientThatLeavesWhileTheDiskFailsLeavesNothingAccepted() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.awaitCaughtUp(BOB);
        store.fail(true);
        alice.sendMessage(1, BOB, "one");
        bob.expectText(ALICE, "one");
      }
      alice.expect(slowDown(1));
      store.fail(false);
      alice.sendMessage(1, BOB, "one");
      alice.expect(new FromRelay.Accepted(ParleyTestClient.id(1)));
    }
    try (ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.expectText(ALICE, "one");
    }
  }

  @Test
  void everyRequestIsAnsweredAndTheConnectionKept() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      store.fail(true);
      alice.send(new FromClient.Fetch(1, BOB));
      alice.expect(new FromRelay.NoBundle(1, "slow-down"));
      alice.send(new FromClient.ListAccounts(2, ""));
      alice.expect(new FromRelay.NoAccounts(2, "slow-down"));
      alice.send(new FromClient.Publish(List.of()));
      assertEquals("slow-down", alice.expect(FromRelay.Failure.class).code());
      alice.settle();
    }
  }

  @Test
  void nobodyLogsInWhileTheBindingCannotBeWritten() throws Exception {
    store.fail(true);
    try (ParleyTestClient alice = relay.connect()) {
      alice.send(
          ParleyTestClient.login(
              TestRelay.person("alice"),
              ALICE,
              relay.pin(),
              alice.expect(FromRelay.Challenge.class)));
      alice.expectRefused(RefusalCode.BUSY);
    }
  }

  /// Who is there stays there, until the store has answered what the newcomer needs.
  @Test
  void aLoginThatTheStoreFailsReplacesNobody() throws Exception {
    relay.close();
    HinderedStore hindered =
        new HinderedStore(SqliteRelayStore.open(folder, MailboxLimits.DEFAULT, Clock.systemUTC()));
    relay =
        new TestRelay(
            Relay.start(
                TestRelay.relaySettings(TestRelay.settings(folder)),
                (parley, clock) -> hindered.asStore()));
    try (ParleyTestClient first = relay.loggedIn("alice");
        ParleyTestClient second = relay.connect()) {
      hindered.fail("waiting");
      second.send(
          ParleyTestClient.login(
              TestRelay.person("alice"),
              ALICE,
              relay.pin(),
              second.expect(FromRelay.Challenge.class)));
      second.expectRefused(RefusalCode.BUSY);
      first.settle();
    }
  }

  /// What the one before has not acknowledged is counted, although it is written only when that one goes.
  @Test
  void whoReplacesAConnectionIsToldOfWhatThatLeavesUnacknowledged() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient first = relay.loggedIn("bob");
        ParleyTestClient second = relay.connect()) {
      first.awaitCaughtUp(BOB);
      alice.sendMessage(1, BOB, "one");
      first.expectText(ALICE, "one");
      assertEquals(1, second.logIn(TestRelay.person("bob"), relay.pin()).waiting());
      second.expectText(ALICE, "one");
    }
  }

  private static FromRelay slowDown(int number) {
    return new FromRelay.Undeliverable(ParleyTestClient.id(number), UndeliverableCode.SLOW_DOWN);
  }
}
