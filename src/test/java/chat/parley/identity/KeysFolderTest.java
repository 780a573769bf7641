package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Name;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
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

  @Test
  void allPeersAreReadInOneLookAndABrokenOneSaysWhy() throws Exception {
    String bob = Files.readString(Path.of("keys", "bob", "pub.pem"));
    for (String folder : List.of("bob", "carol", "Carol", "dave", "erin", "con")) {
      Files.createDirectory(temp.resolve(folder));
      Files.writeString(temp.resolve(folder).resolve("pub.pem"), bob);
    }
    Files.writeString(temp.resolve("dave").resolve("pub.pem"), "no key");
    Files.move(temp.resolve("erin").resolve("pub.pem"), temp.resolve("erin").resolve("priv.pem"));

    List<PeerEntry> peers = KeysFolder.at(temp).peers();

    assertEquals(
        List.of("bob", "carol", "dave", "erin"),
        peers.stream().map(peer -> peer.name().value()).toList());
    assertEquals(KeysFolder.at(temp).peer(new Name("bob")).orElseThrow(), peers.get(0).key());
    assertEquals(KeyProblem.Reason.NAME_TWICE, problem(peers.get(1)));
    assertEquals(KeyProblem.Reason.NOT_PEM, problem(peers.get(2)));
    assertNull(peers.get(3).problem());
    assertNull(peers.get(3).key());
  }

  private static KeyProblem.Reason problem(PeerEntry peer) {
    return Objects.requireNonNull(peer.problem()).reason();
  }
}
