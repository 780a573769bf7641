package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.Neighbourhood;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `parley-cli` over a real relay of Parley 1: real TLS, real databases.
@Timeout(60)
class CliOverParleyTest {
  private static final Path KEYS = Path.of("keys");

  @TempDir private Path folder;

  private Neighbourhood here;
  private String invitation;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    here = Neighbourhood.in(data);
    invitation = here.invitation().text();
  }

  @AfterEach
  void end() {
    here.close();
  }

  @Test
  void aMessageIsDeliveredToABot() throws Exception {
    CliRun bob = run("bob", "listen");
    bob.event("connected");
    CliRun alice = run("alice", "send", "--to", "bob", "--until", "delivered", "Grüße, 世界 👋");

    assertEquals(0, alice.exitCode(), alice.err());
    JsonObject text = bob.event("text");
    assertEquals("alice", text.get("from").getAsString());
    assertEquals("Grüße, 世界 👋", text.get("text").getAsString());
    assertEquals("seen-before", text.get("trust").getAsString());
    bob.stop();
  }

  @Test
  void whoIsAwayFindsEverythingInOrderAndOnce() throws Exception {
    assertEquals(0, run("alice", "send", "--to", "bob", "one").exitCode());
    CliRun delivered =
        run("alice", "send", "--to", "bob", "--until", "delivered", "--timeout", "1", "two");
    assertEquals(3, delivered.exitCode(), delivered.err());

    CliRun bob = run("bob", "listen");
    assertEquals("one", text(bob));
    assertEquals("two", text(bob));
    assertEquals(0, run("alice", "send", "--to", "bob", "three").exitCode());
    assertEquals("three", text(bob));
    bob.stop();
    assertEquals(0, run("alice", "send", "--to", "bob", "four").exitCode());
    CliRun again = run("bob", "listen");
    assertEquals("four", text(again));
    again.stop();
  }

  @Test
  void whatCameWhileAScriptSentIsHeardLater() throws Exception {
    assertEquals(0, run("bob", "send", "--to", "alice", "are you there?").exitCode());
    CliRun bob = run("bob", "listen");
    bob.event("connected");
    assertEquals(0, run("alice", "send", "--to", "bob", "--until", "delivered", "yes").exitCode());
    assertEquals("yes", text(bob));
    bob.stop();

    CliRun alice = run("alice", "listen");
    assertEquals("are you there?", text(alice));
    alice.stop();
  }

  @Test
  void aBotAnswersAndHearsThatItWasRead() throws Exception {
    CliRun bob = run("bob", "listen");
    bob.event("connected");
    CliRun alice =
        CliRun.over(
            invitation,
            here.dataOf("alice"),
            "{\"to\":\"bob\",\"text\":\"hello\",\"ref\":\"a1\"}\n",
            arguments("alice", KEYS, "listen", "--send"));

    assertEquals("hello", text(bob));
    JsonObject delivery = alice.event("delivery");
    while (!delivery.get("state").getAsString().equals("read")) {
      delivery = alice.event("delivery");
    }
    assertEquals("a1", delivery.get("ref").getAsString());
    alice.stop();
    bob.stop();
  }

  @Test
  void twoChatInTheTerminalAlsoOneAfterTheOther() throws Exception {
    CliRun alice = chat("alice", "hello\nbob\nanother\nbob\n!quit\n");
    assertEquals(0, alice.exitCode(), alice.err());

    CliRun bob = run("bob", "listen");
    assertEquals("hello", text(bob));
    assertEquals("another", text(bob));
    bob.stop();
    CliRun answer = chat("bob", "hello yourself\nalice\n");
    assertEquals(0, answer.exitCode(), answer.err());
    CliRun back = chat("alice", "got it\nbob\n");
    assertEquals(0, back.exitCode(), back.err());
    while (!back.line().equals("bob to alice: hello yourself")) {
      // The line that says that alice joined.
    }
  }

  @Test
  void whoHasNoAccountOrIsOneselfIsSaid() throws Exception {
    CliRun nobody = run("alice", "send", "--to", "nobody", "hello");
    assertEquals(1, nobody.exitCode());
    assertEquals("The relay knows nobody by the name nobody. Nothing was sent.", nobody.err());
    Path keys = dora();
    copy(KEYS.resolve("alice"), keys.resolve("alice"));
    CliRun neverThere = run("alice", keys, "send", "--to", "dora", "--timeout", "2", "hello");
    assertEquals(1, neverThere.exitCode());
    assertEquals(
        "The message to dora was not sent: dora has not logged in at this relay.",
        neverThere.err());
    CliRun oneself = run("alice", "send", "--to", "alice", "hello");
    assertEquals(1, oneself.exitCode());
    assertEquals("alice is yourself. Nothing was sent.", oneself.err());
  }

  @Test
  void aStrangerIsARequestThatCanBeAccepted() throws Exception {
    Path doras = dora();
    CliRun dora = run("dora", doras, "send", "--to", "alice", "let me in");
    assertEquals(0, dora.exitCode(), dora.err());

    CliRun requests = run("alice", "requests");
    assertEquals(0, requests.exitCode(), requests.err());
    assertTrue(requests.line().matches("dora\t[0-9a-f]{64}\t1"));
    assertEquals(0, run("alice", "accept", "dora").exitCode());
    CliRun none = run("alice", "requests", "--wait", "0");
    assertEquals(0, none.exitCode(), none.err());
    CliRun answer = run("alice", "send", "--to", "dora", "welcome");
    assertEquals(0, answer.exitCode(), answer.err());
    CliRun back = run("dora", doras, "listen");
    assertEquals("welcome", text(back));
    back.stop();
  }

  @Test
  void oneIdentityIsLoggedInOnce() throws Exception {
    CliRun bob = run("bob", "listen");
    bob.event("connected");
    CliRun second = run("bob", "send", "--to", "alice", "hello");

    assertEquals(1, second.exitCode());
    assertTrue(second.err().startsWith("Another Parley is logged in"), second.err());
    bob.stop();
  }

  @Test
  void anotherRelaysKeyIsNotSpokenTo() throws Exception {
    invitation =
        new Invitation(
                "127.0.0.1", here.invitation().port(), new Fingerprint(new byte[Fingerprint.BYTES]))
            .text();
    CliRun alice = run("alice", "send", "--to", "bob", "hello");

    assertEquals(1, alice.exitCode());
    assertTrue(alice.err().contains("has another key than the invitation says"), alice.err());
  }

  @Test
  void aSignalEndsABotAndNothingIsLostOrRepeated() throws Exception {
    Path data = folder;
    Neighbourhood.copy(here.dataOf("alice"), data.resolve("parley"));
    try (CliProcess bot = CliProcess.start(data, withRelay("alice", "listen"))) {
      bot.awaitPart("\"kind\":\"connected\"");
      assertEquals(
          0, run("bob", "send", "--to", "alice", "--until", "delivered", "one").exitCode());
      bot.awaitPart("\"text\":\"one\"");
      bot.terminate();
      assertEquals(0, bot.exitCode());
    }
    assertEquals(0, run("bob", "send", "--to", "alice", "two").exitCode());
    try (CliProcess bot = CliProcess.start(data, withRelay("alice", "listen"))) {
      assertTrue(bot.awaitPart("\"kind\":\"text\"").contains("\"text\":\"two\""));
      bot.terminate();
      assertEquals(0, bot.exitCode());
    }
  }

  private String[] withRelay(String name, String... command) {
    return Stream.concat(
            Stream.of(arguments(name, KEYS, command)), Stream.of("--relay", invitation))
        .toArray(String[]::new);
  }

  /// A keys folder with dora, who has no account yet.
  private Path dora() throws Exception {
    Path keys = folder.resolve("keys");
    var _ = KeysFolder.at(keys).create(new Name("dora"), 2048, new char[0], new SecureRandom());
    return keys;
  }

  private CliRun chat(String name, String input) {
    return CliRun.over(invitation, here.dataOf(name), input, arguments(name, KEYS, "chat"));
  }

  private CliRun run(String name, String... command) {
    return run(name, KEYS, command);
  }

  private CliRun run(String name, Path keys, String... command) {
    return CliRun.over(invitation, here.dataOf(name), "", arguments(name, keys, command));
  }

  private static String[] arguments(String name, Path keys, String... command) {
    return Stream.of(
            List.of(command).subList(0, 1),
            List.of("--keys", keys.toString(), "--as", name),
            List.of(command).subList(1, command.length))
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  private static String text(CliRun run) throws Exception {
    return run.event("text").get("text").getAsString();
  }

  private static void copy(Path from, Path to) throws Exception {
    Files.createDirectories(to);
    for (String file : List.of("priv.pem", "pub.pem")) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
  }
}
