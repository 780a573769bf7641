package chat.parley.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/// Keeps what comes from one sender in order while a worker does something slow for the first of it; other
/// senders are not held up. Belongs to the core thread.
///
/// @param <K> what tells senders apart
final class Lanes<K> {
  private final Map<K, Queue<Runnable>> held = new HashMap<>();

  /// Does a task now, or after what the lane is held for.
  void run(K lane, Runnable task) {
    Queue<Runnable> waiting = held.get(lane);
    if (waiting == null) {
      task.run();
    } else {
      waiting.add(task);
    }
  }

  /// Holds a lane up until [#release].
  void hold(K lane) {
    held.put(lane, new ArrayDeque<>());
  }

  /// Lets a lane go on, until one of its tasks holds it again.
  void release(K lane) {
    Queue<Runnable> waiting = held.remove(lane);
    if (waiting == null) {
      return;
    }
    while (!waiting.isEmpty() && !held.containsKey(lane)) {
      Core.run(waiting.remove());
    }
    Queue<Runnable> again = held.get(lane);
    if (again != null) {
      waiting.addAll(again);
      held.put(lane, waiting);
    }
  }
}
