package chat.parley.relay;

import chat.parley.model.Name;
import chat.parley.relay.store.MailboxLimits;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.UndeliverableCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What one sender sends to one recipient arrives in its order, also where some of it was refused for now.
@Timeout(60)
class ParleyOrderTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");

  @TempDir private Path folder;

  /// The recipient has emptied its mailbox meanwhile, and would be given the next from memory.
  @Test
  void whatGoesFromMemoryDoesNotOvertakeWhatAFullMailboxRefused() throws Exception {
    MailboxLimits small = new MailboxLimits(1_000, 10_000, Duration.ofDays(30));
    try (TestRelay relay = TestRelay.start(TestRelay.settings(folder, small, TestRelay.LIMITS))) {
      relay.loggedIn("bob").close();
      try (ParleyTestClient alice = relay.loggedIn("alice");
          ParleyTestClient bob = relay.connect()) {
        alice.sendMessage(1, BOB, "x".repeat(600));
        alice.expect(new FromRelay.Accepted(ParleyTestClient.id(1)));
        alice.sendMessage(2, BOB, "y".repeat(600));
        alice.expect(full(2));
        bob.logIn(TestRelay.person("bob"), relay.pin());
        bob.acknowledge(bob.expectText(ALICE, "x".repeat(600)));
        bob.awaitCaughtUp(BOB);
        alice.sendMessage(3, BOB, "there is room for this");
        alice.expect(full(3));
        for (int number = 2; number <= 3; number++) {
          alice.sendMessage(number, BOB, "again " + number);
          bob.acknowledge(bob.expectText(ALICE, "again " + number));
          alice.expect(new FromRelay.Accepted(ParleyTestClient.id(number)));
        }
      }
    }
  }

  private static FromRelay full(int number) {
    return new FromRelay.Undeliverable(ParleyTestClient.id(number), UndeliverableCode.MAILBOX_FULL);
  }
}
