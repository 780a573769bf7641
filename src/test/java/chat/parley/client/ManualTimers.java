package chat.parley.client;

import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// One thread whose timers go off when a test lets time pass, and not before.
final class ManualTimers extends ScheduledThreadPoolExecutor {
  private final AtomicLong now = new AtomicLong(1);
  private final AtomicLong count = new AtomicLong();
  private final PriorityBlockingQueue<Timer> timers = new PriorityBlockingQueue<>();
  private volatile Runnable beforeNext = () -> {};

  ManualTimers() {
    super(1, Thread.ofPlatform().name("manual").daemon().factory());
  }

  long nanoTime() {
    return now.get();
  }

  /// Does something at the beginning of the next call that hands over a task.
  void beforeNextTask(Runnable action) {
    beforeNext = action;
  }

  @Override
  public void execute(Runnable task) {
    Runnable first = beforeNext;
    beforeNext = () -> {};
    first.run();
    super.execute(task);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    if (delay <= 0) {
      return super.schedule(task, 0, unit);
    }
    Timer timer = new Timer(task, now.get() + unit.toNanos(delay), count.incrementAndGet());
    timers.add(timer);
    return timer;
  }

  /// Lets time pass, and does what is due in it, in order.
  void pass(Duration time) throws InterruptedException, ExecutionException {
    settle();
    long end = now.get() + time.toNanos();
    for (Timer next = timers.peek(); next != null && next.at <= end; next = timers.peek()) {
      timers.remove(next);
      now.set(next.at);
      submit(next.task).get();
      settle();
    }
    now.set(end);
  }

  /// Returns when all tasks are done that were handed over before, and those that they handed over themselves.
  void settle() throws InterruptedException, ExecutionException {
    boolean isIdle = false;
    while (!isIdle) {
      isIdle = submit(() -> getQueue().isEmpty()).get();
    }
  }

  private final class Timer implements ScheduledFuture<Object> {
    private final Runnable task;
    private final long at;
    private final long number;
    private volatile boolean isCancelled;

    Timer(Runnable task, long at, long number) {
      this.task = task;
      this.at = at;
      this.number = number;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - now.get(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      Timer timer = (Timer) other;
      return at == timer.at ? Long.compare(number, timer.number) : Long.compare(at, timer.at);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      isCancelled = true;
      return timers.remove(this);
    }

    @Override
    public boolean isCancelled() {
      return isCancelled;
    }

    @Override
    public boolean isDone() {
      return !timers.contains(this);
    }

    @Override
    public Object get() {
      throw new UnsupportedOperationException("nobody waits for a timer");
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
      throw new UnsupportedOperationException("nobody waits for a timer");
    }
  }
}
