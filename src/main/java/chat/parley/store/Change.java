package chat.parley.store;

/// What is done to the database in one commit, without a result. Bound by the rules of [Work].
@FunctionalInterface
public interface Change {
  void run(Tables tables) throws StoreException;
}
