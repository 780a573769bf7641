package chat.parley.session;

/// A payload that was opened before: somebody repeats it. It is dropped, and nothing is lost.
public final class AlreadyOpened extends Exception {
  private static final long serialVersionUID = 1;

  public AlreadyOpened() {
    super("a payload came a second time");
  }
}
