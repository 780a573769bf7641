package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.client.HistoryUnusable;
import chat.parley.client.Lookup;
import chat.parley.client.MessengerEvent;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Delivery;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.model.RelayAddress;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SendCommandTest {
  private final FakeMessenger messenger = FakeMessenger.alice();
  private Name bob;

  @BeforeEach
  void begin() {
    messenger.protection(Protection.PARLEY);
    bob = messenger.contact("bob");
  }

  @Test
  void itEndsWhenTheRelayHasTheMessage() throws Exception {
    CliRun run = send("--to", "Bob", "hello");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("hello", lastText());
    assertEquals("", run.err());
    assertEquals(new RelayAddress.Parley(Invitation.parse(CliRun.INVITATION)), run.relay());
  }

  @Test
  void itWaitsForTheReceiverIfAskedTo() throws Exception {
    messenger.listen(event -> becomes(event, new Delivery.Delivered()));
    CliRun run = send("--to", "bob", "--until", "delivered", "hello");

    assertEquals(0, run.exitCode(), run.err());
  }

  @Test
  void whatTheReceiverHasNotFetchedIsOnItsWay() throws Exception {
    CliRun run = send("--to", "bob", "--until", "delivered", "--timeout", "0", "hello");

    assertEquals(3, run.exitCode());
    assertEquals(
        "The message to bob is on its way, but within 0 s it was not seen to arrive: bob has not"
            + " fetched it.",
        run.err());
    assertEquals(1, messenger.log(bob).size());
  }

  @Test
  void whatCannotLeaveIsTakenBackSoThatAScriptMayTryAgain() throws Exception {
    messenger.listen(
        event -> becomes(event, new Delivery.Waiting(Delivery.WaitReason.MAILBOX_FULL)));
    CliRun run = send("--to", "bob", "--until", "delivered", "--timeout", "1", "hello");

    assertEquals(1, run.exitCode());
    assertEquals("The message to bob was not sent: the mailbox of bob is full.", run.err());
    assertEquals(List.of(), messenger.log(bob));
  }

  @ParameterizedTest
  @EnumSource(
      value = Delivery.WaitReason.class,
      names = {"KEY_CHANGED", "NOT_ACCEPTED"})
  void whatOnlyTheUserCanDecideIsSaidAtOnce(Delivery.WaitReason reason) throws Exception {
    messenger.listen(event -> becomes(event, new Delivery.Waiting(reason)));
    CliRun run = send("--to", "bob", "--until", "delivered", "--timeout", "1000", "hello");

    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("The message to bob was not sent: "), run.err());
  }

  @Test
  void aFailureIsSaidAtOnce() throws Exception {
    messenger.listen(
        event -> becomes(event, new Delivery.Failed(Delivery.FailReason.CONTACT_UNKNOWN)));
    CliRun run = send("--to", "bob", "--until", "delivered", "--timeout", "1000", "hello");

    assertEquals(1, run.exitCode());
    assertEquals(
        "The message to bob was not sent: the relay knows nobody by the name bob.", run.err());
  }

  private void becomes(MessengerEvent event, Delivery delivery) {
    if (event instanceof MessengerEvent.MessageAdded(ChatMessage.Outgoing own, _)) {
      Thread.ofVirtual().start(() -> messenger.delivery(own.id(), delivery));
    }
  }

  @Test
  void withoutAConnectionNothingIsWritten() throws Exception {
    messenger.connection(new Connection.Waiting(Connection.Reason.UNREACHABLE, Instant.EPOCH));
    CliRun run = send("--to", "bob", "--timeout", "0", "hello");

    assertEquals(1, run.exitCode());
    assertEquals(
        "Nothing was sent. Nothing answers at relay.example:7443; check host and port.", run.err());
    assertEquals(List.of(), messenger.log(bob));
  }

  @Test
  void itWaitsForAConnectionThatComesInTime() throws Exception {
    messenger.connection(new Connection.Waiting(Connection.Reason.LOST, Instant.EPOCH));
    CliRun run = send("--to", "bob", "hello");
    messenger.connection(new Connection.Connected("relay.example:7443"));

    assertEquals(0, run.exitCode(), run.err());
  }

  @Test
  void aConnectionThatIsStoppedIsNotWaitedFor() throws Exception {
    messenger.connection(new Connection.Stopped(Connection.Reason.RELAY_CHANGED));
    CliRun run = send("--to", "bob", "--timeout", "1000", "hello");

    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("has another key than the invitation says"), run.err());
  }

  @Test
  void aNameThatTheRelayDoesNotKnowIsSaid() throws Exception {
    messenger.lookup(Lookup.NOBODY);
    CliRun run = send("--to", "dave", "hello");

    assertEquals(1, run.exitCode());
    assertEquals("The relay knows nobody by the name dave. Nothing was sent.", run.err());
    assertEquals(List.of("meet dave"), decisions());
  }

  @Test
  void somebodyNewIsLookedUpFirst() throws Exception {
    messenger.lookup(Lookup.FOUND);
    CliRun run = send("--to", "dave", "hello");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(List.of("meet dave", "send dave: hello"), decisions());
  }

  @ParameterizedTest
  @ValueSource(strings = {"@README.md", "@keys", "@bob see https://x/ 'now'"})
  void aTextThatBeginsWithAnAtSignIsSentAsItStands(String text) throws Exception {
    CliRun run = send("--to", "bob", text);

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(text, lastText());
  }

  @Test
  void theTextComesFromAPipe() throws Exception {
    CliRun run = CliRun.reading(messenger, "Grüße,\n世界\n", "send", "--to", "bob", "-");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("Grüße,\n世界", lastText());
  }

  @Test
  void aPipeWithNothingOrTooMuchOrNoTextSendsNothing() throws Exception {
    assertEquals(2, CliRun.reading(messenger, "\n", "send", "--to", "bob", "-").exitCode());
    CliRun tooLong = CliRun.reading(messenger, "x".repeat(300_000), "send", "--to", "bob", "-");
    assertEquals(1, tooLong.exitCode());
    InputStream latin1 = new ByteArrayInputStream(new byte[] {'a', (byte) 0xe4});
    assertEquals(1, CliRun.of(messenger, latin1, "send", "--to", "bob", "-").exitCode());
    assertEquals(List.of(), messenger.log(bob));
  }

  @Test
  void classicCannotTellWhatWasDelivered() throws Exception {
    messenger.protection(Protection.CLASSIC);
    CliRun run = send("--to", "bob", "--classic", "h", "--until", "delivered", "hello");

    assertEquals(2, run.exitCode());
    assertEquals(List.of(), messenger.log(bob));
    assertEquals(new RelayAddress.Classic("h", 8080), run.relay());
  }

  @Test
  void anotherDataFolderIsUsedIfOneIsNamed() throws Exception {
    CliRun run = send("--to", "bob", "--data", "target/other", "hello");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(List.of(Path.of("target/other")), run.dataFolders());
  }

  @Test
  void aWrongOptionIsOneSentence() throws Exception {
    refused(2, "Give --relay or --classic, not both.", "--relay", "x", "--classic", "y");
    refused(
        1, "--relay cannot be \"parley://x\": an invitation looks like", "--relay", "parley://x");
    refused(2, "Invalid value for option '--until'", "--until", "read");
    refused(2, "Unknown option: '--no-such-option'", "--no-such-option");
  }

  private void refused(int code, String sentence, String... options) throws Exception {
    List<String> args = new ArrayList<>(List.of("--to", "bob"));
    args.addAll(List.of(options));
    args.add("hello");
    CliRun run = send(args.toArray(String[]::new));
    assertEquals(code, run.exitCode(), run.err());
    assertTrue(run.err().startsWith(sentence), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void withoutARelayItSaysHowToNameOne() throws Exception {
    CliRun run =
        CliRun.start(
            (identity, keys, relay) -> messenger,
            InputStream.nullInputStream(),
            List.of("send", "--keys", "keys", "--as", "alice", "--to", "bob", "hello"));

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("PARLEY_RELAY"), run.err());
  }

  @ParameterizedTest
  @EnumSource
  void aHistoryThatCannotBeUsedIsOneSentence(HistoryUnusable.Reason reason) throws Exception {
    CliRun run =
        CliRun.start(
            CliRun.unusable(new HistoryUnusable(reason, Path.of("alice.db"), null, null)),
            InputStream.nullInputStream(),
            List.of("send", "--keys", "keys", "--as", "alice", "--to", "bob", "hello"),
            "PARLEY_RELAY",
            CliRun.INVITATION);

    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("alice.db"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  private CliRun send(String... options) {
    return CliRun.of(messenger, "send", options);
  }

  private String lastText() {
    return ((ChatMessage.Outgoing) messenger.log(bob).getLast()).text();
  }

  private List<String> decisions() {
    return messenger.calls().stream()
        .filter(call -> call.startsWith("meet") || call.startsWith("send"))
        .toList();
  }
}
