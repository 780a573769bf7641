package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DesktopEntryTest {
  @Test
  void theEntryNamesTheClassThatWindowsAreKnownBy() throws IOException {
    Path entry = Path.of("packaging/linux/parley-messenger/chat.parley.Parley.desktop");
    assertTrue(
        Files.readAllLines(entry).contains("StartupWMClass=" + Parley.class.getName()),
        Files.readString(entry));
  }
}
