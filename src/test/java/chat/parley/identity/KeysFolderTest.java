package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.Keys;
import chat.parley.crypto.OpenSsl;
import chat.parley.model.Name;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysFolderTest {
  private static final char[] NONE = {};
  private static final Name ALICE = new Name("alice");

  @TempDir Path temp;

  private Path root;
  private KeysFolder keys;

  @BeforeEach
  void aFolder() throws IOException {
    root = Files.createDirectory(temp.resolve("keys"));
    keys = KeysFolder.at(root);
  }

  private Path put(String folder, String file, String fixture) throws IOException {
    return put(folder, file, Keys.bytes(fixture));
  }

  private Path put(String folder, String file, byte[] content) throws IOException {
    Files.createDirectories(root.resolve(folder));
    return Files.write(root.resolve(folder).resolve(file), content);
  }

  private KeysFolderEntry entry(String label) {
    return keys.entries().stream()
        .filter(entry -> entry.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private KeyProblem problem(String label) {
    return Objects.requireNonNull(entry(label).problem());
  }

  private KeyProblem.Reason unlockFailure(char[] passphrase) {
    return assertThrows(IdentityException.class, () -> keys.unlock(ALICE, passphrase)).reason();
  }

  @Test
  void theDemonstrationIdentitiesCanLogIn() throws Exception {
    keys = KeysFolder.at(Path.of("keys"));
    List<KeysFolderEntry> entries = keys.entries();
    assertEquals(
        List.of("alice", "bob", "carol"), entries.stream().map(KeysFolderEntry::label).toList());
    for (KeysFolderEntry entry : entries) {
      assertNull(entry.problem());
      assertTrue(entry.isUsable());
      assertTrue(entry.canLogIn());
      assertFalse(entry.locked());
      assertEquals(2048, entry.keyBits());
      Name name = Name.typed(entry.label());
      assertEquals(name, entry.name());
      assertEquals(keys.unlock(name, NONE).fingerprint(), entry.fingerprint());
      assertEquals(keys.peer(name).orElseThrow().fingerprint(), entry.fingerprint());
    }
  }

  @Test
  void theFingerprintIsWhatOpensslPrints() throws Exception {
    Path file = put("alice", "pub.pem", "pub.pem");
    OpenSsl openssl = OpenSsl.in(temp);
    Files.write(
        temp.resolve("der"),
        openssl.run("rsa", "-pubin", "-in", file.toString(), "-outform", "der"));
    String printed = new String(openssl.run("sha256", "der"), StandardCharsets.US_ASCII).strip();
    String ours = keys.peer(ALICE).orElseThrow().fingerprint().hex();
    assertTrue(printed.endsWith(ours), printed);
  }

  @Test
  void aFolderWithAPublicKeyAloneIsAContact() throws Exception {
    Path file = put("alice", "pub.pem", "pub.pem");
    KeysFolderEntry entry = entry("alice");
    assertFalse(entry.canLogIn());
    assertTrue(entry.isUsable());
    assertEquals(KeyProblem.Reason.NO_PRIVATE_KEY, unlockFailure(NONE));
    assertEquals(file.toRealPath(), keys.peer(ALICE).orElseThrow().file());
    assertEquals(Keys.publicKey(), keys.peer(ALICE).orElseThrow().key());
  }

  @Test
  void aPrivateKeyAloneIsAnIdentity() throws Exception {
    put("alice", "priv.pem", "pkcs1.pem");
    assertEquals(2048, entry("alice").keyBits());
    assertTrue(entry("alice").canLogIn());
    assertEquals(Keys.publicKey(), keys.unlock(ALICE, NONE).publicKey());
    assertTrue(keys.peer(ALICE).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"pkcs8-aes-256.pem", "pkcs8-scrypt.pem", "pkcs1-aes-256.pem", "pkcs1-des3.pem"})
  void aLockedIdentityOpensWithItsPassphrase(String fixture) throws Exception {
    put("alice", "priv.pem", fixture);
    put("alice", "pub.pem", "pub.pem");
    assertTrue(entry("alice").locked());
    assertTrue(entry("alice").isUsable());
    assertEquals(KeyProblem.Reason.PASSPHRASE_NEEDED, unlockFailure(NONE));
    assertEquals(KeyProblem.Reason.PASSPHRASE_WRONG, unlockFailure("wrong".toCharArray()));
    char[] passphrase = Keys.passphrase();
    assertEquals(Keys.publicKey(), keys.unlock(ALICE, passphrase).publicKey());
    assertEquals(new String(Keys.passphrase()), new String(passphrase), "the caller wipes it");
  }

  @Test
  void noFailureShowsAPassphrase() throws Exception {
    put("alice", "priv.pem", "pkcs8-aes-256.pem");
    IdentityException failure =
        assertThrows(IdentityException.class, () -> keys.unlock(ALICE, "hunter2".toCharArray()));
    assertFalse(failure.toString().contains("hunter2"));
    assertNull(failure.getCause());
  }

  @Test
  void aPairThatDoesNotMatchIsRefused() throws Exception {
    put("alice", "priv.pem", "pkcs8.pem");
    put("alice", "pub.pem", "other-pub.pem");
    assertEquals(KeyProblem.Reason.PAIR_MISMATCH, unlockFailure(NONE));
    assertEquals(KeyProblem.Reason.PAIR_MISMATCH, problem("alice").reason());
    put("alice", "priv.pem", "pkcs8-aes-256.pem");
    assertEquals(KeyProblem.Reason.PAIR_MISMATCH, unlockFailure(Keys.passphrase()));
  }

  @ParameterizedTest
  @CsvSource({
    "ec-pub.pem, NOT_RSA, ",
    "pss-pub.pem, NOT_RSA, ",
    "short-pub.pem, KEY_REJECTED, TOO_SHORT",
    "exponent3-pub.pem, KEY_REJECTED, BAD_EXPONENT",
    "pkcs1-pub.pem, OTHER_CONTENT, ",
    "pkcs8.pem, OTHER_CONTENT, ",
    "README.md, NOT_PEM, "
  })
  void aBadPublicKeySaysWhatToDo(
      String fixture, KeyProblem.Reason reason, KeyRejected.@Nullable Reason rule)
      throws Exception {
    put("alice", "pub.pem", fixture);
    put("bob", "pub.pem", "pub.pem");
    KeyProblem problem = problem("alice");
    assertEquals(reason, problem.reason());
    assertEquals(rule, problem.rejected());
    assertEquals("alice/pub.pem", problem.subject());
    assertEquals(
        problem.sentence(),
        assertThrows(IdentityException.class, () -> keys.peer(ALICE)).getMessage());
    assertTrue(entry("bob").isUsable());
  }

  @Test
  void everyReasonHasASentenceThatSaysWhatToDo() {
    for (KeyProblem.Reason reason : KeyProblem.Reason.values()) {
      String sentence = KeyProblem.of(reason, "alice").sentence();
      assertTrue(sentence.endsWith("."), sentence);
      assertTrue(sentence.contains("alice") || sentence.contains("The key in"), sentence);
    }
    for (KeyRejected.Reason rule : KeyRejected.Reason.values()) {
      assertTrue(KeyProblem.of(new KeyRejected(rule), "alice/pub.pem").sentence().contains(";"));
    }
  }

  @Test
  void aFileThatIsCutOffOrTooLargeIsRefused() throws Exception {
    byte[] whole = Keys.bytes("pkcs8.pem");
    put("alice", "priv.pem", Arrays.copyOf(whole, 900));
    assertEquals(KeyProblem.Reason.TRUNCATED, unlockFailure(NONE));
    byte[] huge = new byte[65_537];
    System.arraycopy(whole, 0, huge, 0, whole.length);
    put("alice", "priv.pem", huge);
    assertEquals(KeyProblem.Reason.TOO_LARGE, unlockFailure(NONE));
    put("alice", "priv.pem", Arrays.copyOf(huge, 65_536));
    keys.unlock(ALICE, NONE);
  }

  @Test
  void aNameThatIsNotAllowedIsListedAndCannotBeUsed() throws Exception {
    for (String folder :
        List.of("con", "a b", "server", "\u001b[31mred", "ALİCE", "x".repeat(200))) {
      put(folder, "pub.pem", "pub.pem");
    }
    put(".hidden", "pub.pem", "pub.pem");
    List<KeysFolderEntry> entries = keys.entries();
    assertEquals(6, entries.size());
    for (KeysFolderEntry entry : entries) {
      assertNull(entry.name());
      assertNull(entry.fingerprint());
      assertEquals(
          KeyProblem.Reason.NAME_NOT_ALLOWED, Objects.requireNonNull(entry.problem()).reason());
      assertTrue(entry.label().length() <= 64);
      assertFalse(entry.label().chars().anyMatch(Character::isISOControl));
    }
  }

  @Test
  void capitalsInAFolderNameMakeNoDifference() throws Exception {
    put("Alice", "pub.pem", "pub.pem");
    assertEquals(ALICE, entry("Alice").name());
    assertTrue(keys.peer(ALICE).isPresent());
  }

  @Test
  void twoFoldersThatDifferInCapitalsAreBothRefused() throws Exception {
    put("alice", "pub.pem", "pub.pem");
    put("ALICE", "pub.pem", "other-pub.pem");
    put("Alice", "note", new byte[1]);
    assumeTrue(keys.entries().size() == 2, "the file system tells capitals apart");
    assertEquals(KeyProblem.Reason.NAME_TWICE, problem("alice").reason());
    assertEquals(KeyProblem.Reason.NAME_TWICE, problem("ALICE").reason());
    assertEquals(KeyProblem.Reason.NAME_TWICE, unlockFailure(NONE));
    assertThrows(IdentityException.class, () -> keys.peer(ALICE));
  }

  @Test
  void aPrivateKeyThatOthersCanReadIsAWarning() throws Exception {
    assumeTrue(Files.getFileStore(root).supportsFileAttributeView("posix"));
    Path file = put("alice", "priv.pem", "pkcs8.pem");
    for (String mode : List.of("rw-r--r--", "rw----r--", "rw-r-----")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      assertEquals(Set.of(KeyWarning.PRIVATE_KEY_READABLE_BY_OTHERS), entry("alice").warnings());
      assertTrue(entry("alice").isUsable());
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(Set.of(), entry("alice").warnings());
  }

  @Test
  void theKeysOfTheRepositoryAreKnownAsDemonstrationKeysWhoeverMayReadThem() {
    List<KeysFolderEntry> entries = KeysFolder.at(Path.of("keys")).entries();
    assertEquals(3, entries.size());
    for (KeysFolderEntry entry : entries) {
      assertEquals(Set.of(KeyWarning.DEMONSTRATION_KEY), entry.warnings(), entry.label());
    }
  }

  @Test
  void aLinkThatLeavesTheFolderIsRefused() throws Exception {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.write(outside.resolve("pub.pem"), Keys.bytes("pub.pem"));
    Files.createSymbolicLink(root.resolve("alice"), outside);
    Files.createDirectory(root.resolve("bob"));
    Files.createSymbolicLink(root.resolve("bob/pub.pem"), outside.resolve("pub.pem"));
    Files.createDirectory(root.resolve("carol"));
    Files.createSymbolicLink(root.resolve("carol/pub.pem"), Path.of("../../outside/pub.pem"));
    Files.createDirectory(root.resolve("dangling"));
    Files.createSymbolicLink(root.resolve("dangling/pub.pem"), Path.of("nowhere"));
    Files.createDirectory(root.resolve("loop"));
    Files.createSymbolicLink(root.resolve("loop/pub.pem"), Path.of("pub.pem"));
    Files.createDirectory(root.resolve("zero"));
    Files.createSymbolicLink(root.resolve("zero/pub.pem"), Path.of("/dev/zero"));
    assertEquals(6, keys.entries().size());
    for (KeysFolderEntry entry : keys.entries()) {
      assertEquals(
          KeyProblem.Reason.SYMLINK_LEAVES, Objects.requireNonNull(entry.problem()).reason());
    }
    assertEquals(
        KeyProblem.Reason.SYMLINK_LEAVES,
        assertThrows(IdentityException.class, () -> keys.peer(ALICE)).reason());
    Files.delete(root.resolve("zero/pub.pem"));
  }

  @Test
  void aLinkInsideTheFolderIsFollowed() throws Exception {
    put("alice", "pub.pem", "pub.pem");
    Files.createSymbolicLink(root.resolve("ally"), Path.of("alice"));
    Files.createDirectory(root.resolve("al"));
    Files.createSymbolicLink(root.resolve("al/pub.pem"), Path.of("../alice/pub.pem"));
    assertEquals(3, keys.entries().stream().filter(KeysFolderEntry::isUsable).count());
    Path linked = Files.createSymbolicLink(temp.resolve("elsewhere"), root);
    assertTrue(KeysFolder.at(linked).peer(ALICE).isPresent(), "the keys folder may be a link");
  }

  @Test
  void aFolderOrAPipeInAKeysPlaceIsRefusedAndNotOpened() throws Exception {
    Files.createDirectories(root.resolve("alice/priv.pem"));
    Files.createDirectories(root.resolve("bob"));
    Process mkfifo;
    try {
      mkfifo = new ProcessBuilder("mkfifo", root.resolve("bob/pub.pem").toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "there is no mkfifo here");
      return;
    }
    assertEquals(0, mkfifo.waitFor());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertEquals(KeyProblem.Reason.NOT_A_FILE, problem("alice").reason());
          assertEquals(KeyProblem.Reason.NOT_A_FILE, problem("bob").reason());
        });
  }

  @Test
  void aFileThatMayNotBeReadSaysSo() throws Exception {
    Path file = put("alice", "pub.pem", "pub.pem");
    assumeTrue(Files.getFileStore(root).supportsFileAttributeView("posix"));
    Files.setPosixFilePermissions(file, Set.of());
    assumeTrue(!Files.isReadable(file), "whoever runs this may read everything");
    assertEquals(KeyProblem.Reason.UNREADABLE, problem("alice").reason());
  }

  @Test
  void aNameThatIsNotTextIsListedAndHarmsNobody() throws Exception {
    put("alice", "pub.pem", "pub.pem");
    Process shell;
    try {
      shell =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  "d=$(printf 'b\\377\\302') && mkdir \"$d\" && cp alice/pub.pem \"$d\"")
              .directory(root.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "there is no shell here");
      return;
    }
    assumeTrue(shell.waitFor() == 0, "the file system takes text only");
    assertEquals(2, keys.entries().size());
    assertEquals(1, keys.entries().stream().filter(KeysFolderEntry::isUsable).count());
  }

  @Test
  void otherThingsInTheFolderAreNotLookedAt() throws Exception {
    Files.writeString(root.resolve("README.md"), "about");
    Files.createDirectory(root.resolve("empty"));
    put("notes", "note.txt", new byte[3]);
    assertEquals(List.of(), keys.entries());
    assertEquals(KeyProblem.Reason.NO_SUCH_FOLDER, unlockFailure(NONE));
  }

  @Test
  void aFolderThatDoesNotExistIsEmpty() throws Exception {
    KeysFolder none = KeysFolder.at(temp.resolve("none"));
    assertEquals(List.of(), none.entries());
    assertTrue(none.peer(ALICE).isEmpty());
    KeysFolder file = KeysFolder.at(Files.writeString(temp.resolve("file"), "text"));
    assertNotNull(file.entries().getFirst().problem());
  }

  @Test
  void moreFoldersThanTheMostAreSaidToBeTooMany() throws Exception {
    for (int i = 0; i < 2_001; i++) {
      put("n" + i, "pub.pem", new byte[0]);
    }
    List<KeysFolderEntry> entries = keys.entries();
    assertEquals(2_001, entries.size());
    assertEquals(
        KeyProblem.Reason.TOO_MANY_FOLDERS,
        Objects.requireNonNull(entries.getLast().problem()).reason());
  }

  @Test
  void whatWasGoodBeforeIsLookedAtAgainWhenItChanges() throws Exception {
    put("alice", "priv.pem", "pkcs8.pem");
    put("alice", "pub.pem", "pub.pem");
    assertTrue(entry("alice").isUsable());
    put("alice", "pub.pem", "pkcs8.pem");
    assertEquals(KeyProblem.Reason.OTHER_CONTENT, problem("alice").reason());
    put("alice", "pub.pem", "other-pub.pem");
    assertEquals(KeyProblem.Reason.PAIR_MISMATCH, problem("alice").reason());
    put("alice", "priv.pem", "other.pem");
    assertTrue(entry("alice").isUsable());
    put("alice", "priv.pem", "pub.pem");
    assertEquals(KeyProblem.Reason.OTHER_CONTENT, problem("alice").reason());
  }

  @Test
  void allPeersComeInOneLook() throws Exception {
    put("alice", "pub.pem", "pub.pem");
    put("bob", "pub.pem", "ec-pub.pem");
    put("carol", "priv.pem", "pkcs8.pem");
    put("con", "pub.pem", "pub.pem");
    List<PeerEntry> peers = keys.peers();
    assertEquals(
        List.of("alice", "bob", "carol"), peers.stream().map(peer -> peer.name().value()).toList());
    assertNotNull(peers.getFirst().key());
    assertNull(peers.getFirst().problem());
    assertEquals(
        KeyProblem.Reason.NOT_RSA, Objects.requireNonNull(peers.get(1).problem()).reason());
    assertNull(peers.get(2).key());
    assertNull(peers.get(2).problem());
  }

  @Test
  void thePeersAskedForComeHoweverManyOthersThereAre() throws Exception {
    put("alice", "pub.pem", "pub.pem");
    put("bob", "pub.pem", "pub.pem");
    assertEquals(Set.of(ALICE), keys.peers(Set.of(ALICE, new Name("nobody"))).keySet());
    KeysFolder missing = KeysFolder.at(temp.resolve("missing"));
    assertThrows(IdentityException.class, () -> missing.peers(Set.of(ALICE)));
    assertEquals(List.of(), missing.peers());
  }

  @Test
  void aFileHoldsItsOwnBytesAndNoOthers() throws Exception {
    put("alice", "pub.pem", "pub.pem");
    put("bob", "pub.pem", "pkcs8.pem");
    byte[] spki = keys.peer(ALICE).orElseThrow().spki().toArray();
    assertTrue(keys.holds(ALICE, spki));
    assertFalse(keys.holds(new Name("carol"), spki));
    assertThrows(IdentityException.class, () -> keys.holds(new Name("bob"), spki));
    spki[spki.length - 1]++;
    assertFalse(keys.holds(ALICE, spki));
  }

  @Test
  void nothingEverChangesTheFolder() throws Exception {
    put("alice", "priv.pem", "pkcs8.pem");
    put("alice", "pub.pem", "other-pub.pem");
    put("bob", "pub.pem", "README.md");
    List<String> before = contents();
    keys.entries();
    unlockFailure(NONE);
    keys.peer(ALICE);
    assertEquals(before, contents());
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(
              file -> {
                try {
                  return file
                      + " "
                      + Files.getLastModifiedTime(file)
                      + (Files.isRegularFile(file) ? Files.readString(file) : "");
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .sorted()
          .toList();
    }
  }
}
