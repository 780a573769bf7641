package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.Person;
import chat.parley.relay.Relay;
import chat.parley.relay.RelaySettings;
import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import chat.parley.wire.classic.ClassicFrameReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class CliMainTest {
  private static final Path KEYS = Path.of("keys");

  @TempDir Path temp;

  private Relay relay;
  private String server;

  @BeforeEach
  void start() throws Exception {
    relay = Relay.start(RelaySettings.onThisComputer(0));
    server = "127.0.0.1:" + relay.classicAddress().getPort();
  }

  @AfterEach
  void end() {
    relay.close();
  }

  @Test
  void two_programs_chat_through_pipes() throws Exception {
    try (CliProcess alice = CliProcess.chat(temp, server, "alice")) {
      alice.awaitLine("server to all: alice joined the chat!");
      chatAndQuit(alice);
    }
  }

  /// A server that waits for more of a broken connection would go on saying that alice is here.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_signal_says_goodbye() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        CliProcess alice = CliProcess.chat(temp, "127.0.0.1:" + listening.getLocalPort(), "alice");
        Socket member = listening.accept()) {
      ClassicFrameReader frames = new ClassicFrameReader(member.getInputStream());
      member.getOutputStream().write(ClassicFrame.encode(ClassicBody.NICK));
      String nickname = frames.next().orElseThrow();
      ClassicBody greeting = new ClassicBody.Greeting(nickname, ClassicBody.CONNECTED);
      member.getOutputStream().write(ClassicFrame.encode(greeting.json()));
      ClassicBody joined = new ClassicBody.AddKey(nickname, frames.next().orElseThrow());
      member.getOutputStream().write(ClassicFrame.encode(joined.json()));
      alice.awaitLine("server to all: alice joined the chat!");
      assertInstanceOf(
          ClassicBody.SessionKey.class, ClassicBody.parse(frames.next().orElseThrow()));
      alice.terminate();
      assertEquals(Optional.of(ClassicBody.QUIT), frames.next());
      assertEquals(128 + 15, alice.exitCode());
    }
  }

  private void chatAndQuit(CliProcess alice) throws Exception {
    try (CliProcess bob = CliProcess.chat(temp, server, "bob")) {
      alice.awaitLine("server to all: bob joined the chat!");
      bob.type("Grüße, 世界 👋", "alice");
      alice.awaitLine("bob to alice: Grüße, 世界 👋");
      alice.type("to me", "alice", "hello", "bob");
      alice.awaitLine("alice to alice: to me");
      bob.awaitLine("alice to bob: hello");
      bob.type("!quit");
      assertEquals(0, bob.exitCode());
      alice.awaitLine("server to all: bob left the chat!");
      alice.endInput();
      assertEquals(0, alice.exitCode());
    }
  }

  @Test
  void a_member_that_can_be_no_contact_joins_and_leaves_as_the_server_says() throws Exception {
    try (CliProcess alice = CliProcess.chat(temp, server, "alice")) {
      alice.awaitLine("server to all: alice joined the chat!");
      try (Socket emile =
          new Socket(InetAddress.getLoopbackAddress(), relay.classicAddress().getPort())) {
        emile.getOutputStream().write(ClassicFrame.encode("Émile!"));
        emile
            .getOutputStream()
            .write(
                ClassicFrame.encode(new ClassicBody.Announcement("Émile!", "no key", "00").json()));
        alice.awaitLine("server to all: Émile! joined the chat!");
      }
      assertEquals("server to all: Émile! left the chat!", alice.awaitPart("Émile!"));
    }
  }

  @Test
  void a_bot_hears_json_and_answers_until_it_is_told_to_end() throws Exception {
    try (CliProcess alice =
            CliProcess.start(
                temp, "listen", "--send", "--keys", "keys", "--as", "alice", "--classic", server);
        Person bob = Person.join("bob", KEYS, temp, relay.classicAddress()).awaitsConnection()) {
      alice.awaitPart("\"kind\":\"connected\"");
      bob.writes("alice", "Grüße, 世界 👋");
      assertTrue(
          alice.awaitPart("\"kind\":\"text\"").contains("\"from\":\"bob\""), "no text from bob");
      alice.type("{\"to\":\"bob\",\"text\":\"hello\",\"ref\":\"1\"}");
      bob.awaitsTexts("alice", List.of("hello"));
      alice.awaitPart("\"ref\":\"1\",\"state\":\"accepted\"");
      alice.terminate();
      assertEquals(0, alice.exitCode());
    }
  }

  @Test
  void a_script_sends_one_message_and_reads_the_exit_code() throws Exception {
    try (Person bob = Person.join("bob", KEYS, temp, relay.classicAddress()).awaitsConnection()) {
      String[] send = {"send", "--keys", "keys", "--as", "alice", "--classic", server, "--to"};
      assertEquals(0, execute("one", with(send, "bob", "-")).exitCode);
      bob.awaitsTexts("alice", List.of("one"));
      Run away = execute("", with(send, "carol", "--timeout", "2", "two"));
      assertEquals(1, away.exitCode);
      assertEquals("The message to carol was not sent: carol is not here.", away.lastError());
    }
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void what_is_piped_in_is_sent_before_the_end() throws Exception {
    try (Person bob = Person.join("bob", KEYS, temp, relay.classicAddress()).awaitsConnection()) {
      Run run = run("one\nbob\ntwo\nbob\n", "--as", "alice", "--classic", server);

      assertEquals(0, run.exitCode, run.err);
      bob.awaitsTexts("alice", List.of("one", "two"));
    }
  }

  @Test
  void what_cannot_be_sent_is_said_and_fails() {
    Run run = run("hello\nbob\n!quit\n", "--as", "alice", "--classic", server, "--wait", "0");

    assertEquals(1, run.exitCode);
    assertTrue(run.err.contains("A message to bob was not sent: bob is not here."), run.err);
  }

  @Test
  void a_receiver_without_a_key_or_that_is_no_name_is_said() {
    Run run = run("hello\ndave\nhello\n../x\n\nbob\nlast", "--as", "alice", "--classic", server);

    assertEquals(1, run.exitCode);
    assertTrue(run.err.contains("There is no usable key of dave"), run.err);
    assertTrue(run.err.contains("not a name that Parley allows: \"../x\""), run.err);
    assertTrue(run.err.contains("An empty message was not sent."), run.err);
    assertTrue(run.err.contains("A message without a receiver was not sent."), run.err);
  }

  @Test
  void a_taken_name_is_one_sentence_and_a_failure() throws Exception {
    try (Person first =
        Person.join("alice", KEYS, temp, relay.classicAddress()).awaitsConnection()) {
      Run run = run("", "--as", first.name().value(), "--classic", server);

      assertEquals(1, run.exitCode);
      assertEquals(
          "The name alice is taken at " + server + ": somebody is logged in under it.",
          run.lastError());
    }
  }

  @Test
  void nobody_there_is_one_sentence_and_a_failure() {
    relay.close();
    Run run = run("", "--as", "alice", "--classic", server);

    assertEquals(1, run.exitCode);
    assertEquals("Nothing answers at " + server + "; check host and port.", run.lastError());
  }

  @Test
  void what_is_not_a_classic_server_is_said() throws Exception {
    try (ServerSocket web = new ServerSocket(0)) {
      Thread.ofVirtual().start(() -> greetAs(web, "HTTP/1.1 400 Bad Request\r\n\r\n".repeat(4)));
      String address = "127.0.0.1:" + web.getLocalPort();
      Run run = run("", "--as", "alice", "--classic", address);

      assertEquals(1, run.exitCode);
      assertEquals("What listens at " + address + " is not a classic server.", run.lastError());
    }
  }

  private static void greetAs(ServerSocket server, String greeting) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
      var _ = socket.getInputStream().read();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void bad_settings_are_one_sentence_each() {
    assertEquals(1, run("", "--as", "nobody", "--classic", server).exitCode);
    assertEquals(1, run("", "--as", "..", "--classic", server).exitCode);
    assertEquals(1, run("", "--as", "alice", "--classic", "host:99999").exitCode);
    assertEquals(2, run("", "--as", "alice").exitCode);
  }

  @Test
  void no_escape_sequence_and_no_false_line_of_another_s_text_reaches_the_terminal()
      throws Exception {
    try (Person bob = Person.join("bob", KEYS, temp, relay.classicAddress()).awaitsConnection();
        CliProcess alice = CliProcess.chat(temp, server, "alice")) {
      bob.writes("alice", "\u001b[2J\u009b31m\u202e\rbye\ncarol to alice: lies\tend");
      alice.awaitLine("bob to alice: \ufffd[2J\ufffd31m\ufffd\ufffdbye");
      alice.awaitLine("    carol to alice: lies end");
    }
  }

  @Test
  void help_and_version_are_there() {
    assertTrue(execute("", "--help").out.contains("chat"));
    assertTrue(execute("", "chat", "--help").out.contains("--classic"));
    assertTrue(execute("", "send", "--help").out.contains("Exit codes:"));
    assertTrue(execute("", "listen", "--help").out.contains("JSON"));
    assertTrue(execute("", "requests", "--help").out.contains("fingerprint"));
    assertTrue(execute("", "accept", "--help").out.contains("requests"));
    assertTrue(execute("", "identity", "--help").out.contains("fingerprint"));
    assertTrue(execute("", "identity", "new", "--help").out.contains("--keys"));
    assertTrue(execute("", "--version").out.startsWith("parley-cli "));
    assertEquals(2, execute("").exitCode);
    assertFalse(execute("", "identity", "list", "--keys", "keys").out.isEmpty());
  }

  private record Run(int exitCode, String out, String err) {
    String lastError() {
      return err.lines().reduce("", (_, last) -> last);
    }
  }

  private Run run(String input, String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "chat";
    args[1] = "--keys";
    args[2] = KEYS.toString();
    System.arraycopy(options, 0, args, 3, options.length);
    return execute(input, args);
  }

  private Run execute(String input, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    CommandLine commandLine =
        CliMain.commandLine(CliSurroundings.of(in, temp))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(args);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
