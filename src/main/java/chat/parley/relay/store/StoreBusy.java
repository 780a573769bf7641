package chat.parley.relay.store;

/// Too much waits for the disk already: nothing was changed, and the same may be asked again later.
public final class StoreBusy extends Exception {
  private static final long serialVersionUID = 1;

  StoreBusy() {
    super("too much waits for the disk");
  }
}
