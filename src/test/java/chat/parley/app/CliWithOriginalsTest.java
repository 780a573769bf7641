package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.python.PythonProgram;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `parley-cli` on a server of the original's kind, with a member of the original's kind, in Python.
@Timeout(60)
class CliWithOriginalsTest {
  private static final int BURST = 1_000;

  @TempDir Path temp;

  @Test
  void it_chats_in_both_directions_also_long_texts_and_bursts() throws Exception {
    try (PythonProgram server = PythonProgram.server()) {
      InetSocketAddress address = server.address();
      try (CliProcess alice = CliProcess.chat(temp, "127.0.0.1:" + address.getPort(), "alice")) {
        alice.awaitLine("server to all: alice joined the chat!");
        try (PythonProgram bob = PythonProgram.peer(address, Path.of("keys"), "bob")) {
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
}
