package chat.parley.app;

import java.util.Map;

/// Whether there is a screen to open a window on.
final class Display {
  private Display() {}

  static boolean isThere() {
    return isThere(
        System.getProperty("os.name", ""),
        System.getProperty("glass.platform", ""),
        System.getenv());
  }

  /// Windows and macOS always have one; elsewhere X11 or Wayland has to say so.
  static boolean isThere(String system, String toolkit, Map<String, String> environment) {
    return system.startsWith("Windows")
        || system.startsWith("Mac")
        || toolkit.equals("Headless")
        || !environment.getOrDefault("DISPLAY", "").isEmpty();
  }
}
