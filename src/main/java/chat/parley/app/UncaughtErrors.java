package chat.parley.app;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Writes down what no part of the program expected, and lets it go on. Messages of exceptions may hold
/// what a user wrote or where it lives, so only their types and places are logged.
final class UncaughtErrors implements Thread.UncaughtExceptionHandler {
  private static final System.Logger LOG = System.getLogger(UncaughtErrors.class.getName());
  private static final int DEPTH = 30;

  private UncaughtErrors() {}

  /// From now on, for all threads.
  static void install() {
    Thread.setDefaultUncaughtExceptionHandler(new UncaughtErrors());
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    LOG.log(System.Logger.Level.ERROR, () -> "in thread " + thread.getName() + ": " + text(error));
  }

  static String text(Throwable error) {
    StringBuilder text = new StringBuilder();
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      text.append(depth == 0 ? "" : "caused by ").append(cause.getClass().getName());
      text.append(
          Arrays.stream(cause.getStackTrace())
              .limit(DEPTH)
              .map(place -> "\n  at " + place)
              .collect(Collectors.joining()));
      text.append('\n');
      cause = cause.getCause();
    }
    return text.toString();
  }
}
