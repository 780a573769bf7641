package chat.parley.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Who is told what happens. Notices from before anybody listened are told to the first who does. Belongs
/// to the core thread, but for closing a subscription.
final class Listeners {
  private static final Logger LOG = System.getLogger(Listeners.class.getName());
  private static final int MAX_UNHEARD = 50;

  private final Core core;
  private final List<Listener> listening = new ArrayList<>();
  private final Queue<MessengerEvent> unheard = new ArrayDeque<>();

  Listeners(Core core) {
    this.core = core;
  }

  /// Any thread may call this.
  ///
  /// @param state how things stand, as events
  Subscription add(Consumer<MessengerEvent> consumer, Supplier<List<MessengerEvent>> state) {
    Listener listener = new Listener(consumer);
    core.execute(
        () -> {
          state.get().forEach(listener::tell);
          unheard.forEach(listener::tell);
          unheard.clear();
          listening.add(listener);
        });
    return () -> {
      listener.closed = true;
      core.execute(() -> listening.remove(listener));
    };
  }

  void tell(MessengerEvent event) {
    if (listening.isEmpty() && event instanceof MessengerEvent.Noticed) {
      if (unheard.size() < MAX_UNHEARD) {
        unheard.add(event);
      }
      return;
    }
    // A copy, since a listener may subscribe or unsubscribe others.
    List.copyOf(listening).forEach(listener -> listener.tell(event));
  }

  private static final class Listener {
    private final Consumer<MessengerEvent> consumer;
    private volatile boolean closed;

    Listener(Consumer<MessengerEvent> consumer) {
      this.consumer = consumer;
    }

    void tell(MessengerEvent event) {
      if (closed) {
        return;
      }
      try {
        consumer.accept(event);
      } catch (RuntimeException defect) {
        LOG.log(Level.ERROR, "a listener failed", defect);
      }
    }
  }
}
