package chat.parley.app;

/// A command of the terminal client cannot go on. The message is the one sentence that its user reads.
final class CommandFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  CommandFailed(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
