package chat.parley.session.ratchet;

/// Stored bytes that are no session state of this version, or of another pair of people: a damaged
/// database, never the other side's doing.
public final class StateDamaged extends Exception {
  private static final long serialVersionUID = 1;

  /// @param what which state
  StateDamaged(String what) {
    super("the stored state is damaged: " + what);
  }
}
