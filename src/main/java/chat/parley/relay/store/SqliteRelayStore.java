package chat.parley.relay.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.SignedPrekey;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A [RelayStore] in one SQLite file, in WAL mode with `synchronous=FULL` and `fullfsync` (macOS), so that a commit
/// is on the disk when it returns. The file is locked for this process while it is open.
public final class SqliteRelayStore implements RelayStore {
  private static final String FILE = "relay.db";

  /// About what an account takes with its prekeys.
  private static final int ACCOUNT_BYTES = 1 << 17;

  private static final FileAttribute<?>[] FILE_MODE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  private final Journal journal;
  private final StoreRoom room;
  private final MailboxLimits limits;
  private final Clock clock;
  private final BelievedTime time;

  /// How often something was to be kept.
  private final AtomicLong asked = new AtomicLong();

  /// Belongs to the journal's thread.
  private final RefusedFirst<Kept> refusedFirst = new RefusedFirst<>(System::nanoTime);

  private SqliteRelayStore(
      Journal journal, StoreRoom room, MailboxLimits limits, Clock clock, BelievedTime time) {
    this.journal = journal;
    this.room = room;
    this.limits = limits;
    this.clock = clock;
    this.time = time;
  }

  /// Opens the store of a folder, or makes it.
  ///
  /// @param folder the relay's data folder; made if it is not there
  /// @throws StoreUnusable if it cannot be used: the relay must not start without it
  public static SqliteRelayStore open(Path folder, MailboxLimits limits, Clock clock)
      throws StoreUnusable {
    return open(folder, limits, clock, System::nanoTime, UnaryOperator.identity());
  }

