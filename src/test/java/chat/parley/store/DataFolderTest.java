package chat.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFolderTest {
  private static final Path HOME = Path.of("/home/alice");

  @Test
  void each_platform_has_its_place() {
    assertEquals(HOME.resolve(".local/share/parley"), DataFolder.of("Linux", Map.of(), HOME));
    assertEquals(
        HOME.resolve("Library/Application Support/Parley"),
        DataFolder.of("Mac OS X", Map.of(), HOME));
    assertEquals(
        HOME.resolve("AppData/Roaming/Parley"), DataFolder.of("Windows 11", Map.of(), HOME));
  }

  @Test
  void on_linux_the_home_of_the_environment_counts_unless_it_is_relative() {
    assertEquals(
        Path.of("/sandbox/.local/share/parley"),
        DataFolder.of("Linux", Map.of("HOME", "/sandbox"), HOME));
    assertEquals(
        HOME.resolve(".local/share/parley"),
        DataFolder.of("Linux", Map.of("HOME", "sandbox"), HOME));
    assertEquals(
        HOME.resolve("Library/Application Support/Parley"),
        DataFolder.of("Mac OS X", Map.of("HOME", "/sandbox"), HOME));
  }

  @Test
  void a_place_that_the_user_set_comes_first_unless_it_is_relative() {
    assertEquals(
        Path.of("/data/parley"), DataFolder.of("Linux", Map.of("XDG_DATA_HOME", "/data"), HOME));
    assertEquals(
        HOME.resolve(".local/share/parley"),
        DataFolder.of("Linux", Map.of("XDG_DATA_HOME", "data"), HOME));
  }
}
