package chat.parley.store;

/// What is done to the database in one commit, to a result.
@FunctionalInterface
public interface Work<T> {
  /// Reads and writes. Must not call the database itself, and must leave nothing changed elsewhere if it
  /// throws: then nothing in the database has changed either.
  T run(Tables tables) throws StoreException;
}
