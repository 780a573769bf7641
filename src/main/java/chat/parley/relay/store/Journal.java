package chat.parley.relay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The one thread that touches the database. Whatever waits when it comes round goes into one transaction
/// and one sync of the disk; only then do the futures complete. A task that fails is undone alone.
///
/// Lives from its construction to [#close].
final class Journal implements AutoCloseable {
  private static final int MAX_WAITING = 20_000;
  private static final long MAX_WAITING_BYTES = 32 << 20;
  private static final int GROUP = 512;
  private static final long IDLE_MILLIS = 500;

  /// Something to do with the database.
  @FunctionalInterface
  interface Task<T> {
    T run(Connection connection) throws SQLException;
  }

  private final Transactions transactions;
  private final DiskAlarm alarm;
  private final BlockingQueue<Entry<?>> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;

  /// @param connection in the driver's autocommit mode; closed by this
  Journal(Connection connection, DiskAlarm alarm) {
    this.transactions = new Transactions(connection);
    this.alarm = alarm;
    this.thread = Thread.ofPlatform().name("relay-store").start(this::run);
  }

  <T> CompletableFuture<T> submit(Task<T> task) {
    return submit(0, task);
  }

  /// @param bytes what the task holds in memory until it is done
  <T> CompletableFuture<T> submit(int bytes, Task<T> task) {
    return submit(bytes, task, () -> {});
  }

  /// @param undone called, perhaps twice, if the disk refuses what the task did: on the thread of all tasks, and before any
  ///     that comes after it
  <T> CompletableFuture<T> submit(int bytes, Task<T> task, Runnable undone) {
    Entry<T> entry = new Entry<>(task, bytes, undone, new CompletableFuture<>());
    if (closing) {
      entry.future.completeExceptionally(new StoreFailed("the relay's store is closed"));
    } else if (waitingBytes.addAndGet(bytes) > MAX_WAITING_BYTES || !waiting.offer(entry)) {
      waitingBytes.addAndGet(-bytes);
      entry.future.completeExceptionally(new StoreBusy());
    }
    return entry.future;
  }

  @Override
  public void close() {
    closing = true;
    // Wakes the thread where it waits; where it does not, it looks by itself.
    if (!waiting.offer(new Entry<>(connection -> true, 0, () -> {}, new CompletableFuture<>()))) {
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.DEBUG, "closing while much waits for the disk");
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    refuseTheRest();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Entry<?>> group = new ArrayList<>();
    while (true) {
      try {
        Entry<?> first = waiting.poll(closing ? 0 : IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          waiting.drainTo(group, GROUP - 1);
          commit(group);
        } else if (closing) {
          break;
        }
      } catch (InterruptedException e) {
        closing = true;
      } catch (RuntimeException | Error e) {
        // Whoever waits for this group has an answer; the next one may go better.
        group.forEach(entry -> entry.fail(new StoreFailed(e)));
        System.getLogger(Journal.class.getName())
            .log(System.Logger.Level.ERROR, "the store's thread failed", e);
      } finally {
        waitingBytes.addAndGet(-group.stream().mapToLong(entry -> entry.bytes).sum());
        group.clear();
      }
    }
    refuseTheRest();
    try {
      transactions.connection().close();
    } catch (SQLException e) {
      System.getLogger(Journal.class.getName())
          .log(System.Logger.Level.WARNING, "the store did not close cleanly", e);
    }
  }

  private void commit(List<Entry<?>> group) {
    boolean hasChanged;
    try {
      transactions.begin();
      long before = alarm.isOn() ? transactions.changes() : 0;
      for (Entry<?> entry : group) {
        entry.run(transactions);
      }
      hasChanged = alarm.isOn() && transactions.changes() > before;
      transactions.commit();
    } catch (SQLException | RuntimeException | Error e) {
      transactions.rollback();
      alarm.failed(e);
      group.forEach(entry -> entry.fail(new StoreFailed(e)));
      return;
    }
    Optional<Throwable> failure =
        group.stream().flatMap(entry -> Stream.ofNullable(entry.failure)).findFirst();
    if (failure.isPresent()) {
      alarm.failed(failure.get());
    } else if (hasChanged) {
      alarm.works();
    }
    group.forEach(Entry::complete);
  }

  private void refuseTheRest() {
    Entry<?> entry;
    while ((entry = waiting.poll()) != null) {
      entry.fail(new StoreFailed("the relay's store is closed"));
    }
  }

  private static final class Entry<T> {
    private final Task<T> task;
    private final int bytes;
    private final Runnable undone;
    private final CompletableFuture<T> future;
    private Runnable outcome = () -> {};
    private @Nullable Throwable failure;

    Entry(Task<T> task, int bytes, Runnable undone, CompletableFuture<T> future) {
      this.task = task;
      this.bytes = bytes;
      this.undone = undone;
      this.future = future;
    }

    /// Runs the task inside the group's transaction; an exception here ends the whole group.
    void run(Transactions transactions) throws SQLException {
      transactions.beginPart();
      try {
        T value = task.run(transactions.connection());
        transactions.endPart();
        outcome = () -> future.complete(value);
      } catch (SQLException | RuntimeException | Error e) {
        // An Error, too: a thread that ended here would leave every promise open.
        try {
          transactions.undoPart();
        } catch (SQLException undoneByItself) {
          e.addSuppressed(undoneByItself);
          throw e;
        }
        undone.run();
        failure = e;
        outcome = () -> future.completeExceptionally(new StoreFailed(e));
      }
    }

    void complete() {
      outcome.run();
    }

    void fail(StoreFailed failure) {
      undone.run();
      future.completeExceptionally(failure);
    }
  }
}
