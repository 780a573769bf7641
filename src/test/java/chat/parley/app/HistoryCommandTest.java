package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.parley.client.FakeMessenger;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HistoryCommandTest {
  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.250Z");

  private final FakeMessenger messenger = new FakeMessenger(new Name("alice"), () -> TIME);
  private final Name bob = messenger.contact("bob");

  @Test
  void aConversationIsPrintedFromItsBeginningAndStaysUnread() throws Exception {
    MessageId first = messenger.receive(bob, "one");
    messenger.sent(bob, "two", TIME, new Delivery.Waiting(Delivery.WaitReason.NOT_CONNECTED));
    messenger.note(bob, ChatMessage.Note.Kind.KEY_CHANGED);
    messenger.receive(bob, "four");
    messenger.receive(bob, "five");
    messenger.particulars(
        first, _ -> new Particulars(null, true, false, new Emoji("+"), new Emoji("-"), null));
    CliRun run = CliRun.of(messenger, "history", "bob");

    assertEquals(
        """
        {"kind":"text","id":"00000000000000000000000000000001","from":"bob","to":"alice",\
        "at":"2026-03-01T10:00:00.250Z","text":"one","edited":true,"mine":"+","theirs":"-",\
        "keyInDoubt":false}\
        """,
        run.line());
    assertEquals(
        """
        {"kind":"text","id":"00000000000000000000000000000002","from":"alice","to":"bob",\
        "at":"2026-03-01T10:00:00.250Z","text":"two",\
        "state":"waiting","reason":"not-connected"}\
        """,
        run.line());
    assertEquals("key-changed", run.event("note").get("note").getAsString());
    assertEquals("four", run.event("text").get("text").getAsString());
    assertEquals("five", run.event("text").get("text").getAsString());
    assertEquals(0, run.exitCode());
    assertFalse(messenger.calls().contains("markRead bob"));
  }

  @Test
  void whatDisappearsIsLeftOut() throws Exception {
    MessageId passing = messenger.receive(bob, "secret");
    messenger.particulars(
        passing,
        _ ->
            new Particulars(
                null, false, false, null, null, new Particulars.Expiry(Duration.ofHours(1), null)));
    messenger.receive(bob, "open");
    CliRun run = CliRun.of(messenger, "history", "bob");
    assertEquals("open", run.event("text").get("text").getAsString());
    assertEquals(0, run.exitCode());
  }

  @Test
  void aHistoryThatCannotBeReadIsAFailure() throws Exception {
    messenger.failPages(true);
    CliRun run = CliRun.of(messenger, "history", "bob");
    assertEquals(1, run.exitCode());
    assertEquals("The conversation could not be read to its end.", run.err());
  }

  @Test
  void aNameThatCannotBeIsRefused() throws Exception {
    CliRun run = CliRun.of(messenger, "history", "../bob");
    assertEquals(1, run.exitCode());
  }
}
