package chat.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedKeysTest {
  private static final Fingerprint ALICE = Fingerprint.ofHex("a1".repeat(32));
  private static final Fingerprint BOB = Fingerprint.ofHex("b0".repeat(32));
  private static final Name BOBS_NAME = new Name("bob");
  private static final Instant NOW = Instant.parse("2026-11-03T10:15:30Z");

  @TempDir Path folder;

  @Test
  void what_was_verified_is_there_the_next_time() throws IOException {
    open().put(BOBS_NAME, BOB, NOW);

    assertEquals(Optional.of(new VerifiedKeys.Verified(BOB, NOW)), open().of(BOBS_NAME));
  }

  @Test
  void what_was_withdrawn_is_not() throws IOException {
    VerifiedKeys keys = open();
    keys.put(BOBS_NAME, BOB, NOW);
    keys.remove(BOBS_NAME);

    assertEquals(Optional.empty(), open().of(BOBS_NAME));
  }

  @Test
  void what_another_window_wrote_meanwhile_is_not_lost() throws IOException {
    Name carol = new Name("carol");
    VerifiedKeys here = open();
    VerifiedKeys there = open();

    here.put(BOBS_NAME, BOB, NOW);
    there.put(carol, ALICE, NOW);
    assertTrue(open().of(BOBS_NAME).isPresent());
    here.remove(BOBS_NAME);

    assertEquals(Optional.empty(), open().of(BOBS_NAME));
    assertTrue(open().of(carol).isPresent());
  }

  @Test
  void another_identity_has_verified_nothing() throws IOException {
    open().put(BOBS_NAME, BOB, NOW);

    assertEquals(Optional.empty(), VerifiedKeys.open(folder, BOB, NOW).of(BOBS_NAME));
  }

  @Test
  void only_the_owner_can_read_the_file_and_nothing_else_is_left() throws IOException {
    open().put(BOBS_NAME, BOB, NOW);

    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file()));
    try (Stream<Path> files = Files.list(file().resolveSibling(""))) {
      assertEquals(1, files.count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{\"version\": 2, \"verified\": {}}",
        "{\"version\": 1}",
        "{\"version\": 1, \"verified\": {\"bob\": null}}",
        "{\"version\": 1, \"verified\": {\"..\": {\"fingerprint\": \"00\", \"since\": \"now\"}}}"
      })
  void a_damaged_file_is_put_aside_and_said_so(String content) throws IOException {
    Files.createDirectories(file().resolveSibling(""));
    Files.writeString(file(), content);

    VerifiedKeys keys = open();

    Path aside = keys.damaged().orElseThrow();
    assertEquals(content, Files.readString(aside));
    assertEquals(Optional.empty(), keys.of(BOBS_NAME));
    keys.put(BOBS_NAME, BOB, NOW);
    assertEquals(content, Files.readString(aside));
    assertTrue(open().of(BOBS_NAME).isPresent());
  }

  @Test
  void text_that_is_not_utf_8_is_damage() throws IOException {
    Files.createDirectories(file().resolveSibling(""));
    Files.write(file(), new byte[] {(byte) 0xff});

    assertTrue(open().damaged().isPresent());
  }

  @Test
  void a_file_that_cannot_be_read_is_not_written_over() throws IOException {
    Files.createDirectories(file());

    VerifiedKeys keys = open();

    assertEquals(Optional.of(file()), keys.damaged());
    assertThrows(IOException.class, () -> keys.put(BOBS_NAME, BOB, NOW));
    assertTrue(keys.of(BOBS_NAME).isPresent());
    assertTrue(Files.isDirectory(file()));
  }

  private VerifiedKeys open() {
    return VerifiedKeys.open(folder, ALICE, NOW);
  }

  private Path file() {
    return folder.resolve("verified").resolve(ALICE.hex() + ".json");
  }
}
