package chat.parley.relay;

import chat.parley.relay.store.RelayStore;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A store that answers some kinds of questions late, or not at all, as a test wants it.
final class HinderedStore implements InvocationHandler {
  private final RelayStore store;
  private final List<Runnable> held = new ArrayList<>();
  private Set<String> late = Set.of();
  private Set<String> failing = Set.of();

  HinderedStore(RelayStore store) {
    this.store = store;
  }

  RelayStore asStore() {
    return (RelayStore)
        Proxy.newProxyInstance(
            RelayStore.class.getClassLoader(), new Class<?>[] {RelayStore.class}, this);
  }

  /// Answers to these methods stay here until [#letGo].
  synchronized void hold(String... methods) {
    late = Set.of(methods);
  }

  /// These methods fail from now on, and others no more.
  synchronized void fail(String... methods) {
    failing = Set.of(methods);
  }

  /// How many answers stay here.
  synchronized int held() {
    return held.size();
  }

  synchronized void letGo() {
    late = Set.of();
    held.forEach(Runnable::run);
    held.clear();
  }

  @Override
  public synchronized @Nullable Object invoke(
      Object proxy, Method method, Object @Nullable [] arguments)
      throws ReflectiveOperationException {
    if (failing.contains(method.getName())) {
      return CompletableFuture.failedFuture(new IOException("the disk refuses"));
    }
    Object answer = method.invoke(store, arguments);
    if (!late.contains(method.getName()) || !(answer instanceof CompletableFuture<?> now)) {
      return answer;
    }
    CompletableFuture<Object> later = new CompletableFuture<>();
    held.add(
        () -> {
          var _ = now.thenAccept(later::complete);
        });
    return later;
  }
}
