package chat.parley.relay.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.RelayStore.Bound;
import chat.parley.relay.store.RelayStore.StoredAccount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which key owns which name.
final class AccountTable {
  private AccountTable() {}

  /// Whose the name is, after it was offered to this key if nobody has it and that is wanted.
  static Bound bind(Connection connection, Name name, Bytes key, boolean ifNew, long now)
      throws SQLException {
    Optional<Bytes> owner = key(connection, name);
    if (owner.isPresent()) {
      return owner.get().equals(key) ? Bound.OWN : Bound.TAKEN;
    }
    if (!ifNew) {
      return Bound.FREE;
    }
    insert(connection, name, key, now);
    return Bound.OWN;
  }

  /// Gives the name to this key.
  ///
  /// @return whether another key had it
  static boolean rebind(Connection connection, Name name, Bytes key, long now) throws SQLException {
    Optional<Bytes> owner = key(connection, name);
    if (owner.isEmpty()) {
      insert(connection, name, key, now);
      return false;
    }
    if (owner.get().equals(key)) {
      return false;
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE account SET key = ? WHERE name = ?")) {
      update.setBytes(1, key.toArray());
      update.setString(2, name.value());
      update.executeUpdate();
    }
    return true;
  }

  private static void insert(Connection connection, Name name, Bytes key, long now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO account VALUES (?, ?, ?)")) {
      insert.setString(1, name.value());
      insert.setBytes(2, key.toArray());
      insert.setLong(3, now);
      insert.executeUpdate();
    }
  }

  static Optional<Bytes> key(Connection connection, Name account) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT key FROM account WHERE name = ?")) {
      select.setString(1, account.value());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? Optional.of(Bytes.of(result.getBytes(1))) : Optional.empty();
      }
    }
  }

  static List<StoredAccount> page(Connection connection, String after, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT name, key FROM account WHERE name > ? ORDER BY name LIMIT ?")) {
      select.setString(1, after);
      select.setInt(2, limit);
      List<StoredAccount> page = new ArrayList<>();
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          page.add(new StoredAccount(new Name(result.getString(1)), Bytes.of(result.getBytes(2))));
        }
      }
      return page;
    }
  }
}
