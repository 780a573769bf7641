package chat.parley.app;

import chat.parley.client.Messenger;
import chat.parley.client.MessengerFactory;
import chat.parley.model.Name;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// Logs people out while the program goes on, and lets nobody in again before the last goodbye of the same
/// name is over: the relay and the files on the disk are free then.
///
/// Any thread may call.
final class Goodbyes {
  private final Executor background;
  private final Set<Goodbye> underWay = ConcurrentHashMap.newKeySet();

  Goodbyes(Executor background) {
    this.background = background;
  }

  /// Logs somebody out without waiting for it.
  void say(Messenger messenger) {
    Goodbye goodbye = new Goodbye(messenger.account().name());
    underWay.add(goodbye);
    background.execute(
        () -> {
          try {
            messenger.close();
          } finally {
            underWay.remove(goodbye);
            goodbye.over.complete(null);
          }
        });
  }

  /// The same factory, but one that waits.
  MessengerFactory before(MessengerFactory factory) {
    return (identity, keys, relay) -> {
      await(identity.name());
      return factory.open(identity, keys, relay);
    };
  }

  private void await(Name name) {
    for (Goodbye goodbye : List.copyOf(underWay)) {
      if (goodbye.name.equals(name)) {
        goodbye.over.join();
      }
    }
  }

  /// Waits until everybody who was to be logged out is.
  void awaitAll() {
    List.copyOf(underWay).forEach(goodbye -> goodbye.over.join());
  }

  private static final class Goodbye {
    private final Name name;
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    Goodbye(Name name) {
      this.name = name;
    }
  }
}
