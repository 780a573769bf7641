package chat.parley.ui.shortcuts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Which build this is, as the build wrote it into `chat/parley/build.properties`.
///
/// @param version null if it is not known, as in a program that runs from its sources
/// @param commit what it was built from; null likewise
record Build(@Nullable String version, @Nullable String commit) {
  private static final String FILE = "/chat/parley/build.properties";
  private static final int COMMIT_SHOWN = 12;

  /// The one that runs.
  static Build running() {
    Properties facts = new Properties();
    try (InputStream file = Build.class.getResourceAsStream(FILE)) {
      if (file != null) {
        facts.load(file);
      }
    } catch (IOException e) {
      // then it is not known
    }
    String version = fact(facts, "version");
    return new Build(
        version == null ? Build.class.getPackage().getImplementationVersion() : version,
        fact(facts, "commit"));
  }

  private static @Nullable String fact(Properties facts, String key) {
    String value = facts.getProperty(key, "").strip();
    return value.isEmpty() || value.startsWith("$") ? null : value;
  }

  /// The beginning of the commit, as people write it.
  @Nullable String shortCommit() {
    return commit == null || commit.length() <= COMMIT_SHOWN
        ? commit
        : commit.substring(0, COMMIT_SHOWN);
  }
}
