package chat.parley.relay.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.SignedPrekey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The prekeys of all accounts, and how many one-time ones each asker was given today.
final class PrekeyTable {
  private static final int ONE_TIME_A_DAY = 3;

  private PrekeyTable() {}

  static void replace(Connection connection, Name account, List<SignedPrekey> prekeys)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM prekey WHERE account = ?")) {
      delete.setString(1, account.value());
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO prekey VALUES (?, ?, ?, ?, ?)")) {
      for (SignedPrekey prekey : prekeys) {
        insert.setString(1, account.value());
        insert.setLong(2, prekey.id());
        insert.setBoolean(3, prekey.lastResort());
        insert.setBytes(4, prekey.prekey().toArray());
        insert.setBytes(5, prekey.signature().toArray());
        insert.executeUpdate();
      }
    }
  }

  static List<Long> ids(Connection connection, Name account) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT id FROM prekey WHERE account = ? ORDER BY id")) {
      select.setString(1, account.value());
      List<Long> ids = new ArrayList<>();
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          ids.add(result.getLong(1));
        }
      }
      return ids;
    }
  }

  /// Takes a one-time prekey out if the asker may have one today, else tells the one of last resort.
  static Optional<SignedPrekey> take(Connection connection, Name account, Name asker, long today)
      throws SQLException {
    if (given(connection, account, asker, today) < ONE_TIME_A_DAY) {
      Optional<SignedPrekey> oneTime = first(connection, account, false);
      if (oneTime.isPresent()) {
        remove(connection, account, oneTime.get());
        noteGiven(connection, account, asker, today);
        return oneTime;
      }
    }
    return first(connection, account, true);
  }

  static int oneTimeLeft(Connection connection, Name account) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT count(*) FROM prekey WHERE account = ? AND lastResort = 0")) {
      select.setString(1, account.value());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getInt(1) : 0;
      }
    }
  }

  /// What the prekeys of an account take, in bytes.
  static int length(Connection connection, Name account) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sum(length(prekey) + length(signature)) FROM prekey WHERE account = ?")) {
      select.setString(1, account.value());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getInt(1) : 0;
      }
    }
  }

  /// Forgets who was given what before today.
  ///
  /// @param most how many at most
  /// @return how many
  static int forgetBefore(Connection connection, long today, int most) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM given WHERE (day, account, asker) IN"
                + " (SELECT day, account, asker FROM given WHERE day < ? LIMIT ?)")) {
      delete.setLong(1, today);
      delete.setInt(2, most);
      return delete.executeUpdate();
    }
  }

  private static Optional<SignedPrekey> first(
      Connection connection, Name account, boolean lastResort) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT prekey, signature FROM prekey WHERE account = ? AND lastResort = ? LIMIT 1")) {
      select.setString(1, account.value());
      select.setBoolean(2, lastResort);
      try (ResultSet result = select.executeQuery()) {
        return result.next()
            ? Optional.of(
                new SignedPrekey(Bytes.of(result.getBytes(1)), Bytes.of(result.getBytes(2))))
            : Optional.empty();
      }
    }
  }

  private static void remove(Connection connection, Name account, SignedPrekey prekey)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM prekey WHERE account = ? AND lastResort = 0 AND id = ?")) {
      delete.setString(1, account.value());
      delete.setLong(2, prekey.id());
      delete.executeUpdate();
    }
  }

  private static int given(Connection connection, Name account, Name asker, long today)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT count FROM given WHERE day = ? AND account = ? AND asker = ?")) {
      select.setLong(1, today);
      select.setString(2, account.value());
      select.setString(3, asker.value());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getInt(1) : 0;
      }
    }
  }

  private static void noteGiven(Connection connection, Name account, Name asker, long today)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO given (day, account, asker, count) VALUES (?, ?, ?, 1)"
                + " ON CONFLICT DO UPDATE SET count = count + 1")) {
      insert.setLong(1, today);
      insert.setString(2, account.value());
      insert.setString(3, asker.value());
      insert.executeUpdate();
    }
  }
}
