package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Appearance;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
  private static final Name ALICE = new Name("alice");

  @TempDir private Path folder;
  private final Deque<Runnable> writes = new ArrayDeque<>();

  @Test
  void theLastFiveRelaysAreRememberedTheNewestFirst() {
    Preferences preferences = Preferences.inMemory();
    IntStream.rangeClosed(1, 6).forEach(i -> preferences.loggedIn(ALICE, relay(i)));
    preferences.loggedIn(ALICE, relay(4));
    assertEquals(
        List.of(relay(4), relay(6), relay(5), relay(3), relay(2)), preferences.recentRelays());
    assertEquals(Optional.of(ALICE), preferences.lastIdentity());
  }

  @Test
  void aNewInvitationToARelayTakesThePlaceOfTheOldOne() {
    Preferences preferences = Preferences.inMemory();
    RelayAddress old = new RelayAddress.Parley(new Invitation("relay.example", 7443, key(1)));
    RelayAddress other = new RelayAddress.Parley(new Invitation("relay.example", 7444, key(1)));
    RelayAddress fresh = new RelayAddress.Parley(new Invitation("Relay.example", 7443, key(2)));
    preferences.loggedIn(ALICE, old);
    preferences.loggedIn(ALICE, other);
    preferences.loggedIn(ALICE, fresh);
    assertEquals(List.of(fresh, other), preferences.recentRelays());
  }

  @Test
  void whatCannotBeWrittenIsToldOnce() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    List<String> told = new ArrayList<>();
    Preferences preferences =
        Preferences.load(folder.resolve("file"), InstantSource.system(), Runnable::run);
    preferences.whenNotWritten(() -> told.add("told"));
    preferences.setTextScale(110);
    preferences.setTextScale(120);
    assertEquals(List.of("told"), told);
    preferences.whenNotWritten(() -> told.add("told late"));
    assertEquals(List.of("told", "told late"), told);
    assertEquals(120, preferences.textScale());
  }

  @Test
  void changesInARowAreOneWrite() {
    Preferences preferences = load();
    preferences.setTextScale(110);
    preferences.setTextScale(120);
    preferences.setAppearance(Appearance.DARK);
    assertEquals(1, writes.size());
    writes.remove().run();
    assertEquals(120, load().textScale());
    assertEquals(Appearance.DARK, load().appearance());
  }

  @Test
  void aChangeAfterAWriteIsWrittenToo() {
    Preferences preferences = load();
    preferences.setSidebarWidth(300);
    writes.remove().run();
    preferences.setSidebarWidth(310);
    writes.remove().run();
    assertEquals(310, load().sidebarWidth());
  }

  @Test
  void noChangeIsNoWrite() {
    Preferences preferences = load();
    preferences.setTextScale(preferences.textScale());
    assertTrue(writes.isEmpty());
  }

  @Test
  void closingWritesWhatIsNotWritten() {
    Preferences preferences = load();
    preferences.setKeysFolder(folder.resolve("keys"));
    preferences.close();
    assertEquals(Optional.of(folder.resolve("keys")), load().keysFolder());
  }

  @Test
  void aDamagedFileIsTold() throws IOException {
    Files.writeString(folder.resolve("settings.json"), "{{{");
    assertTrue(load().damagedFile().isPresent());
    assertFalse(load().damagedFile().isPresent(), "only once");
  }

  private Preferences load() {
    return Preferences.load(folder, InstantSource.system(), writes::add);
  }

  private static RelayAddress relay(int number) {
    return new RelayAddress.Classic("relay" + number, 8080);
  }

  private static Fingerprint key(int seed) {
    byte[] bytes = new byte[Fingerprint.BYTES];
    Arrays.fill(bytes, (byte) seed);
    return new Fingerprint(bytes);
  }
}
