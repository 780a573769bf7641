package chat.parley.relay;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The one thread that owns all state of a relay, and the way back to it from other threads.
final class LoopThread {
  private final EventLoop loop;
  private final Executor checks;

  /// @param checks where what takes long is done; refuses what is too much
  LoopThread(EventLoop loop, Executor checks) {
    this.loop = loop;
    this.checks = checks;
  }

  /// Goes on here with what a future brings. Futures of one store come back in the order in which they were
  /// asked for.
  <T> void await(
      CompletableFuture<T> future, Consumer<? super T> done, Consumer<Throwable> failed) {
    var _ =
        future.whenComplete(
            (value, failure) ->
                loop.execute(
                    () -> {
                      if (failure == null) {
                        done.accept(value);
                      } else {
                        failed.accept(failure);
                      }
                    }));
  }

  /// Does something that takes long elsewhere, and goes on here with what comes of it.
  ///
  /// @param busy called at once if too much waits already
  <T> void check(Supplier<T> task, Consumer<? super T> done, Runnable busy) {
    CompletableFuture<T> future;
    try {
      future = CompletableFuture.supplyAsync(task, checks);
    } catch (RejectedExecutionException full) {
      busy.run();
      return;
    }
    await(
        future,
        done,
        failure -> {
          throw new CompletionException("a check failed for a reason of our own", failure);
        });
  }

  /// Runs something here later.
  Future<?> after(Duration delay, Runnable task) {
    return loop.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
