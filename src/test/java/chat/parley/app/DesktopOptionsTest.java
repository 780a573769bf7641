package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.Preferences;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DesktopOptionsTest {
  private static final Path DATA = Path.of("/data");
  private static final String LINK = "parley://relay.example/#" + "a".repeat(52);

  private final DesktopOptions options = new DesktopOptions();

  @Test
  void everyOptionIsRead() {
    assertEquals(
        OptionalInt.empty(),
        DesktopMain.read(
            options, "--keys", "/k", "--data", "/d", "--as", "Alice", "--classic", "host:9000"));
    assertEquals(Path.of("/k"), options.keys);
    assertEquals(Path.of("/d"), options.data);
    assertEquals(new Name("alice"), options.as);
    assertEquals(new RelayAddress.Classic("host", 9000), options.relay());
    assertNull(options.link());
    assertFalse(options.demo);
  }

  @Test
  void anInvitationIsUsedOrOnlyConsidered() {
    assertEquals(OptionalInt.empty(), DesktopMain.read(options, "--relay", LINK));
    assertEquals(new RelayAddress.Parley(Invitation.parse(LINK)), options.relay());

    DesktopOptions opened = new DesktopOptions();
    assertEquals(OptionalInt.empty(), DesktopMain.read(opened, "--data=/d", LINK));
    assertEquals(Invitation.parse(LINK), opened.link());
    assertNull(opened.relay());
  }

  @Test
  void oneRelayIsNamedAtMost() {
    assertEquals(
        OptionalInt.of(2), DesktopMain.read(options, "--relay", LINK, "--classic", "host:9000"));
    assertEquals(OptionalInt.of(2), DesktopMain.read(new DesktopOptions(), LINK, LINK));
    assertEquals(
        OptionalInt.of(2), DesktopMain.read(new DesktopOptions(), "--classic", "host:9000", LINK));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--as=../bob",
        "--classic=host:port",
        "--relay=host:7443",
        "https://host/",
        "--nonsense",
        "stray",
        "--keys"
      })
  void whatMakesNoSenseEndsWithTwo(String argument) {
    assertEquals(OptionalInt.of(2), DesktopMain.read(options, argument));
  }

  @Test
  void anAtSignReadsNoFileOfArguments(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("arguments"), "--demo");
    assertEquals(OptionalInt.of(2), DesktopMain.read(options, "@" + file));
    assertFalse(options.demo);
  }

  @Test
  void keysAreWhereTheUserSaidElseWhereTheyAre() {
    Preferences preferences = Preferences.inMemory();
    assertEquals(Path.of("keys").toAbsolutePath(), options.keysFolder(preferences, DATA));
    preferences.setKeysFolder(Path.of("/chosen"));
    assertEquals(Path.of("/chosen"), options.keysFolder(preferences, DATA));
    options.keys = Path.of("/said");
    assertEquals(Path.of("/said"), options.keysFolder(preferences, DATA));
  }

  @Test
  void aDisplayIsThereIfTheSystemSaysSoAndItAnswers() {
    assertTrue(isThere("Linux", "", Map.of("DISPLAY", ":1")));
    assertFalse(isThere("Linux", "", Map.of("DISPLAY", ":2")));
    assertFalse(isThere("Linux", "", Map.of("DISPLAY", "")));
    assertFalse(isThere("Linux", "", Map.of("WAYLAND_DISPLAY", ":1")));
    assertTrue(isThere("Linux", "Headless", Map.of()));
    assertTrue(isThere("Mac OS X", "", Map.of()));
    assertTrue(isThere("Windows 11", "", Map.of()));
  }

  private static boolean isThere(String system, String toolkit, Map<String, String> environment) {
    return Display.isThere(system, toolkit, environment, ":1"::equals);
  }

  @Test
  void whatIsLoggedOfAnErrorHoldsNoMessage() {
    Exception error = new IllegalStateException("hello bob", new RuntimeException("/home/alice"));
    String text = UncaughtErrors.text(error);
    assertTrue(text.contains("IllegalStateException") && text.contains("RuntimeException"));
    assertTrue(text.contains("DesktopOptionsTest"));
    assertFalse(text.contains("bob") || text.contains("alice"));
  }
}
