package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.client.MessengerEvent;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What `chat` makes of a classic server's answers, or of none, before it ends.
@Timeout(30)
class ChatCommandTest {
  private static final Executor A_MOMENT_LATER =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

  private final FakeMessenger messenger = FakeMessenger.alice();
  private Name bob;

  @BeforeEach
  void begin() {
    messenger.protection(Protection.CLASSIC);
    bob = messenger.contact("bob");
  }

  @Test
  void a_server_that_says_nothing_has_passed_it_on() throws Exception {
    CliRun run = chat();
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(1, messenger.log(bob).size());
  }

  @Test
  void whom_the_server_does_not_find_at_the_last_moment_is_said_and_a_failure() throws Exception {
    afterSending(
        () ->
            messenger.delivery(
                messenger.log(bob).getLast().id(),
                new Delivery.Waiting(Delivery.WaitReason.CONTACT_AWAY)));
    CliRun run = chat();
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("A message to bob was not sent: bob is not here."), run.err());
  }

  @Test
  void a_server_that_ends_the_connection_for_what_was_sent_is_a_failure() throws Exception {
    afterSending(
        () -> messenger.connection(new Connection.Waiting(Connection.Reason.LOST, Instant.EPOCH)));
    CliRun run = chat();
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("What was sent last may not have come further"), run.err());
  }

  private void afterSending(Runnable answer) {
    messenger.listen(
        event -> {
          if (event instanceof MessengerEvent.MessageAdded(ChatMessage.Outgoing _, _)) {
            A_MOMENT_LATER.execute(answer);
          }
        });
  }

  private CliRun chat() {
    return CliRun.reading(messenger, "hello\nbob\n", "chat", "--classic", "server", "--wait", "1");
  }
}
