package chat.parley.ui.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.KeysFolder;
import chat.parley.identity.KeysFolderEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

class IdentitiesViewModelTest {
  private static final Path DEMO = Path.of("keys");

  @TempDir private Path folder;

  @Test
  void contactsWithoutAPrivateKeyAreNotListed() throws IOException {
    copy("alice", "pub.pem");
    assertInstanceOf(Listing.Empty.class, read().listing().get());
  }

  @Test
  void aBrokenIdentityIsListedAndNotChosen() throws IOException {
    Files.createDirectory(folder.resolve("aaron"));
    Files.writeString(folder.resolve("aaron/priv.pem"), "no key");
    copy("bob", "priv.pem");
    copy("bob", "pub.pem");
    IdentitiesViewModel model = read();
    Listing.Full full = assertInstanceOf(Listing.Full.class, model.listing().get());
    assertEquals(List.of("aaron", "bob"), labels(full));
    assertEquals("bob", label(model));
  }

  @Test
  void aFolderThatIsNotThereIsEmpty() {
    IdentitiesViewModel model =
        new IdentitiesViewModel(
            Runnable::run, Runnable::run, KeysFolder.at(folder.resolve("none")), null);
    assertInstanceOf(Listing.Empty.class, model.listing().get());
    assertNull(model.selected().get());
    model.close();
  }

  /// Who is asked for the folder with the keys may well choose the one with the files.
  @Test
  void whoChoosesTheFolderOfOneIdentityMeansTheOneAbove() throws IOException {
    copy("bob", "priv.pem");
    copy("bob", "pub.pem");
    IdentitiesViewModel model =
        new IdentitiesViewModel(
            Runnable::run, Runnable::run, KeysFolder.at(folder.resolve("bob")), null);
    assertEquals(KeysFolder.at(folder).path(), model.folder().get().path());
    assertEquals("bob", label(model));
    model.close();
  }

  @Test
  void whatIsPutIntoTheFolderShowsByItself() throws Exception {
    // Neither is shut down: the watch may come after the model is closed, and is handed on then.
    ExecutorService ui = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    Executor background = Thread::startVirtualThread;
    IdentitiesViewModel model =
        ui.submit(() -> new IdentitiesViewModel(ui, background, KeysFolder.at(folder), null)).get();
    copy("carol", "priv.pem");
    copy("carol", "pub.pem");
    WaitForAsyncUtils.waitFor(
        10,
        TimeUnit.SECONDS,
        () -> ui.submit(() -> model.listing().get() instanceof Listing.Full).get());
    assertEquals("carol", ui.submit(() -> label(model)).get());
    ui.submit(model::close).get();
  }

  @Test
  void aCardIsNewOnlyIfItsKeysAre() throws IOException {
    copy("bob", "priv.pem");
    IdentitiesViewModel model = read();
    Listing before = model.listing().get();
    model.refresh();
    assertEquals(before, model.listing().get());
    assertTrue(model.listing().get() instanceof Listing.Full);
  }

  private IdentitiesViewModel read() {
    IdentitiesViewModel model =
        new IdentitiesViewModel(Runnable::run, Runnable::run, KeysFolder.at(folder), null);
    model.close();
    return model;
  }

  private void copy(String name, String file) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.copy(DEMO.resolve(name).resolve(file), folder.resolve(name).resolve(file));
  }

  private static String label(IdentitiesViewModel model) {
    KeysFolderEntry entry = model.selected().get();
    return entry == null ? "nobody" : entry.label();
  }

  private static List<String> labels(Listing.Full full) {
    return full.entries().stream().map(KeysFolderEntry::label).toList();
  }
}
