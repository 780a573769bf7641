package chat.parley.relay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.RelayStore.Bound;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full for a while: what is refused is not there, and what comes once there is room is kept once.
class FullDiskTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final Bytes KEY = Bytes.of(new byte[] {1});
  private static final Bytes ID = Bytes.of(new byte[16]);
  private static final Bytes LARGE = Bytes.of(new byte[50_000]);
  private static final long UNLIMITED = 1 << 30;

  @TempDir private Path folder;
  private final AtomicReference<Connection> opened = new AtomicReference<>();
  private final AtomicBoolean refusesCommits = new AtomicBoolean();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final Logger log = Logger.getLogger(DiskAlarm.class.getName());
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final Handler ear = new Ear();
  private SqliteRelayStore store;

  @BeforeEach
  void open() throws Exception {
    store =
        SqliteRelayStore.open(
            folder,
            MailboxLimits.DEFAULT,
            Clock.systemUTC(),
            nanos::get,
            connection -> {
              opened.set(connection);
              return FailingCommits.over(connection, this::refuse);
            });
    get(store.bind(BOB, KEY, true));
  }

  @BeforeEach
  void listen() {
    log.setUseParentHandlers(false);
    log.addHandler(ear);
  }

  @AfterEach
  void close() {
    log.removeHandler(ear);
    log.setUseParentHandlers(true);
    store.close();
  }

  @Test
  void oneMessageThatFoundNoRoomIsKeptOnceWhenThereIsRoomAgain() throws Exception {
    pragma("max_page_count = 1");
    assertFails(store.keep(ALICE, BOB, ID, LARGE));
    assertGoesOn();
  }

  @Test
  void aNameThatFoundNoRoomIsBoundWhenThereIsRoomAgain() throws Exception {
    pragma("max_page_count = 1");
    Bytes key = Bytes.of(new byte[100_000]);
    assertFails(store.bind(ALICE, key, true));
    assertFails(store.bind(ALICE, key, true));
    assertGoesOn();
    assertEquals(Bound.OWN, get(store.bind(ALICE, key, true)));
  }

  /// SQLite has undone the transaction by itself, as it does where it cannot write what is committed.
  @Test
  void aCommitThatFailsIsTheOnlyOneToFail() throws Exception {
    refusesCommits.set(true);
    assertFails(store.keep(ALICE, BOB, ID, LARGE));
    assertFails(store.bind(ALICE, KEY, true));
    refusesCommits.set(false);
    assertGoesOn();
  }

  @Test
  void theLogSaysOnceAMinuteThatTheDiskIsFullAndOnceThatItIsNot() throws Exception {
    String full = "SEVERE: the database of the relay refuses: SQLITE_FULL";
    pragma("max_page_count = 1");
    for (int i = 0; i < 3; i++) {
      assertFails(store.keep(ALICE, BOB, ID, LARGE));
    }
    assertEquals(List.of(full), List.copyOf(said));
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    assertFails(store.keep(ALICE, BOB, ID, LARGE));
    assertEquals(0, get(store.waiting(BOB)));
    assertEquals(List.of(full, full), List.copyOf(said));
    assertGoesOn();
    assertEquals(
        List.of(full, full, "INFO: the database of the relay takes changes again"),
        List.copyOf(said));
  }

  private @Nullable Object refuse() throws SQLException {
    if (refusesCommits.get()) {
      try (Statement statement = database().createStatement()) {
        statement.execute("ROLLBACK");
      }
      throw new SQLException("the disk is full");
    }
    return null;
  }

  private void assertGoesOn() throws Exception {
    pragma("max_page_count = " + UNLIMITED);
    assertEquals(0, get(store.waiting(BOB)));
    assertInstanceOf(RelayStore.Kept.At.class, get(store.keep(ALICE, BOB, ID, LARGE)));
    assertEquals(1, get(store.page(BOB, 0, 10, UNLIMITED)).size());
    assertEquals(Bound.OWN, get(store.bind(BOB, KEY, false)));
    assertEquals(1, get(store.acknowledge(BOB, Long.MAX_VALUE)));
  }

  private static void assertFails(CompletableFuture<?> future) {
    ExecutionException failure = assertThrows(ExecutionException.class, () -> get(future));
    assertInstanceOf(StoreFailed.class, failure.getCause());
  }

  private Connection database() {
    return Objects.requireNonNull(opened.get());
  }

  private void pragma(String setting) throws SQLException {
    try (Statement statement = database().createStatement();
        ResultSet result = statement.executeQuery("PRAGMA " + setting)) {
      result.next();
    }
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  private final class Ear extends Handler {
    @Override
    public void publish(LogRecord record) {
      said.add(record.getLevel() + ": " + new SimpleFormatter().formatMessage(record));
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
