package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.parley.python.PythonProgram;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients of the original's kind, in Python, over our relay.
@Timeout(60)
class OriginalClientsTest {
  private static final Path KEYS = Path.of("keys");

  private Relay relay;

  @BeforeEach
  void start() throws Exception {
    relay = Relay.start(RelaySettings.onThisComputer(0));
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void twoOfThemChatInBothDirections() throws Exception {
    try (PythonProgram alice = peer("alice")) {
      alice.await("skey", "from", "alice", "ok", "true");
      try (PythonProgram bob = peer("bob")) {
        alice.await("addkey", "name", "bob", "ok", "true");
        bob.await("skey", "from", "alice", "ok", "true");
        String line = "Grüße, 世界 👋 " + "long ".repeat(10_000);
        bob.tell("send alice " + line);
        assertEquals(line, alice.await("message", "from", "bob").get("text").getAsString());
        alice.tell("burst bob 200 hello");
        for (int number = 0; number < 200; number++) {
          assertEquals(
              "hello " + number, bob.await("message", "from", "alice").get("text").getAsString());
        }
        bob.tell("raw {\"to\": \"nobody\", \"from\": \"bob\", \"type\": \"message\"}");
        bob.await("server", "text", "nobody is not connected");
        bob.tell("quit");
        assertEquals(0, bob.exitCode());
        alice.await("server", "text", "bob left the chat!");
        alice.await("left", "name", "bob");
      }
    }
  }

  @Test
  void aSecondOneUnderATakenNameIsRefused() throws Exception {
    try (PythonProgram alice = peer("alice")) {
      alice.await("skey", "from", "alice", "ok", "true");
      try (PythonProgram second = peer("alice")) {
        second.await("refused");
        assertEquals(1, second.exitCode());
      }
      alice.tell("send alice still here");
      alice.await("message", "text", "still here");
    }
  }

  @Test
  void oneThatSignsWithAnotherKeyGetsNoSessionKey() throws Exception {
    try (PythonProgram alice = peer("alice")) {
      alice.await("skey", "from", "alice", "ok", "true");
      try (PythonProgram impostor = peer("bob", "--signs-with", "carol")) {
        JsonObject seen = alice.await("addkey", "name", "bob");
        assertFalse(seen.get("ok").getAsBoolean());
        impostor.tell("send alice let me in");
        impostor.await("unsent", "to", "alice");
      }
    }
  }

  private PythonProgram peer(String name, String... options) throws Exception {
    return PythonProgram.peer(relay.classicAddress(), KEYS, name, options);
  }
}
