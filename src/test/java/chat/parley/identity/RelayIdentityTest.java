package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.Keys;
import chat.parley.crypto.OpenSsl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayIdentityTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void theFirstStartMakesOneAndTheNextFindsIt() throws Exception {
    RelayIdentity made = open();
    Path file = folder.resolve(RelayIdentity.FILE);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(made.fingerprint(), open().fingerprint());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
    Files.delete(file);
    assertNotEquals(made.fingerprint(), open().fingerprint());
  }

  @Test
  void ofTwoFirstStartsAtOnceBothHaveTheSameOne() throws Exception {
    AtomicReference<RelayIdentity> faster = new AtomicReference<>();
    SecureRandom slow =
        new SecureRandom() {
          private static final long serialVersionUID = 1;

          @Override
          public void nextBytes(byte[] bytes) {
            super.nextBytes(bytes);
            if (faster.get() == null) {
              faster.set(assertDoesNotThrow(RelayIdentityTest.this::open));
            }
          }
        };
    RelayIdentity second = RelayIdentity.ofFolder(folder, slow, NOW);
    assertEquals(Objects.requireNonNull(faster.get()).fingerprint(), second.fingerprint());
    assertEquals(second.fingerprint(), open().fingerprint());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void aDamagedOneIsRefusedAndLeftAsItIs() throws Exception {
    open();
    Path file = folder.resolve(RelayIdentity.FILE);
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length - 30; length += 40) {
      byte[] cut = Arrays.copyOf(good, length);
      Files.write(file, cut);
      assertRefused();
      assertArrayEquals(cut, Files.readAllBytes(file));
    }
    byte[] flipped = good.clone();
    flipped[80] ^= 1;
    Files.write(file, flipped);
    assertRefused();
    Files.write(file, new byte[1 << 19]);
    assertRefused();
    Files.delete(file);
    Files.createDirectory(file);
    assertRefused();
  }

  @Test
  void aGivenOneIsReadAndMustBelongTogether() throws Exception {
    Path key = Keys.path("pkcs8.pem");
    Path certificate = folder.resolve("given.pem");
    OpenSsl.in(folder)
        .run(
            "req",
            "-x509",
            "-key",
            key.toAbsolutePath().toString(),
            "-subj",
            "/CN=x",
            "-days",
            "1",
            "-out",
            certificate.toString());
    assertEquals(
        Fingerprints.of(Keys.publicKey()), RelayIdentity.ofFiles(certificate, key).fingerprint());
    for (String other : new String[] {"other.pem", "ec.pem", "pub.pem", "pkcs8-aes-256.pem"}) {
      assertThrows(
          RelayIdentityUnusable.class,
          () -> RelayIdentity.ofFiles(certificate, Keys.path(other)),
          other);
    }
    assertThrows(RelayIdentityUnusable.class, () -> RelayIdentity.ofFiles(key, key));
    assertThrows(
        RelayIdentityUnusable.class,
        () -> RelayIdentity.ofFiles(folder.resolve("missing.pem"), key));
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    open();
    RelayIdentity.ofFolder(other, new SecureRandom(), Instant.now());
    OpenSsl.in(folder)
        .run("ecparam", "-name", "secp384r1", "-genkey", "-noout", "-out", "larger.pem");
    Path own = folder.resolve(RelayIdentity.FILE);
    for (Path key : List.of(other.resolve(RelayIdentity.FILE), folder.resolve("larger.pem"))) {
      assertThrows(RelayIdentityUnusable.class, () -> RelayIdentity.ofFiles(own, key));
    }
  }

  private void assertRefused() {
    String message = assertThrows(RelayIdentityUnusable.class, this::open).getMessage();
    assertTrue(String.valueOf(message).contains(RelayIdentity.FILE));
  }

  private RelayIdentity open() throws RelayIdentityUnusable {
    return RelayIdentity.ofFolder(folder, new SecureRandom(), NOW);
  }
}
