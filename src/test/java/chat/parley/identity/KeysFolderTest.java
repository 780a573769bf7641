package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Name;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysFolderTest {
  private static final char[] NONE = {};

  @TempDir Path temp;

  @Test
  void theDemonstrationIdentitiesCanLogIn() throws Exception {
    KeysFolder keys = KeysFolder.at(Path.of("keys"));
    List<KeysFolderEntry> entries = keys.entries();
    assertEquals(
        List.of("alice", "bob", "carol"), entries.stream().map(KeysFolderEntry::label).toList());
    for (KeysFolderEntry entry : entries) {
      assertNull(entry.problem());
      Name name = Name.typed(entry.label());
      assertEquals(name, entry.name());
      assertTrue(entry.canLogIn());
      assertEquals(2048, entry.keyBits());
      assertEquals(keys.unlock(name, NONE).fingerprint(), entry.fingerprint());
      assertEquals(keys.peer(name).orElseThrow().fingerprint(), entry.fingerprint());
    }
  }

  @Test
  void aNewIdentityCanBeUnlocked() throws Exception {
    KeysFolder keys = KeysFolder.at(temp.resolve("keys"));
    char[] passphrase = "correct horse".toCharArray();
    Identity made = keys.create(new Name("dora"), 2048, passphrase, new SecureRandom());
    Identity read = keys.unlock(new Name("dora"), passphrase);
    assertArrayEquals(made.publicKey().spki(), read.publicKey().spki());
  }
}
