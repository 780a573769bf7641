package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RequestCommandsTest {
  private final FakeMessenger messenger = FakeMessenger.alice();

  @Test
  void requestsAreListedAndContactsAreNot() throws Exception {
    messenger.contact("bob");
    Name dave = messenger.request("dave", "let me in");
    messenger.receive(dave, "please");
    CliRun run = CliRun.of(messenger, "requests", "--wait", "0");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("dave\t" + FakeMessenger.fingerprintOf("dave").hex() + "\t2", run.line());
  }

  @Test
  void oneCanBeAccepted() throws Exception {
    messenger.request("dave", "let me in");
    CliRun run = CliRun.of(messenger, "accept", "Dave");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(messenger.calls().contains("accept dave"));
  }

  @Test
  void whoWasBlockedCanWriteAgain() throws Exception {
    messenger.block(messenger.contact("bob"));
    CliRun run = CliRun.of(messenger, "accept", "bob");

    assertEquals(0, run.exitCode(), run.err());
    assertTrue(messenger.calls().contains("unblock bob"));
  }

  @Test
  void whoIsAContactStaysOne() throws Exception {
    messenger.contact("bob");
    CliRun run = CliRun.of(messenger, "accept", "bob");

    assertEquals(0, run.exitCode(), run.err());
    assertFalse(messenger.calls().contains("accept bob"));
  }
}
