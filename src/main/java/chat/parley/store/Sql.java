package chat.parley.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/// One SQLite file: statements, which are prepared once, and transactions. Values are always bound, never
/// part of a statement. For one thread; lives until [#close].
final class Sql implements AutoCloseable {
  /// In this order: exclusive locking before the journal, which then needs no shared memory on the disk.
  private static final List<String> PRAGMAS =
      List.of(
          "PRAGMA locking_mode = EXCLUSIVE",
          "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = FULL",
          "PRAGMA fullfsync = ON",
          "PRAGMA checkpoint_fullfsync = ON",
          "PRAGMA secure_delete = ON",
          "PRAGMA temp_store = MEMORY",
          "PRAGMA foreign_keys = ON",
          "PRAGMA trusted_schema = OFF",
          "PRAGMA cell_size_check = ON");

  /// Makes a value of a row.
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException, StoreException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private boolean inTransaction;
  private boolean erased;

  private Sql(Connection connection) {
    this.connection = connection;
  }

  static Sql open(Path file) throws StoreFailed {
    try {
      SQLiteConfig config = new SQLiteConfig();
      // They would be asked for after each change, and nobody reads them.
      config.setGetGeneratedKeys(false);
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      Sql sql = new Sql(connection);
      try {
        for (String pragma : PRAGMAS) {
          sql.execute(pragma);
        }
        sql.requireJournal();
      } catch (StoreFailed e) {
        sql.close();
        throw e;
      }
      return sql;
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  /// Takes a connection to a database that lives in memory alone: it needs no journal and leaves no traces.
  static Sql over(Connection connection) throws StoreFailed {
    Sql sql = new Sql(connection);
    sql.execute("PRAGMA foreign_keys = ON");
    return sql;
  }

  /// Where WAL cannot be had SQLite stays with another mode, and says nothing.
  private void requireJournal() throws StoreFailed {
    try (Statement statement = connection.createStatement();
        ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
      if (!mode.next() || !"wal".equals(mode.getString(1))) {
        throw new StoreFailed(StoreFailed.Reason.REFUSED);
      }
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  void begin() throws StoreFailed {
    if (inTransaction) {
      throw new IllegalStateException("a commit inside a commit");
    }
    update("BEGIN IMMEDIATE");
    inTransaction = true;
  }

  void commit() throws StoreFailed {
    update("COMMIT");
    inTransaction = false;
  }

  void rollback() {
    inTransaction = false;
    try {
      // SQLite may have undone it by itself already.
      if (isOpen()) {
        execute("ROLLBACK");
      }
    } catch (StoreFailed e) {
      System.getLogger(Sql.class.getName())
          .log(System.Logger.Level.DEBUG, "the transaction was undone before");
    }
  }

  /// @throws IllegalStateException outside of a transaction: what belongs together would not stay together
  void requireTransaction() {
    if (!inTransaction) {
      throw new IllegalStateException("only inside a commit");
    }
  }

  /// Runs one statement that is not worth preparing.
  void execute(String sql) throws StoreFailed {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  /// @return how many rows changed
  int update(String sql, @Nullable Object... arguments) throws StoreFailed {
    try {
      PreparedStatement statement = bind(sql, arguments);
      statement.execute();
      return statement.getUpdateCount();
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  /// As [#update], and leaves no trace: see [#leavesTraces].
  int erase(String sql, @Nullable Object... arguments) throws StoreFailed {
    int rows = update(sql, arguments);
    erased |= rows > 0;
    return rows;
  }

  /// Whether something was erased that can still be found in the journal.
  boolean leavesTraces() {
    return erased;
  }

  /// Brings the journal into the file and empties it: the file's own pages are overwritten where
  /// something was erased (`secure_delete`), the journal still holds what they were.
  void emptyJournal() throws StoreFailed {
    if (number("PRAGMA wal_checkpoint(TRUNCATE)") == 0) {
      erased = false;
    }
  }

  <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws StoreException {
    try (ResultSet result = bind(sql, arguments).executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments)
      throws StoreException {
    try (ResultSet result = bind(sql, arguments).executeQuery()) {
      return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  /// The number in the first column of the only row, or 0.
  long number(String sql, @Nullable Object... arguments) throws StoreFailed {
    try (ResultSet result = bind(sql, arguments).executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    } catch (SQLException e) {
      throw new StoreFailed(e);
    }
  }

  private PreparedStatement bind(String sql, @Nullable Object... arguments)
      throws SQLException, StoreFailed {
    if (!isOpen()) {
      throw new StoreFailed(StoreFailed.Reason.CLOSED);
    }
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  private boolean isOpen() {
    try {
      return !connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    prepared.clear();
    try {
      connection.close();
    } catch (SQLException e) {
      System.getLogger(Sql.class.getName())
          .log(System.Logger.Level.WARNING, "the database did not close cleanly", e);
    }
  }
}
