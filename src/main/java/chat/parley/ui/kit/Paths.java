package chat.parley.ui.kit;

import java.nio.file.Path;

/// How a path is shown to a person.
public final class Paths {
  private Paths() {}

  /// The path with `~` for the user's own folder.
  public static String brief(Path path) {
    return brief(path, Path.of(System.getProperty("user.home", "/")));
  }

  static String brief(Path path, Path home) {
    if (path.equals(home)) {
      return "~";
    }
    return path.startsWith(home) && home.getNameCount() > 0
        ? Path.of("~").resolve(home.relativize(path)).toString()
        : path.toString();
  }
}
