package chat.parley.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where this platform wants a program to keep the user's data.
public final class DataFolder {
  private DataFolder() {}

  /// `$HOME/.local/share/parley` (or under `XDG_DATA_HOME`), `~/Library/Application Support/Parley`, or
  /// `%APPDATA%\Parley`. It need not exist yet.
  public static Path ofThisUser() {
    return of(
        System.getProperty("os.name"), System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Path of(String system, Map<String, String> environment, Path home) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return absolute(environment, "APPDATA", home.resolve("AppData").resolve("Roaming"))
          .resolve("Parley");
    }
    if (name.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("Parley");
    }
    // Java has the home of the user database, which is another in a sandbox or with another user's
    // rights.
    Path own = absolute(environment, "HOME", home);
    return absolute(environment, "XDG_DATA_HOME", own.resolve(".local").resolve("share"))
        .resolve("parley");
  }

  /// The XDG Base Directory Specification has relative paths ignored.
  private static Path absolute(Map<String, String> environment, String variable, Path otherwise) {
    String value = environment.getOrDefault(variable, "");
    return !value.isEmpty() && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
  }
}
