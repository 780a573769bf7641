package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chat.parley.crypto.OpenSsl;
import chat.parley.model.Name;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewIdentityTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Name DORA = new Name("dora");
  private static final char[] NONE = {};
  private static final int BITS = 2048;

  @TempDir Path temp;

  private KeysFolder keys() {
    return KeysFolder.at(temp.resolve("keys"));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      return files.map(file -> temp.relativize(file).toString()).sorted().toList();
    }
  }

  private KeyProblem.Reason failure(KeysFolder keys, int bits) {
    return assertThrows(IdentityException.class, () -> keys.create(DORA, bits, NONE, RANDOM))
        .reason();
  }

  @Test
  void itIsAFolderOfTwoFilesThatItsOwnerAloneCanRead() throws Exception {
    Identity made = keys().create(DORA, BITS, NONE, RANDOM);
    assertEquals(
        List.of("", "keys", "keys/dora", "keys/dora/priv.pem", "keys/dora/pub.pem"), files());
    assertEquals(made.fingerprint(), keys().peer(DORA).orElseThrow().fingerprint());
    assertEquals(made.fingerprint(), keys().unlock(DORA, NONE).fingerprint());
    assertTrue(keys().entries().getFirst().warnings().isEmpty());
    assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"));
    assertEquals("rwx------", mode("keys"));
    assertEquals("rwx------", mode("keys/dora"));
    assertEquals("rw-------", mode("keys/dora/priv.pem"));
    assertTrue(mode("keys/dora/pub.pem").startsWith("rw-"));
  }

  private String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve(file)));
  }

  @Test
  void opensslReadsBothFilesOfALockedOne() throws Exception {
    char[] passphrase = "grünes Pferd".toCharArray();
    keys().create(DORA, BITS, passphrase, RANDOM);
    assertEquals("grünes Pferd", new String(passphrase));
    assertTrue(keys().entries().getFirst().locked());
    Files.writeString(temp.resolve("passphrase"), "grünes Pferd");
    byte[] half =
        OpenSsl.in(temp)
            .run("pkey", "-in", "keys/dora/priv.pem", "-passin", "file:passphrase", "-pubout");
    assertEquals(
        Files.readString(temp.resolve("keys/dora/pub.pem")),
        new String(half, StandardCharsets.US_ASCII));
  }

  @Test
  void aNewKeyHas3072BitsUnlessToldOtherwise() {
    assertEquals(3072, KeysFolder.DEFAULT_BITS);
    assertEquals(KeyProblem.Reason.BAD_LENGTH, failure(keys(), 2047));
    assertEquals(KeyProblem.Reason.BAD_LENGTH, failure(keys(), 8193));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dora/pub.pem", "DORA/pub.pem", "Dora/anything", "dora"})
  void nothingThatExistsIsWrittenOver(String existing) throws Exception {
    Path file = temp.resolve("keys").resolve(existing);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    List<String> before = files();
    assertEquals(KeyProblem.Reason.ALREADY_EXISTS, failure(keys(), BITS));
    assertEquals(before, files());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void aDanglingLinkOfItsNameIsInTheWay() throws Exception {
    Files.createDirectory(temp.resolve("keys"));
    Files.createSymbolicLink(temp.resolve("keys/dora"), Path.of("../elsewhere"));
    assertEquals(KeyProblem.Reason.ALREADY_EXISTS, failure(keys(), BITS));
    assertFalse(Files.exists(temp.resolve("elsewhere")));
  }

  @Test
  void ofManyAtOnceOneIsMadeAndNothingElseIsLeft() throws Exception {
    Callable<Boolean> attempt =
        () -> {
          try {
            keys().create(DORA, BITS, NONE, RANDOM);
            return true;
          } catch (IdentityException e) {
            assertEquals(KeyProblem.Reason.ALREADY_EXISTS, e.reason());
            return false;
          }
        };
    List<Boolean> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> one : threads.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
        made.add(one.get());
      }
    }
    assertEquals(1, made.stream().filter(one -> one).count());
    assertEquals(
        List.of("", "keys", "keys/dora", "keys/dora/priv.pem", "keys/dora/pub.pem"), files());
    keys().unlock(DORA, NONE);
  }

  @Test
  void whereNothingCanBeWrittenNothingIsLeft() throws Exception {
    Files.writeString(temp.resolve("keys"), "a file where the folder should be");
    List<String> before = files();
    KeyProblem.Reason reason = failure(keys(), BITS);
    assertTrue(
        reason == KeyProblem.Reason.NOT_WRITABLE || reason == KeyProblem.Reason.UNREADABLE,
        reason::toString);
    assertEquals(before, files());
    KeysFolder below = KeysFolder.at(temp.resolve("keys/below"));
    assertThrows(IdentityException.class, () -> below.create(DORA, BITS, NONE, RANDOM));
    assertEquals(before, files());
  }

  @Test
  void aDraftThatACrashLeftIsNeitherListedNorInTheWay() throws Exception {
    Files.createDirectories(temp.resolve("keys/.new-0123"));
    Files.writeString(temp.resolve("keys/.new-0123/priv.pem"), "half");
    assertEquals(List.of(), keys().entries());
    keys().create(DORA, BITS, NONE, RANDOM);
    assertEquals(1, keys().entries().size());
  }
}
