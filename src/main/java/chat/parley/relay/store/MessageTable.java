package chat.parley.relay.store;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The messages that wait, and how full that makes each mailbox.
final class MessageTable {
  private MessageTable() {}

  static boolean hasRoom(
      Connection connection, MailboxLimits limits, Name from, Name to, int length)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT total(messages), total(bytes), total(messages) FILTER (WHERE sender = ?1),"
                + " total(bytes) FILTER (WHERE sender = ?1) FROM fill WHERE account = ?2")) {
      select.setString(1, from.value());
      select.setString(2, to.value());
      try (ResultSet result = select.executeQuery()) {
        result.next();
        long messages = result.getLong(1);
        long bytes = result.getLong(2);
        long ofSender = result.getLong(3);
        long bytesOfSender = result.getLong(4);
        return messages < limits.messages()
            && bytes + length <= limits.bytes()
            && ofSender < limits.senderMessages(messages - ofSender)
            && bytesOfSender + length <= limits.senderBytes(bytes - bytesOfSender);
      }
    }
  }

  /// Adds a message at the end of a mailbox.
  ///
  /// @return its place
  static long add(Connection connection, Name from, Name to, Bytes id, Bytes payload, long now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO message (account, sender, id, time, payload) VALUES (?, ?, ?, ?, ?)"
                + " RETURNING place")) {
      insert.setString(1, to.value());
      insert.setString(2, from.value());
      insert.setBytes(3, id.toArray());
      insert.setLong(4, now);
      insert.setBytes(5, payload.toArray());
      try (ResultSet result = insert.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  static List<KeptMessage> page(
      Connection connection, Name account, long after, int limit, long maxBytes)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT place, time, sender, id, payload FROM message"
                + " WHERE account = ? AND place > ? ORDER BY place LIMIT ?")) {
      select.setString(1, account.value());
      select.setLong(2, after);
      select.setInt(3, limit);
      List<KeptMessage> page = new ArrayList<>();
      long bytes = 0;
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          Bytes payload = Bytes.of(result.getBytes(5));
          bytes += payload.length();
          if (bytes > maxBytes && !page.isEmpty()) {
            break;
          }
          page.add(
              new KeptMessage(
                  result.getLong(1),
                  result.getLong(2),
                  new Name(result.getString(3)),
                  Bytes.of(result.getBytes(4)),
                  payload));
        }
      }
      return page;
    }
  }

  static long count(Connection connection, Name account) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT total(messages) FROM fill WHERE account = ?")) {
      select.setString(1, account.value());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getLong(1) : 0;
      }
    }
  }

  static long removeUpTo(Connection connection, Name account, long place) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM message WHERE account = ? AND place <= ?")) {
      delete.setString(1, account.value());
      delete.setLong(2, place);
      return delete.executeUpdate();
    }
  }

  /// @param most how many at most
  /// @return how many
  static int removeBefore(Connection connection, long time, int most) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM message WHERE place IN"
                + " (SELECT place FROM message WHERE time < ? ORDER BY time LIMIT ?)")) {
      delete.setLong(1, time);
      delete.setInt(2, most);
      return delete.executeUpdate();
    }
  }
}
