package chat.parley.relay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A wall clock that jumps takes no mail with it.
class ClockJumpTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private SqliteRelayStore store;

  @BeforeEach
  void open() throws Exception {
    store = opened();
    get(store.bind(BOB, Bytes.of(new byte[] {1}), true));
    get(store.expire());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aClockThatJumpsAheadIsNotBelievedForADay() throws Exception {
    keep();
    clock.jump(Duration.ofDays(40));
    assertExpired(0, TEN_MINUTES);
    assertExpired(0, Duration.ofHours(23));
    clock.jump(Duration.ofDays(-40));
    assertExpired(0, Duration.ofHours(2));
    assertExpired(0, Duration.ofDays(2));
    assertEquals(1, get(store.waiting(BOB)));
  }

  @Test
  void aClockThatWasSetRightIsBelievedAfterADay() throws Exception {
    keep();
    clock.jump(Duration.ofDays(40));
    assertExpired(0, TEN_MINUTES);
    assertExpired(1, Duration.ofHours(24));
  }

  @Test
  void whatCameWhileTheClockWasBehindIsNotOldWhenItIsSetRight() throws Exception {
    clock.jump(Duration.ofDays(-3_650));
    clock.pass(TEN_MINUTES);
    keep();
    clock.pass(Duration.ofDays(3));
    keep();
    clock.jump(Duration.ofDays(3_650));
    assertExpired(0, TEN_MINUTES);
    assertExpired(0, Duration.ofDays(2));
    assertExpired(2, Duration.ofDays(30));
  }

  @Test
  void aStartFarAheadOfTheLastRunIsNotBelievedForADayOfRunning() throws Exception {
    keep();
    clock.jump(Duration.ofDays(40));
    for (int i = 0; i < 3; i++) {
      reopen();
      assertExpired(0, TEN_MINUTES);
      assertExpired(0, Duration.ofHours(7));
    }
    reopen();
    assertExpired(1, Duration.ofHours(3));
  }

  @Test
  void aStartBehindTheLastRunIsNotBelievedEither() throws Exception {
    clock.jump(Duration.ofDays(-3_650));
    reopen();
    keep();
    clock.jump(Duration.ofDays(3_650));
    reopen();
    assertExpired(0, Duration.ofDays(2));
  }

  @Test
  void aRelayThatWasOffForSomeWeeksGoesOnAsUsual() throws Exception {
    keep();
    clock.jump(Duration.ofDays(29));
    reopen();
    assertExpired(0, TEN_MINUTES);
    assertExpired(1, Duration.ofDays(2));
  }

  @Test
  void aStoreOfTheVersionBeforeLearnsToRememberTheClock() throws Exception {
    keep();
    store.close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("relay.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE clock");
      statement.execute("PRAGMA user_version = 1");
    }
    store = opened();
    assertExpired(1, Duration.ofDays(31));
  }

  private SqliteRelayStore opened() throws StoreUnusable {
    return SqliteRelayStore.open(
        folder, MailboxLimits.DEFAULT, clock, clock::nanoTime, UnaryOperator.identity());
  }

  private void reopen() throws StoreUnusable {
    store.close();
    store = opened();
  }

  private void keep() throws Exception {
    assertInstanceOf(
        RelayStore.Kept.At.class,
        get(store.keep(ALICE, BOB, Bytes.of(new byte[16]), Bytes.of(new byte[] {1}))));
  }

  private void assertExpired(long count, Duration after) throws Exception {
    clock.pass(after);
    assertEquals(count, get(store.expire()));
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }
}
