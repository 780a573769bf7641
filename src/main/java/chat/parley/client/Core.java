package chat.parley.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one thread that owns a messenger's state. Everything else hands it tasks, which it does one at a time
/// in the order they came; what takes long it lets others do.
final class Core implements Executor {
  private static final Logger LOG = System.getLogger(Core.class.getName());

  private final ScheduledExecutorService executor;
  private final LongSupplier nanoTime;
  private final Executor workers;
  private volatile @Nullable Thread thread;
  private volatile boolean isStopped;

  /// @param workers do what takes long
  Core(String name, Executor workers) {
    this(oneThread(name), System::nanoTime, workers);
  }

  /// @param executor of one thread; shut down by [#stop]
  /// @param nanoTime the clock of that executor's timers, in nanoseconds: one that never goes back
  Core(ScheduledExecutorService executor, LongSupplier nanoTime, Executor workers) {
    this.executor = executor;
    this.nanoTime = nanoTime;
    this.workers = workers;
  }

  private static ScheduledExecutorService oneThread(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name(name).daemon().factory());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return executor;
  }

  /// Hands over a task. After [#stop] nothing is done any more.
  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(() -> runUnlessStopped(task));
    } catch (RejectedExecutionException stopped) {
      LOG.log(Level.TRACE, "a task came after the end");
    }
  }

  /// Does a task after a while, unless it is cancelled.
  Future<?> after(Duration delay, Runnable task) {
    return executor.schedule(() -> runUnlessStopped(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Lets a worker do what takes long.
  ///
  /// @param work done by a worker; what it returns is then done here
  /// @param lastly done here after that, whatever happened
  void offload(Supplier<Runnable> work, Runnable lastly) {
    workers.execute(
        () -> {
          Runnable next = () -> {};
          try {
            next = work.get();
          } catch (RuntimeException | Error defect) {
            LOG.log(Level.ERROR, "a worker failed", defect);
          }
          Runnable then = next;
          execute(
              () -> {
                try {
                  then.run();
                } finally {
                  lastly.run();
                }
              });
        });
  }

  /// The time that [#after] goes by, for measuring how long something lasts. Any thread may ask.
  long nanoTime() {
    return nanoTime.getAsLong();
  }

  boolean isThisThread() {
    return Thread.currentThread() == thread;
  }

  /// Ends after the task at hand; what else waits is dropped.
  void stop() {
    isStopped = true;
    executor.shutdown();
  }

  /// The executor would still do what was due when it was shut down.
  private void runUnlessStopped(Runnable task) {
    if (!isStopped) {
      thread = Thread.currentThread();
      run(task);
    }
  }

  /// Does a task here and now; a defect in it is logged, and harms nothing that comes after.
  static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error defect) {
      LOG.log(Level.ERROR, "a task of the core failed", defect);
    }
  }
}
