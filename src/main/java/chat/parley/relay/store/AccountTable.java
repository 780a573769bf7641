package chat.parley.relay.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
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

  /// Whether the name belongs to this key, after it was offered to it.
  static boolean bind(Connection connection, Name name, Bytes key, long now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO account VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, name.value());
      insert.setBytes(2, key.toArray());
      insert.setLong(3, now);
      if (insert.executeUpdate() == 1) {
        return true;
      }
    }
    return key(connection, name).filter(key::equals).isPresent();
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
