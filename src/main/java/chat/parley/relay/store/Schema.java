package chat.parley.relay.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables and their version. A newer version adds a step and never changes an old one.
final class Schema {
  /// What this program writes, in `PRAGMA user_version`.
  static final int VERSION = 2;

  /// `PRAGMA application_id`: "Prly".
  static final int APPLICATION = 0x50726c79;

  private static final String[] FIRST = {
    "CREATE TABLE account (name TEXT PRIMARY KEY, key BLOB NOT NULL, bound INTEGER NOT NULL)"
        + " WITHOUT ROWID, STRICT",
    "CREATE TABLE prekey (account TEXT NOT NULL REFERENCES account, id INTEGER NOT NULL,"
        + " lastResort INTEGER NOT NULL, prekey BLOB NOT NULL, signature BLOB NOT NULL,"
        + " PRIMARY KEY (account, lastResort, id)) WITHOUT ROWID, STRICT",
    "CREATE TABLE given (account TEXT NOT NULL REFERENCES account, asker TEXT NOT NULL,"
        + " day INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (day, account, asker))"
        + " WITHOUT ROWID, STRICT",
    // AUTOINCREMENT: a place is never used again, also after the newest message was taken out.
    "CREATE TABLE message (place INTEGER PRIMARY KEY AUTOINCREMENT,"
        + " account TEXT NOT NULL REFERENCES account, sender TEXT NOT NULL, id BLOB NOT NULL,"
        + " time INTEGER NOT NULL, payload BLOB NOT NULL) STRICT",
    "CREATE INDEX message_of_account ON message (account, place)",
    "CREATE INDEX message_by_time ON message (time)",
    // How full a mailbox is, a sender at a time: counted here, since counting rows is slow.
    "CREATE TABLE fill (account TEXT NOT NULL REFERENCES account, sender TEXT NOT NULL,"
        + " messages INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (account, sender))"
        + " WITHOUT ROWID, STRICT",
    "CREATE TRIGGER message_in AFTER INSERT ON message BEGIN"
        + " INSERT INTO fill VALUES (NEW.account, NEW.sender, 1, length(NEW.payload))"
        + " ON CONFLICT DO UPDATE SET messages = messages + 1, bytes = bytes + excluded.bytes; END",
    "CREATE TRIGGER message_out AFTER DELETE ON message BEGIN"
        + " UPDATE fill SET messages = messages - 1, bytes = bytes - length(OLD.payload)"
        + " WHERE account = OLD.account AND sender = OLD.sender;"
        + " DELETE FROM fill WHERE account = OLD.account AND sender = OLD.sender AND messages = 0;"
        + " END",
  };

  private static final String[] SECOND = {
    // What the wall clock said: see BelievedTime.
    "CREATE TABLE clock (only INTEGER PRIMARY KEY CHECK (only = 1), seen INTEGER NOT NULL,"
        + " newest INTEGER NOT NULL, doubt INTEGER NOT NULL) STRICT",
  };

  private static final List<String[]> STEPS = List.of(FIRST, SECOND);

  private Schema() {}

  /// Makes the tables in an empty file, or those that are new in an older one.
  ///
  /// @throws SQLException if the database refuses, or the file is not a store this program can use
  static void prepare(Connection connection) throws SQLException {
    int version = pragma(connection, "user_version");
    int application = pragma(connection, "application_id");
    if (version > VERSION) {
      throw new SQLException("it was written by a newer version of this program");
    }
    boolean notEmpty = pragma(connection, "schema_version") != 0;
    if (notEmpty && application != APPLICATION) {
      throw new SQLException("it is the database of another program");
    }
    if (version < VERSION) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("BEGIN");
        for (String[] step : STEPS.subList(version, VERSION)) {
          for (String change : step) {
            statement.execute(change);
          }
        }
        statement.execute("PRAGMA application_id = " + APPLICATION);
        statement.execute("PRAGMA user_version = " + VERSION);
        statement.execute("COMMIT");
      }
    }
  }

  private static int pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA " + name)) {
      return result.next() ? result.getInt(1) : 0;
    }
  }
}
