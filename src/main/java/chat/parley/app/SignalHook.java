package chat.parley.app;

/// What is done at a signal, SIGTERM or Ctrl-C, before the process ends. Java ends it with a code that says which signal it was.
final class SignalHook implements AutoCloseable {
  private final Thread onSignal;

  /// From now on.
  SignalHook(Runnable action) {
    onSignal = new Thread(action, "end at a signal");
    Runtime.getRuntime().addShutdownHook(onSignal);
  }

  /// From now on nothing is done any more.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException ending) {
      // The signal came meanwhile, and its thread is at it.
    }
  }
}
