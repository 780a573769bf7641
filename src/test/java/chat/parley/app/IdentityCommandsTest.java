package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.KeysFolder;
import chat.parley.model.Name;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IdentityCommandsTest {
  @TempDir Path temp;

  private final Deque<String> answers = new ArrayDeque<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    Passphrases passphrases =
        new Passphrases(
            question -> {
              String answer = answers.poll();
              return answer == null ? null : answer.toCharArray();
            });
    return new CommandLine(new IdentityCommands(passphrases))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String keys() {
    return temp.resolve("keys").toString();
  }

  @Test
  void a_new_identity_without_a_console_has_no_passphrase() throws Exception {
    assertEquals(0, run("new", "dora", "--keys", keys(), "--bits", "2048"));
    String fingerprint =
        KeysFolder.at(Path.of(keys())).unlock(new Name("dora"), new char[0]).fingerprint().hex();
    assertEquals(
        List.of(
            "made dora in " + Path.of(keys(), "dora"),
            "fingerprint " + fingerprint,
            "no passphrase"),
        out.toString().lines().toList());
    assertEquals("", err.toString());
  }

  @Test
  void a_passphrase_is_asked_for_twice_and_locks_the_key() throws Exception {
    answers.addAll(List.of("grünes Pferd", "grünes Pferd"));
    assertEquals(0, run("new", "Dora", "--keys", keys(), "--bits", "2048"));
    KeysFolder folder = KeysFolder.at(Path.of(keys()));
    assertTrue(folder.entries().getFirst().locked());
    folder.unlock(new Name("dora"), "grünes Pferd".toCharArray());
    assertFalse(out.toString().contains("Pferd"));
  }

  @Test
  void two_different_passphrases_make_nothing() {
    answers.addAll(List.of("one", "other"));
    assertFailure("differ", "new", "dora", "--keys", keys(), "--bits", "2048");
    assertFalse(Files.exists(Path.of(keys())));
  }

  @Test
  void the_passphrase_is_the_first_line_of_its_file() throws Exception {
    Path file = Files.writeString(temp.resolve("passphrase"), "höchst geheim\r\nsecond line\n");
    assertEquals(
        0,
        run(
            "new",
            "dora",
            "--keys",
            keys(),
            "--bits",
            "2048",
            "--passphrase-file",
            file.toString()));
    KeysFolder.at(Path.of(keys())).unlock(new Name("dora"), "höchst geheim".toCharArray());
  }

  @Test
  void an_empty_or_missing_passphrase_file_makes_nothing() throws Exception {
    Path empty = Files.writeString(temp.resolve("empty"), "\n");
    assertFailure("empty", "new", "dora", "--keys", keys(), "--passphrase-file", empty.toString());
    assertFailure("cannot be read", "new", "dora", "--keys", keys(), "--passphrase-file", "none");
    assertFalse(Files.exists(Path.of(keys())));
  }

  @Test
  void an_identity_is_never_made_over_another() throws Exception {
    Path file = temp.resolve("keys/DORA/pub.pem");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    assertFailure("exists already", "new", "dora", "--keys", keys());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void a_bad_name_or_length_is_said_in_one_sentence() {
    assertFailure("not a name", "new", "../dora", "--keys", keys());
    assertFailure("2048 to 8192", "new", "dora", "--keys", keys(), "--bits", "1024");
    assertFailure("2048 to 8192", "new", "dora", "--keys", keys(), "--bits", "16384");
    assertFailure("not a name", "fingerprint", "con", "--keys", "keys");
  }

  @Test
  void the_list_has_one_line_for_each_account() throws Exception {
    Files.createDirectories(temp.resolve("keys/peer"));
    Files.copy(Path.of("keys/alice/pub.pem"), temp.resolve("keys/peer/pub.pem"));
    Files.createDirectories(temp.resolve("keys/broken"));
    Files.writeString(temp.resolve("keys/broken/pub.pem"), "nothing");
    assertEquals(0, run("list", "--keys", keys()));
    String alice = fingerprintOf("alice");
    assertEquals(
        List.of("broken\tunusable\t-\t-", "peer\tcontact\t2048\t" + alice),
        out.toString().lines().toList());
    assertEquals(
        List.of("broken/pub.pem is not a PEM file; write it again with openssl."),
        err.toString().lines().toList());
  }

  @Test
  void a_list_of_no_folder_is_a_failure() {
    assertFailure("There is no folder", "list", "--keys", temp.resolve("none").toString());
  }

  @Test
  void the_fingerprint_is_one_line() throws Exception {
    assertEquals(0, run("fingerprint", "Alice", "--keys", "keys"));
    assertEquals(fingerprintOf("alice") + System.lineSeparator(), out.toString());
    assertFailure("no keys for nobody", "fingerprint", "nobody", "--keys", "keys");
  }

  @Test
  void the_fingerprint_of_a_private_key_alone_is_that_of_its_public_half() throws Exception {
    Files.createDirectories(temp.resolve("keys/alice"));
    Files.copy(Path.of("keys/alice/priv.pem"), temp.resolve("keys/alice/priv.pem"));
    assertEquals(0, run("fingerprint", "alice", "--keys", keys()));
    assertEquals(fingerprintOf("alice") + System.lineSeparator(), out.toString());
  }

  @Test
  void a_missing_subcommand_is_a_usage_failure() {
    assertEquals(2, run());
    assertTrue(err.toString().startsWith("Say what to do"));
  }

  private static String fingerprintOf(String name) throws Exception {
    return KeysFolder.at(Path.of("keys")).peer(new Name(name)).orElseThrow().fingerprint().hex();
  }

  private void assertFailure(String sentence, String... arguments) {
    err.getBuffer().setLength(0);
    assertEquals(1, run(arguments));
    List<String> lines = err.toString().lines().toList();
    assertEquals(1, lines.size(), err::toString);
    assertTrue(lines.getFirst().contains(sentence), err::toString);
  }
}
