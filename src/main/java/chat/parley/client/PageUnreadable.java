package chat.parley.client;

/// A page of a conversation could not be read from the history.
public final class PageUnreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  PageUnreadable() {
    super("the history could not be read");
  }
}
