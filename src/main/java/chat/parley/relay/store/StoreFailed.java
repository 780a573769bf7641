package chat.parley.relay.store;

/// The disk refused, or the store is closed: nothing is promised.
public final class StoreFailed extends Exception {
  private static final long serialVersionUID = 1;

  StoreFailed(String why) {
    super(why);
  }

  StoreFailed(Throwable cause) {
    super("the relay's store failed", cause);
  }
}
