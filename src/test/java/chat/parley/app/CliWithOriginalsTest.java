package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.python.PythonProgram;
import chat.parley.relay.Relay;
import chat.parley.relay.RelaySettings;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `parley-cli` with a member of the original's kind, in Python, on a server of either kind.
@Timeout(60)
class CliWithOriginalsTest {
  private static final Path KEYS = Path.of("keys");
  private static final int BURST = 1_000;

  @TempDir Path temp;

  @Test
  void itChatsOverAServerOfTheOriginalSKind() throws Exception {
    try (PythonProgram server = PythonProgram.server()) {
      chatOver(server.address());
    }
  }

  @Test
  void itChatsOverOurRelay() throws Exception {
    try (Relay relay = Relay.start(RelaySettings.onThisComputer(0))) {
      chatOver(relay.classicAddress());
    }
  }

  @Test
  void aMemberOfTheOriginalSKindCanComeFirst() throws Exception {
    try (Relay relay = Relay.start(RelaySettings.onThisComputer(0));
        PythonProgram bob = PythonProgram.peer(relay.classicAddress(), KEYS, "bob")) {
      bob.await("skey", "from", "bob", "ok", "true");
      try (CliProcess alice = CliProcess.chat(temp, text(relay.classicAddress()), "alice")) {
        bob.await("addkey", "name", "alice", "ok", "true");
        alice.awaitLine("server to all: alice joined the chat!");
        alice.type("hello", "bob");
        bob.await("message", "from", "alice", "text", "hello");
        bob.tell("send alice hello yourself");
        alice.awaitLine("bob to alice: hello yourself");
        bob.tell("quit");
        alice.awaitLine("server to all: bob left the chat!");
      }
    }
  }

  private static String text(InetSocketAddress address) {
    return "127.0.0.1:" + address.getPort();
  }

  /// Both directions, long texts, bursts, and the end.
  private void chatOver(InetSocketAddress address) throws Exception {
    try (CliProcess alice = CliProcess.chat(temp, text(address), "alice")) {
      alice.awaitLine("server to all: alice joined the chat!");
      try (PythonProgram bob = PythonProgram.peer(address, KEYS, "bob")) {
        bob.await("skey", "from", "alice", "ok", "true");
        String text = "Grüße, 世界 👋 \"\\ " + "long ".repeat(10_000).strip();

        bob.tell("send alice " + text);
        alice.awaitLine("bob to alice: " + text);
        alice.type(text, "bob");
        assertEquals(text, bob.await("message", "from", "alice").get("text").getAsString());
        bob.tell("burst alice " + BURST + " hello");
        for (int number = 0; number < BURST; number++) {
          alice.type("hello " + number, "bob");
        }
        for (int number = 0; number < BURST; number++) {
          alice.awaitLine("bob to alice: hello " + number);
          assertEquals(
              "hello " + number, bob.await("message", "from", "alice").get("text").getAsString());
        }
        alice.type("!quit");
        assertEquals(0, alice.exitCode());
        bob.await("left", "name", "alice");
      }
    }
  }
}