  /// @param nanoTime a clock of nanoseconds that never goes back
  /// @param disk what is to come between this store and the database: a test's disk fails
  static SqliteRelayStore open(
      Path folder,
      MailboxLimits limits,
      Clock clock,
      LongSupplier nanoTime,
      UnaryOperator<Connection> disk)
      throws StoreUnusable {
    Path file = folder.resolve(FILE);
    try {
      Files.createDirectories(folder);
      makeForItsOwnerAlone(file);
      Connection connection = connect(file);
      try {
        lock(connection);
        requireWhole(connection);
        Schema.prepare(connection);
        BelievedTime time = new BelievedTime(connection, clock, nanoTime);
        StoreRoom room = new StoreRoom(Files.getFileStore(folder), limits);
        return new SqliteRelayStore(
            new Journal(disk.apply(connection), new DiskAlarm(nanoTime)),
            room,
            limits,
            clock,
            time);
      } catch (SQLException | IOException | RuntimeException e) {
        // Its lock would keep out whoever tries again.
        connection.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreUnusable(file, "its folder cannot be written", e);
    } catch (SQLException e) {
      throw new StoreUnusable(file, reason(e), e);
    }
  }

  private static String reason(SQLException e) {
    boolean isOpenElsewhere =
        e instanceof SQLiteException sqlite
            && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_BUSY;
    return isOpenElsewhere ? "another relay has it open" : String.valueOf(e.getMessage());
  }

  /// Who writes to whom is nobody's business, also where the folder is one that others can read. SQLite gives
  /// its other files the mode of this one, and takes an empty file for a new database.
  private static void makeForItsOwnerAlone(Path file) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(file, FILE_MODE);
    }
  }

  /// Loads SQLite, so that [#open] need not wait for that.
  public static void prepare() {
    try {
      connect(Path.of(":memory:")).close();
    } catch (SQLException e) {
      // Whoever opens a store is told the same.
    }
  }

  static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(0);
    config.setGetGeneratedKeys(false);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    // The driver's own setting for this has a name that SQLite does not know, and does not complain
    // about.
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA fullfsync = ON");
      statement.execute("PRAGMA checkpoint_fullfsync = ON");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /// The first change would lock the file, which may come late: two that only read so far would then keep each other from writing.
  private static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("ROLLBACK");
    }
  }

  private static void requireWhole(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (!result.next() || !result.getString(1).equals("ok")) {
        throw new SQLException("it is damaged");
      }
    }
  }

  @Override
  public CompletableFuture<Bound> bind(Name name, Bytes key, boolean ifNew) {
    return journal.submit(
        connection ->
            AccountTable.bind(
                connection,
                name,
                key,
                ifNew && room.isThere(connection, ACCOUNT_BYTES),
                clock.millis()));
  }

  @Override
  public CompletableFuture<Bound> rebind(Name name, Bytes key) {
    return journal.submit(
        connection -> {
          if (AccountTable.rebind(connection, name, key, clock.millis())) {
            PrekeyTable.replace(connection, name, List.of());
          }
          return Bound.OWN;
        });
  }

  @Override
  public CompletableFuture<Optional<List<Long>>> publish(
      Name account, Bytes key, List<SignedPrekey> prekeys) {
    List<SignedPrekey> whole = List.copyOf(prekeys);
    int length =
        whole.stream().mapToInt(each -> each.prekey().length() + each.signature().length()).sum();
    return journal.submit(
        length,
        connection -> {
          if (AccountTable.key(connection, account).filter(key::equals).isPresent()) {
            int more = length - PrekeyTable.length(connection, account);
            if (more > 0 && !room.isThere(connection, more)) {
              return Optional.empty();
            }
            PrekeyTable.replace(connection, account, whole);
          }
          return Optional.of(PrekeyTable.ids(connection, account));
        });
  }

  @Override
  public CompletableFuture<List<Long>> prekeys(Name account) {
    return journal.submit(connection -> PrekeyTable.ids(connection, account));
  }

  @Override
  public CompletableFuture<Bundle> take(Name account, Name asker) {
    return journal.submit(
        connection ->
            new Bundle(
                AccountTable.key(connection, account),
                PrekeyTable.take(connection, account, asker, today()),
                PrekeyTable.oneTimeLeft(connection, account)));
  }

  @Override
  public CompletableFuture<Kept> keep(Name from, Name to, Bytes id, Bytes payload) {
    long order = asked.incrementAndGet();
    return journal.submit(
        payload.length(),
        connection -> {
          if (AccountTable.key(connection, to).isEmpty()) {
            return new Kept.NoAccount();
          }
          Optional<Kept> before = refusedFirst.before(from, to, id);
          if (before.isPresent()) {
            return before.get();
          }
          if (!room.isThere(connection, payload.length())
              || !MessageTable.hasRoom(connection, limits, from, to, payload.length())) {
            refusedFirst.refused(from, to, id, order, new Kept.Full());
            return new Kept.Full();
          }
          return new Kept.At(MessageTable.add(connection, from, to, id, payload, time.stamp()));
        },
        () -> refusedFirst.refused(from, to, id, order, new Kept.Behind()));
  }

  @Override
  public CompletableFuture<List<KeptMessage>> page(
      Name account, long after, int limit, long maxBytes) {
    return journal.submit(
        connection -> MessageTable.page(connection, account, after, limit, maxBytes));
  }

  @Override
  public CompletableFuture<Long> waiting(Name account) {
    return journal.submit(connection -> MessageTable.count(connection, account));
  }

  @Override
  public CompletableFuture<Long> acknowledge(Name account, long place) {
    return journal.submit(connection -> MessageTable.removeUpTo(connection, account, place));
  }

  @Override
  public CompletableFuture<Long> expire() {
    return journal.submit(
        connection -> {
          int messages = time.isBelieved() ? removeOld(connection) : 0;
          time.save(connection);
          return (long) messages
              + PrekeyTable.forgetBefore(connection, today(), EXPIRED_AT_ONCE - messages);
        });
  }

  private int removeOld(Connection connection) throws SQLException {
    return MessageTable.removeBefore(
        connection, clock.millis() - limits.kept().toMillis(), EXPIRED_AT_ONCE);
  }

  @Override
  public CompletableFuture<List<StoredAccount>> accounts(String after, int limit) {
    return journal.submit(connection -> AccountTable.page(connection, after, limit));
  }

  @Override
  public void close() {
    journal.close();
  }

  private long today() {
    return TimeUnit.MILLISECONDS.toDays(clock.millis());
  }
}
