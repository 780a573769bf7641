package chat.parley.relay.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Whether one more message fits beside all others: a relay that is open to everybody must not fill its disk, whoever writes.
final class StoreRoom {
  private final FileStore disk;
  private final MailboxLimits limits;

  StoreRoom(FileStore disk, MailboxLimits limits) {
    this.disk = disk;
    this.limits = limits;
  }

  /// Whether a payload of this length finds room, both in what the store may grow to and on the disk.
  boolean isThere(Connection connection, int length) throws SQLException {
    return used(connection) + length <= limits.storeBytes()
        && free() - length >= limits.freeBytes();
  }

  /// What the database holds, without the pages that are free to be used again.
  private static long used(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT (page_count - freelist_count) * page_size"
                    + " FROM pragma_page_count, pragma_freelist_count, pragma_page_size")) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  /// A file system that does not say is not asked for room.
  private long free() {
    try {
      return disk.getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }
}
