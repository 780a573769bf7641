package chat.parley.relay;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.KeptMessage;
import chat.parley.relay.store.RelayStore;
import chat.parley.wire.parley.SignedPrekey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// A store whose disk refuses while a test wants it to.
final class FailingStore implements RelayStore {
  private final RelayStore store;
  private volatile boolean fails;
  private final AtomicBoolean failsOnce = new AtomicBoolean();

  FailingStore(RelayStore store) {
    this.store = store;
  }

  void fail(boolean now) {
    fails = now;
  }

  /// The next message finds too much before it; those after it find room again.
  void failOneMessage() {
    failsOnce.set(true);
  }

  private <T> CompletableFuture<T> unlessFailing(Supplier<CompletableFuture<T>> task) {
    return fails ? CompletableFuture.failedFuture(new IOException("disk full")) : task.get();
  }

  @Override
  public CompletableFuture<Bound> bind(Name name, Bytes key, boolean ifNew) {
    return unlessFailing(() -> store.bind(name, key, ifNew));
  }

  @Override
  public CompletableFuture<Bound> rebind(Name name, Bytes key) {
    return unlessFailing(() -> store.rebind(name, key));
  }

  @Override
  public CompletableFuture<Optional<List<Long>>> publish(
      Name account, Bytes key, List<SignedPrekey> prekeys) {
    return unlessFailing(() -> store.publish(account, key, prekeys));
  }

  @Override
  public CompletableFuture<List<Long>> prekeys(Name account) {
    return unlessFailing(() -> store.prekeys(account));
  }

  @Override
  public CompletableFuture<Bundle> take(Name account, Name asker) {
    return unlessFailing(() -> store.take(account, asker));
  }

  @Override
  public CompletableFuture<Kept> keep(Name from, Name to, Bytes id, Bytes payload) {
    return failsOnce.getAndSet(false)
        ? CompletableFuture.failedFuture(new IOException("too much waits"))
        : unlessFailing(() -> store.keep(from, to, id, payload));
  }

  @Override
  public CompletableFuture<List<KeptMessage>> page(
      Name account, long after, int limit, long maxBytes) {
    return unlessFailing(() -> store.page(account, after, limit, maxBytes));
  }

  @Override
  public CompletableFuture<Long> waiting(Name account) {
    return unlessFailing(() -> store.waiting(account));
  }

  @Override
  public CompletableFuture<Long> acknowledge(Name account, long place) {
    return unlessFailing(() -> store.acknowledge(account, place));
  }

  @Override
  public CompletableFuture<Long> expire() {
    return unlessFailing(store::expire);
  }

  @Override
  public CompletableFuture<List<StoredAccount>> accounts(String after, int limit) {
    return unlessFailing(() -> store.accounts(after, limit));
  }

  @Override
  public void close() {
    store.close();
  }
}
