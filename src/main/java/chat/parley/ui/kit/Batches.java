package chat.parley.ui.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Hands over, on another thread and all at once, what came in the meantime: five hundred events in one
/// burst are one task for the FX thread, not five hundred.
///
/// Items keep their order. May be given items by any thread; after [#close] it hands over nothing more.
public final class Batches<T> implements Consumer<T>, AutoCloseable {
  private final Executor thread;
  private final Consumer<List<T>> consumer;
  private final Object lock = new Object();
  private List<T> waiting = new ArrayList<>();
  private boolean closed;

  /// @param thread where the consumer is called
  /// @param consumer takes each batch, never an empty one
  public Batches(Executor thread, Consumer<List<T>> consumer) {
    this.thread = thread;
    this.consumer = consumer;
  }

  @Override
  public void accept(T item) {
    boolean first;
    synchronized (lock) {
      if (closed) {
        return;
      }
      first = waiting.isEmpty();
      waiting.add(item);
    }
    if (first) {
      thread.execute(this::handOver);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      waiting.clear();
    }
  }

  private void handOver() {
    List<T> batch;
    synchronized (lock) {
      batch = waiting;
      waiting = new ArrayList<>();
    }
    if (!batch.isEmpty()) {
      consumer.accept(batch);
    }
  }
}
