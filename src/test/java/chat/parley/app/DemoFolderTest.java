package chat.parley.app;

import static chat.parley.identity.KeyWarning.PRIVATE_KEY_READABLE_BY_OTHERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import chat.parley.model.Name;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoFolderTest {
  private static final Path KEYS = Path.of("keys");
  private static final List<Name> ALICE = List.of(new Name("alice"));

  @TempDir Path empty;

  @Test
  void takesCopiesOfTheKeysThatAreThere() throws Exception {
    try (DemoFolder folder = DemoFolder.create(ALICE, KEYS)) {
      assertEquals(given("alice").fingerprint(), only(folder).fingerprint());
      assertFalse(only(folder).warnings().contains(PRIVATE_KEY_READABLE_BY_OTHERS));
      assertNotEquals(KEYS.toAbsolutePath(), folder.keys());
    }
  }

  @Test
  void makesKeysWhereThereAreNone() throws Exception {
    try (DemoFolder folder = DemoFolder.create(ALICE, empty)) {
      assertTrue(only(folder).isUsable());
      assertNotEquals(given("alice").fingerprint(), only(folder).fingerprint());
    }
  }

  @ParameterizedTest
  @CsvSource({"Alice, pub.pem", "alice, none.pem"})
  void makesKeysWhereThoseThatAreThereCannotBeCopied(String called, String publicKey)
      throws Exception {
    Path there = Files.createDirectory(empty.resolve(called));
    Files.copy(KEYS.resolve("alice/priv.pem"), there.resolve("priv.pem"));
    Files.copy(KEYS.resolve("alice/pub.pem"), there.resolve(publicKey));
    try (DemoFolder folder = DemoFolder.create(ALICE, empty)) {
      assertTrue(only(folder).isUsable());
    }
  }

  @Test
  void twoDemonstrationsDoNotMeet() throws Exception {
    try (DemoFolder one = DemoFolder.create(ALICE, KEYS);
        DemoFolder other = DemoFolder.create(ALICE, KEYS)) {
      assertNotEquals(one.keys(), other.keys());
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    DemoFolder folder = DemoFolder.create(ALICE, KEYS);
    Files.createDirectories(folder.data());
    folder.close();
    assertFalse(Files.exists(folder.keys().getParent()));
  }

  private static KeysFolderEntry only(DemoFolder folder) {
    List<KeysFolderEntry> entries = KeysFolder.at(folder.keys()).entries();
    assertEquals(1, entries.size());
    return entries.getFirst();
  }

  private static KeysFolderEntry given(String name) {
    return KeysFolder.at(KEYS).entries().stream()
        .filter(entry -> entry.label().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
