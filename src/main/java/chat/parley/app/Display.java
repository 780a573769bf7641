package chat.parley.app;

import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.ExitCode;

/// Whether there is a screen to open a window on.
final class Display {
  private Display() {}

  static boolean isThere() {
    return isThere(
        System.getProperty("os.name", ""),
        System.getProperty("glass.platform", ""),
        System.getenv(),
        new XDisplay()::answers);
  }

  /// Windows and macOS always have one; elsewhere an X server has to answer where the environment says. Wayland alone helps
  /// JavaFX to nothing.
  ///
  /// @param answers whether there is a server at a display of this name
  static boolean isThere(
      String system, String toolkit, Map<String, String> environment, Predicate<String> answers) {
    return system.startsWith("Windows")
        || system.startsWith("Mac")
        || toolkit.equals("Headless")
        || answers.test(environment.getOrDefault("DISPLAY", ""));
  }

  /// Starts JavaFX and returns when it has ended, or ends the program with a sentence if the display that was named
  /// does not answer.
  ///
  /// @param first runs on the FX thread as soon as there is one
  static void open(Runnable first) {
    try {
      Parley.open(first);
    } catch (UnsupportedOperationException e) {
      System.err.printf(
          "parley: the display %s cannot be opened; without DISPLAY there is a demonstration%n",
          System.getenv("DISPLAY"));
      System.exit(ExitCode.USAGE);
    }
  }
}
