package chat.parley.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The image needs no Java on the machine, leaves nothing behind in the home folder, and its three
/// programs do what they are for.
class PackagedImageIT {
  private static final String KEYS = Path.of("keys").toAbsolutePath().toString();

  @TempDir Path home;
  @TempDir Path out;

  @Test
  void two_terminals_exchange_messages_over_the_relay() throws Exception {
    try (Program relay = Program.start(home, "parley-relay", "--classic-port", "0")) {
      String address = relay.await("^listening classic (127\\.0\\.0\\.1:[0-9]+)$").group(1);
      try (Program bob = chat("bob", address)) {
        bob.await("bob joined the chat!");
        try (Program alice = chat("alice", address)) {
          bob.await("alice joined the chat!");

          alice.type("Grüße, bob 👋", "bob");
          bob.await("^alice to bob: Grüße, bob 👋$");
          bob.type("hello alice", "alice");
          alice.await("^bob to alice: hello alice$");

          alice.type("!quit");
          assertEquals(0, alice.awaitEnd(), alice.said());
          bob.await("alice left the chat!");
          bob.type("!quit");
          assertEquals(0, bob.awaitEnd(), bob.said());
        }
      }
      relay.terminate();
      assertEquals(0, relay.awaitEnd(), relay.said());
    }
  }

  @Test
  void a_terminal_without_a_relay_ends_with_one_sentence() throws Exception {
    try (Program alice = chat("alice", "127.0.0.1:1")) {
      assertEquals(1, alice.awaitEnd(), alice.said());
      alice.await("^Nothing answers at 127\\.0\\.0\\.1:1; check host and port\\.$");
    }
  }

  @Test
  void the_desktop_plays_its_demonstration_without_a_display() throws Exception {
    try (Program parley = Program.start(home, "parley", "--demo", "--out", out.toString())) {
      assertEquals(0, parley.awaitEnd(), parley.said());
      assertEquals(
          List.of(
              "conversation-dark.png",
              "conversation.png",
              "fingerprint.png",
              "login.png",
              "new-identity.png"),
          namesIn(out),
          parley.said());
      assertEquals(List.of(), remarksOf(parley), "it names its pictures and says nothing else");
      assertEquals(List.of(), namesIn(home), "a demonstration leaves nothing in the home folder");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_folder_has_any_name_where_no_locale_is_set() throws Exception {
    try (Program program =
        Program.startInPlainLocale(home, "parley-cli", "identity list --keys /no/such/ключи")) {
      assertEquals(1, program.awaitEnd(), program.said());
      program.await("^There is no folder /no/such/ключи;");
    }
  }

  /// Without its cache of trained classes a program starts, too, but slower.
  @ParameterizedTest
  @ValueSource(strings = {"parley", "parley-cli", "parley-relay"})
  @EnabledOnOs(OS.LINUX)
  void each_program_starts_from_its_cache(String name) throws Exception {
    try (Program program = Program.startStrictly(home, name, "--version")) {
      assertEquals(0, program.awaitEnd(), program.said());
      program.await("^" + name + " [0-9]");
    }
  }

  private Program chat(String name, String address) throws IOException {
    return Program.start(
        home, "parley-cli", "chat", "--keys", KEYS, "--as", name, "--classic", address);
  }

  /// What it says beside its pictures, but for the line with which the Java runtime names the options of this test.
  private static List<String> remarksOf(Program demonstration) {
    return demonstration
        .said()
        .lines()
        .filter(line -> !line.endsWith(".png") && !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
        .toList();
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
