package chat.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Appearance;
import chat.parley.model.Disclosure;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.model.WindowBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  @TempDir private Path folder;

  @Test
  void theFirstStartHasDefaultsAndWritesNothing() throws IOException {
    SettingsFile file = open();
    assertEquals(Settings.DEFAULTS, file.loaded());
    assertEquals(Optional.empty(), file.damaged());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void whatIsSavedIsReadAgain() throws IOException {
    Settings settings =
        new Settings(
            new Name("alice"),
            List.of(
                new RelayAddress.OnThisComputer(),
                new RelayAddress.Classic("relay.example", 8080),
                new RelayAddress.Parley(
                    new Invitation("relay.example", 7443, new Fingerprint(new byte[32]))),
                new RelayAddress.Classic("::1", 9000)),
            Path.of("/home/ålice/keys & more"),
            Appearance.DARK,
            140,
            320,
            new WindowBounds(-5, 10, 1080, 720, true),
            new Disclosure(false, true));
    open().save(settings);
    assertEquals(settings, open().loaded());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"version\": 2}",
        "{\"version\": 1, \"lastIdentity\": \"../alice\"}",
        "{\"version\": 1, \"recentRelays\": [\"classic host:99999\"]}",
        "{\"version\": 1, \"recentRelays\": [null]}",
        "{\"version\": 1, \"textScale\": \"large\"}",
        "{\"version\": 1, \"keysFolder\": \"a\\u0000b\"}",
        "{\"version\": 1, \"window\": {\"x\": 0, \"y\": 0, \"width\": -1, \"height\": 1}}"
      })
  void aDamagedFileIsPutAsideAndDefaultsHold(String content) throws IOException {
    Files.writeString(path(), content);
    SettingsFile file = open();
    assertEquals(Settings.DEFAULTS, file.loaded());
    Path aside = file.damaged().orElseThrow();
    assertEquals(content, Files.readString(aside));
    assertFalse(Files.exists(path()));

    file.save(Settings.DEFAULTS.withTextScale(120));
    assertEquals(120, open().loaded().textScale());
    assertTrue(Files.exists(aside));
  }

  @Test
  void aFileThatCannotBeReadIsNotWrittenOver() throws IOException {
    Files.createDirectory(path());
    SettingsFile file = open();
    assertEquals(Optional.of(path()), file.damaged());
    assertThrows(IOException.class, () -> file.save(Settings.DEFAULTS));
    assertTrue(Files.isDirectory(path()));
  }

  private SettingsFile open() {
    return SettingsFile.open(folder, NOW);
  }

  private Path path() {
    return folder.resolve("settings.json");
  }
}
