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
  void aNewIdentityWithoutAConsoleHasNoPassphrase() throws Exception {
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
  void aPassphraseIsAskedForTwiceAndLocksTheKey() throws Exception {
    answers.addAll(List.of("grünes Pferd", "grünes Pferd"));
    assertEquals(0, run("new", "Dora", "--keys", keys(), "--bits", "2048"));
    KeysFolder folder = KeysFolder.at(Path.of(keys()));
    assertTrue(folder.entries().getFirst().locked());
    folder.unlock(new Name("dora"), "grünes Pferd".toCharArray());
    assertFalse(out.toString().contains("Pferd"));
  }

  @Test
  void twoDifferentPassphrasesMakeNothing() {
    answers.addAll(List.of("one", "other"));
    assertFailure("differ", "new", "dora", "--keys", keys(), "--bits", "2048");
    assertFalse(Files.exists(Path.of(keys())));
  }

  @Test
  void thePassphraseIsTheFirstLineOfItsFile() throws Exception {
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
  void anEmptyOrMissingPassphraseFileMakesNothing() throws Exception {
    Path empty = Files.writeString(temp.resolve("empty"), "\n");
    assertFailure("empty", "new", "dora", "--keys", keys(), "--passphrase-file", empty.toString());
    assertFailure("cannot be read", "new", "dora", "--keys", keys(), "--passphrase-file", "none");
    assertFalse(Files.exists(Path.of(keys())));
  }

  @Test
  void anIdentityIsNeverMadeOverAnother() throws Exception {
    Path file = temp.resolve("keys/DORA/pub.pem");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    assertFailure("exists already", "new", "dora", "--keys", keys());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aBadNameOrLengthIsSaidInOneSentence() {
    assertFailure("not a name", "new", "../dora", "--keys", keys());
    assertFailure("2048 to 8192", "new", "dora", "--keys", keys(), "--bits", "1024");
    assertFailure("2048 to 8192", "new", "dora", "--keys", keys(), "--bits", "16384");
    assertFailure("not a name", "fingerprint", "con", "--keys", "keys");
  }

  @Test
  void theListHasOneLineForEachAccount() throws Exception {
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
  void aListOfNoFolderIsAFailure() {
    assertFailure("There is no folder", "list", "--keys", temp.resolve("none").toString());
  }

  @Test
  void theFingerprintIsOneLine() throws Exception {
    assertEquals(0, run("fingerprint", "Alice", "--keys", "keys"));
    assertEquals(fingerprintOf("alice") + System.lineSeparator(), out.toString());
    assertFailure("no keys for nobody", "fingerprint", "nobody", "--keys", "keys");
  }

  @Test
  void theFingerprintOfAPrivateKeyAloneIsThatOfItsPublicHalf() throws Exception {
    Files.createDirectories(temp.resolve("keys/alice"));
    Files.copy(Path.of("keys/alice/priv.pem"), temp.resolve("keys/alice/priv.pem"));
    assertEquals(0, run("fingerprint", "alice", "--keys", keys()));
    assertEquals(fingerprintOf("alice") + System.lineSeparator(), out.toString());
  }

  @Test
  void aLockedPrivateKeyAloneTellsItsFingerprintForItsPassphrase() throws Exception {
    answers.addAll(List.of("grünes Pferd", "grünes Pferd"));
    assertEquals(0, run("new", "dora", "--keys", keys(), "--bits", "2048"));
    String fingerprint =
        KeysFolder.at(Path.of(keys())).peer(new Name("dora")).orElseThrow().fingerprint().hex();
    Files.delete(Path.of(keys(), "dora", "pub.pem"));
    out.getBuffer().setLength(0);

    answers.add("grünes Pferd");
    assertEquals(0, run("fingerprint", "dora", "--keys", keys()), err::toString);
    Path file = Files.writeString(temp.resolve("passphrase"), "grünes Pferd\n");
    assertEquals(
        0, run("fingerprint", "dora", "--keys", keys(), "--passphrase-file", file.toString()));
    assertEquals(List.of(fingerprint, fingerprint), out.toString().lines().toList());
    assertFailure("passphrase", "fingerprint", "dora", "--keys", keys());
  }

  @Test
  void aMissingSubcommandIsAUsageFailure() {
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
