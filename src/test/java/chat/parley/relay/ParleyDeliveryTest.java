package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.MailboxLimits;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RefusalCode;
import chat.parley.wire.parley.UndeliverableCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The promise of ACCEPTED, the order of one queue, and what a recipient is given again. Cases 15, 17 and 18
/// of the adversary.
@Timeout(60)
class ParleyDeliveryTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final Name CAROL = new Name("carol");

  @TempDir private Path folder;
  private TestRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = TestRelay.start(folder);
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void aMessageIsAcceptedOnceItsRecipientHasAcknowledgedIt() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.settle();
      alice.sendMessage(1, BOB, "hello");
      bob.acknowledge(bob.expectText(ALICE, "hello"));
      alice.expect(accepted(1));
    }
    try (ParleyTestClient bob = relay.connect()) {
      assertEquals(0, bob.logIn(TestRelay.person("bob"), relay.pin()).waiting());
    }
  }

  @Test
  void aMessageThatIsNotAcknowledgedIsWrittenAndComesAgain() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.settle();
        alice.sendMessage(1, BOB, "one");
        assertEquals(1, bob.expectText(ALICE, "one"));
        alice.expect(accepted(1));
      }
      restart();
    }
    try (ParleyTestClient bob = relay.connect()) {
      assertEquals(1, bob.logIn(TestRelay.person("bob"), relay.pin()).waiting());
      bob.acknowledge(bob.expectText(ALICE, "one"));
      bob.settle();
    }
    assertWaiting(0, "bob");
  }

  @Test
  void whatARecipientLeavesUnacknowledgedComesFirstOnTheNextConnection() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.settle();
        for (int i = 0; i < 5; i++) {
          alice.sendMessage(i, BOB, "m" + i);
        }
        for (int i = 0; i < 5; i++) {
          bob.expectText(ALICE, "m" + i);
        }
        bob.acknowledge(2);
        bob.settle();
      }
      alice.sendMessage(5, BOB, "m5");
      expectAccepted(alice, 6);
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        for (int i = 2; i < 6; i++) {
          assertEquals(i - 1, bob.expectText(ALICE, "m" + i));
        }
      }
    }
  }

  @Test
  void mailForSomebodyAwayIsAcceptedOnceItIsWritten() throws Exception {
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.sendMessage(1, BOB, "one");
      alice.sendMessage(2, BOB, "two");
      expectAccepted(alice, 2);
      restart();
    }
    try (ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.expectText(ALICE, "one");
      bob.expectText(ALICE, "two");
    }
  }

  @Test
  void nobodyTakesMailForANameThatNeverLoggedIn() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.sendMessage(1, new Name("nobody"), "one");
      alice.expect(refused(1, UndeliverableCode.NO_ACCOUNT));
    }
  }

  /// Case 17: 500 wait; while they drain, the sender goes on, and a second login comes in the middle. What the first
  /// acknowledges after that has no effect, and what the second was given and did not acknowledge comes again.
  @Test
  void backlogAndLiveTrafficKeepOneOrderAcrossASecondLogin() throws Exception {
    relay.loggedIn("bob").close();
    int total = 900;
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      for (int i = 0; i < 500; i++) {
        alice.sendMessage(i, BOB, "m" + i);
      }
      expectAccepted(alice, 500);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 500; i < total; i++) {
                        alice.sendMessage(i, BOB, "m" + i);
                      }
                    } catch (java.io.IOException broken) {
                      throw new java.io.UncheckedIOException(broken);
                    }
                  });
      int acknowledged;
      try (ParleyTestClient first = relay.loggedIn("bob")) {
        for (int i = 0; i < 300; i++) {
          long sequence = first.expectText(ALICE, "m" + i);
          if (i % 7 == 0) {
            first.acknowledge(sequence);
          }
        }
        acknowledged = 298;
        first.acknowledge(acknowledged);
        first.settleAmongDeliveries();
        try (ParleyTestClient second = relay.loggedIn("bob")) {
          acknowledgeTooLate(first, 300);
          Optional<FromRelay> next = first.next();
          while (next.isPresent() && next.get() instanceof FromRelay.Deliver deliver) {
            acknowledgeTooLate(first, deliver.sequence());
            next = first.next();
          }
          next.ifPresent(
              end -> assertEquals(RefusalCode.REPLACED, ((FromRelay.Refused) end).code()));
          first.expectClosed();
          second.settleAmongDeliveries();
        }
        try (ParleyTestClient third = relay.loggedIn("bob")) {
          for (int i = acknowledged; i < total; i++) {
            third.acknowledge(third.expectText(ALICE, "m" + i));
          }
        }
      }
      sender.join();
      expectAccepted(alice, total - 500);
    }
    assertWaiting(0, "bob");
  }

  private static void acknowledgeTooLate(ParleyTestClient replaced, long sequence) {
    try {
      replaced.acknowledge(sequence);
    } catch (java.io.IOException closed) {
      // The relay was faster.
    }
  }

  /// Case 15, while the relay lives: an ACK speaks for its own connection.
  @Test
  void anAckForWhatThisConnectionWasNotGivenHasNoEffect() throws Exception {
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.sendMessage(1, BOB, "one");
      alice.expect(accepted(1));
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.expectText(ALICE, "one");
        bob.acknowledge(104);
        bob.expect(FromRelay.Failure.class);
        bob.acknowledge(0);
      }
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.expectText(ALICE, "one");
      }
    }
  }

  /// Case 15: delivered from memory, the relay ends inside 250 ms, others write, and an old ACK comes.
  @Test
  void aLateAckAcrossARestartRemovesNothing() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.settle();
      alice.sendMessage(1, BOB, "one");
      bob.expectText(ALICE, "one");
      restart();
    }
    try (ParleyTestClient carol = relay.loggedIn("carol")) {
      for (int i = 0; i < 20; i++) {
        carol.sendMessage(i, BOB, "c" + i);
      }
      expectAccepted(carol, 20);
    }
    try (ParleyTestClient bob = relay.connect()) {
      FromRelay.Challenge challenge = bob.expect(FromRelay.Challenge.class);
      bob.send(ParleyTestClient.login(TestRelay.person("bob"), BOB, relay.pin(), challenge));
      FromRelay.Welcome welcome = bob.expect(FromRelay.Welcome.class);
      assertEquals(21, welcome.waiting());
      bob.acknowledge(104);
      List<String> texts = new ArrayList<>();
      while (texts.size() < 21) {
        if (bob.next().orElseThrow() instanceof FromRelay.Deliver deliver) {
          texts.add(ParleyTestClient.text(deliver.payload()));
        }
      }
      assertEquals("one", texts.getFirst());
      assertEquals("c19", texts.getLast());
    }
  }

  /// Case 18: an id says nothing beyond its sender and its recipient.
  @Test
  void oneIdForTwoRecipientsIsTwoMessages() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob");
        ParleyTestClient carol = relay.loggedIn("carol")) {
      bob.settle();
      carol.settle();
      alice.sendMessage(1, BOB, "one");
      alice.sendMessage(1, CAROL, "one");
      bob.acknowledge(bob.expectText(ALICE, "one"));
      carol.acknowledge(carol.expectText(ALICE, "one"));
      expectAccepted(alice, 2);
    }
  }

  /// Case 18.
  @Test
  void anIdThatComesAgainIsAnsweredAgainAndNotDeliveredAgain() throws Exception {
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.sendMessage(1, BOB, "one");
      alice.sendMessage(1, BOB, "one");
      alice.expect(accepted(1));
      alice.sendMessage(1, BOB, "one");
      alice.expect(accepted(1));
    }
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.sendMessage(1, BOB, "one");
      alice.expect(accepted(1));
      alice.sendMessage(2, BOB, "two");
      alice.expect(accepted(2));
    }
    assertWaiting(2, "bob");
  }

  /// Case 18: after a restart the relay remembers nothing, and the recipient drops the second.
  @Test
  void anIdThatComesAgainAfterARestartIsDeliveredAgain() throws Exception {
    relay.loggedIn("bob").close();
    for (int i = 0; i < 2; i++) {
      try (ParleyTestClient alice = relay.loggedIn("alice")) {
        alice.sendMessage(1, BOB, "one");
        alice.expect(accepted(1));
      }
      restart();
    }
    assertWaiting(2, "bob");
  }

  @Test
  void aTransientMessageReachesOnlyWhoIsThereAndIsNotAnswered() throws Exception {
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      FromClient.Send typing =
          new FromClient.Send(true, ParleyTestClient.id(1), BOB, ParleyTestClient.text("typing"));
      alice.send(typing);
      alice.settle();
      try (ParleyTestClient bob = relay.connect()) {
        assertEquals(0, bob.logIn(TestRelay.person("bob"), relay.pin()).waiting());
        long last = bob.awaitCaughtUp(BOB);
        alice.send(typing);
        assertEquals(last + 1, bob.expectText(ALICE, "typing"));
        alice.sendMessage(2, BOB, "two");
        assertEquals(last + 2, bob.expectText(ALICE, "two"));
        bob.acknowledge(last + 2);
        alice.expect(accepted(2));
        alice.send(typing);
        bob.expectText(ALICE, "typing");
      }
      alice.settle();
    }
    assertWaiting(0, "bob");
  }

  @Test
  void aPayloadThatNoDeliverHasRoomForIsRefused() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.settle();
      byte[] longest = new byte[FrameLimits.PAYLOAD];
      alice.send(new FromClient.Send(false, ParleyTestClient.id(1), BOB, Bytes.of(longest)));
      assertEquals(Bytes.of(longest), bob.expect(FromRelay.Deliver.class).payload());
      bob.acknowledge(1);
      alice.expect(accepted(1));
      alice.sendOversized(2, BOB, FrameLimits.PAYLOAD + 1);
      alice.expect(refused(2, UndeliverableCode.TOO_LARGE));
    }
  }

  @Test
  void oneSenderFillsATenthOfAMailboxAndTheOthersStillFindRoom() throws Exception {
    relay.close();
    relay =
        TestRelay.start(
            TestRelay.settings(
                folder, new MailboxLimits(30, 1 << 20, Duration.ofDays(30)), TestRelay.LIMITS));
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient carol = relay.loggedIn("carol")) {
      for (int i = 0; i < 4; i++) {
        alice.sendMessage(i, BOB, "m" + i);
      }
      expectAccepted(alice, 3);
      alice.expect(refused(3, UndeliverableCode.MAILBOX_FULL));
      carol.sendMessage(1, BOB, "from carol");
      carol.expect(accepted(1));
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        for (int i = 0; i < 3; i++) {
          bob.expectText(ALICE, "m" + i);
        }
        bob.acknowledge(bob.expectText(CAROL, "from carol"));
        bob.settle();
        alice.sendMessage(3, BOB, "again");
        bob.acknowledge(bob.expectText(ALICE, "again"));
        alice.expect(accepted(3));
      }
    }
  }

  /// What a sender had under way when it was refused gets not ahead of what was refused.
  @Test
  void nothingOvertakesAMessageThatAFullMailboxRefused() throws Exception {
    relay.close();
    relay =
        TestRelay.start(
            TestRelay.settings(
                folder, new MailboxLimits(1_000, 10_000, Duration.ofDays(30)), TestRelay.LIMITS));
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.sendMessage(1, BOB, "x".repeat(600));
      alice.sendMessage(2, BOB, "y".repeat(600));
      alice.sendMessage(3, BOB, "there is room for this");
      alice.expect(accepted(1));
      alice.expect(refused(2, UndeliverableCode.MAILBOX_FULL));
      alice.expect(refused(3, UndeliverableCode.MAILBOX_FULL));
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.acknowledge(bob.expectText(ALICE, "x".repeat(600)));
        bob.settle();
        alice.sendMessage(2, BOB, "y".repeat(600));
        alice.sendMessage(3, BOB, "there is room for this");
        bob.expectText(ALICE, "y".repeat(600));
        bob.acknowledge(bob.expectText(ALICE, "there is room for this"));
        alice.expect(accepted(2));
        alice.expect(accepted(3));
      }
    }
  }

  @Test
  void whoSendsTooFastIsToldAndKeepsTheConnection() throws Exception {
    relay.close();
    Rate slow = new Rate(5, 1);
    ParleyLimits limits =
        new ParleyLimits(
            20,
            Duration.ofMillis(250),
            256,
            1 << 20,
            16 << 20,
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            TestRelay.UNLIMITED,
            new Rate(2, 1),
            slow,
            TestRelay.UNLIMITED,
            TestRelay.LIMITS.addresses());
    relay = TestRelay.start(TestRelay.settings(folder, MailboxLimits.DEFAULT, limits));
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      for (int i = 0; i < 10; i++) {
        alice.sendMessage(i, BOB, "m" + i);
      }
      int accepted = 0;
      List<Bytes> slowedDown = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        switch (alice.next().orElseThrow()) {
          case FromRelay.Accepted _ -> accepted++;
          case FromRelay.Undeliverable(Bytes id, UndeliverableCode code) -> {
            assertEquals(UndeliverableCode.SLOW_DOWN, code);
            slowedDown.add(id);
          }
          default -> throw new AssertionError("something else came");
        }
      }
      List<Bytes> afterThose =
          IntStream.range(accepted, 10).mapToObj(ParleyTestClient::id).toList();
      assertEquals(afterThose, slowedDown);
      assertTrue(accepted <= 6, accepted + " were accepted");
      for (int i = 0; i < 4; i++) {
        alice.send(new FromClient.Fetch(i, BOB));
      }
      Set<String> errors = new HashSet<>();
      for (int i = 0; i < 4; i++) {
        errors.add(alice.expect(FromRelay.NoBundle.class).error());
      }
      assertEquals(Set.of("no-prekey", "slow-down"), errors);
      alice.settle();
    }
  }

  @Test
  void allOfAnAddressTogetherAreToldThatTheySendOrAskTooFast() throws Exception {
    relay.close();
    Rate three = new Rate(3, 0.000_1);
    AddressRates few = new AddressRates(three, TestRelay.UNLIMITED, three, TestRelay.UNLIMITED);
    relay =
        TestRelay.start(
            TestRelay.settings(folder, MailboxLimits.DEFAULT, TestRelay.LIMITS.with(few)));
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient carol = relay.loggedIn("carol")) {
      alice.sendMessage(1, BOB, "one");
      alice.sendMessage(2, BOB, "two");
      expectAccepted(alice, 2);
      carol.sendMessage(3, BOB, "three");
      carol.expect(accepted(3));
      for (ParleyTestClient client : List.of(alice, carol)) {
        client.sendMessage(4, BOB, "four");
        client.expect(refused(4, UndeliverableCode.SLOW_DOWN));
      }
      alice.send(new FromClient.Fetch(1, BOB));
      alice.expect(new FromRelay.NoBundle(1, "no-prekey"));
      alice.send(new FromClient.Watch(List.of(BOB)));
      carol.send(new FromClient.Fetch(2, BOB));
      alice.settle();
      carol.expect(new FromRelay.NoBundle(2, "no-prekey"));
      for (ParleyTestClient client : List.of(alice, carol)) {
        client.send(new FromClient.Fetch(3, BOB));
        client.expect(new FromRelay.NoBundle(3, "slow-down"));
        client.settle();
      }
    }
    assertWaiting(3, "bob");
  }

  /// One who reads nothing costs its senders nothing, and its mail is safe.
  @Test
  void aSlowReaderHoldsNobodyUp() throws Exception {
    byte[] large = new byte[50_000];
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.settle();
      int count = 120;
      for (int i = 0; i < count; i++) {
        alice.send(new FromClient.Send(false, ParleyTestClient.id(i), BOB, Bytes.of(large)));
      }
      expectAccepted(alice, count);
      assertTrue(relay.relay().load().heldBytes() < 4 << 20);
      for (int i = 1; i <= count; i++) {
        FromRelay.Deliver deliver = bob.expect(FromRelay.Deliver.class);
        assertEquals(i, deliver.sequence());
        bob.acknowledge(i);
      }
    }
    assertWaiting(0, "bob");
  }

  private void restart() throws Exception {
    relay.close();
    relay = TestRelay.start(folder);
  }

  private void assertWaiting(long count, String name) throws Exception {
    try (ParleyTestClient client = relay.connect()) {
      assertEquals(count, client.logIn(TestRelay.person(name), relay.pin()).waiting());
    }
  }

  private static void expectAccepted(ParleyTestClient sender, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      sender.expect(FromRelay.Accepted.class);
    }
  }

  private static FromRelay accepted(int number) {
    return new FromRelay.Accepted(ParleyTestClient.id(number));
  }

  private static FromRelay refused(int number, UndeliverableCode code) {
    return new FromRelay.Undeliverable(ParleyTestClient.id(number), code);
  }
}
