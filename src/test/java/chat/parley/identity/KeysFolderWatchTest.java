package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import chat.parley.crypto.Keys;
import chat.parley.model.Name;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysFolderWatchTest {
  private static final Name ALICE = new Name("alice");

  @TempDir Path temp;

  private final BlockingQueue<Thread> calls = new LinkedBlockingQueue<>();
  private Path root = Path.of("");
  private KeysFolder keys = KeysFolder.at(root);
  private @Nullable KeysFolderWatch watch;

  @BeforeEach
  void aFolder() {
    root = temp.resolve("keys");
    keys = KeysFolder.at(root);
  }

  @AfterEach
  void stop() {
    if (watch != null) {
      watch.close();
    }
  }

  private void begin() {
    watch = keys.watch(() -> calls.add(Thread.currentThread()));
  }

  private void assertTold() throws InterruptedException {
    Thread told = calls.poll(20, TimeUnit.SECONDS);
    assertNotNull(told);
    // One change may come in two looks; what belongs to it is over when nothing comes for a moment.
    while (told != null) {
      told = calls.poll(150, TimeUnit.MILLISECONDS);
    }
  }

  private void assertNotTold() throws InterruptedException {
    assertNull(calls.poll(500, TimeUnit.MILLISECONDS));
  }

  private void put(String fixture) throws IOException {
    Files.createDirectories(root.resolve("alice"));
    Files.write(root.resolve("alice/pub.pem"), Keys.bytes(fixture));
  }

  @Test
  void everyChangeInsideIsTold() throws Exception {
    Files.createDirectories(root);
    begin();
    put("pub.pem");
    assertTold();
    assertEquals(Keys.publicKey(), keys.peer(ALICE).orElseThrow().key());
    put("other-pub.pem");
    assertTold();
    Files.setPosixFilePermissions(
        root.resolve("alice/pub.pem"), PosixFilePermissions.fromString("rw-------"));
    assertTold();
    Files.delete(root.resolve("alice/pub.pem"));
    assertTold();
    Files.move(root.resolve("alice"), root.resolve("bob"));
    assertTold();
  }

  @Test
  void theFolderMayComeGoAndComeAgain() throws Exception {
    begin();
    put("pub.pem");
    assertTold();
    Files.move(root, temp.resolve("away"));
    assertTold();
    Files.move(temp.resolve("away"), root);
    assertTold();
    put("other-pub.pem");
    assertTold();
    Files.delete(root.resolve("alice/pub.pem"));
    Files.delete(root.resolve("alice"));
    Files.delete(root);
    assertTold();
    Files.createDirectories(root);
    assertTold();
  }

  @Test
  void noiseBesideTheFolderIsNotTold() throws Exception {
    Files.createDirectories(root);
    begin();
    Files.writeString(temp.resolve("noise"), "noise");
    Files.createDirectories(root.resolve(".new-1"));
    Files.writeString(root.resolve(".new-1/priv.pem"), "draft");
    Files.delete(temp.resolve("noise"));
    assertNotTold();
  }

  @Test
  void afterTheEndNothingIsTold() throws Exception {
    put("pub.pem");
    begin();
    KeysFolderWatch begun = watch;
    assertNotNull(begun);
    begun.close();
    begun.close();
    put("other-pub.pem");
    assertNotTold();
  }

  @Test
  void aListenerThatFailsHearsTheNextChange() throws Exception {
    Files.createDirectories(root);
    watch =
        keys.watch(
            () -> {
              calls.add(Thread.currentThread());
              throw new IllegalStateException("on purpose");
            });
    put("pub.pem");
    assertTold();
    put("other-pub.pem");
    assertTold();
  }
}
