package chat.parley.client;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The messengers of this program that are on their way out: what they have open is free once they are gone,
/// so that one can log in again at once. Any thread may call.
final class Goodbyes {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Queue<CompletableFuture<Void>> pending = new ConcurrentLinkedQueue<>();

  /// Somebody leaves.
  ///
  /// @param end done when it is gone
  void begin(CompletableFuture<Void> end) {
    pending.removeIf(CompletableFuture::isDone);
    pending.add(end);
  }

  /// Waits until all who leave are gone, 3 seconds at most.
  ///
  /// @return whether there was anybody to wait for
  boolean await() {
    CompletableFuture<?>[] ends = pending.toArray(CompletableFuture[]::new);
    try {
      var _ = CompletableFuture.allOf(ends).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Whoever asks finds out whether that was enough.
    }
    return ends.length > 0;
  }
}
