package chat.parley.relay.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The transactions of one connection, each begun and ended in words of its own. The driver's own `commit()` and `rollback()`
/// begin the next transaction in the same call: where the first half fails there is none afterwards, and every change would from
/// then on commit itself. Here nothing is done before [#begin] has succeeded. For one thread.
final class Transactions {
  private final Connection connection;

  /// @param connection in the driver's autocommit mode, which leaves a transaction alone that was begun by a statement
  Transactions(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /// @throws SQLException if the database refuses, or has not come out of the transaction before
  void begin() throws SQLException {
    execute("BEGIN");
  }

  void commit() throws SQLException {
    execute("COMMIT");
  }

  /// Undoes what was not committed. A database that has undone it by itself, as SQLite does when the disk is full, says that there
  /// is nothing to undo; one that cannot undo it lets no other transaction begin.
  void rollback() {
    try {
      execute("ROLLBACK");
    } catch (SQLException e) {
      System.getLogger(Transactions.class.getName())
          .log(System.Logger.Level.DEBUG, "the transaction was undone before");
    }
  }

  /// How many rows were changed since the connection was opened, undone or not.
  long changes() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT total_changes()")) {
      result.next();
      return result.getLong(1);
    }
  }

  /// Begins a part that can be undone alone.
  void beginPart() throws SQLException {
    execute("SAVEPOINT part");
  }

  void endPart() throws SQLException {
    execute("RELEASE part");
  }

  /// @throws SQLException if the database has undone the whole transaction by itself
  void undoPart() throws SQLException {
    execute("ROLLBACK TO part");
    execute("RELEASE part");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
