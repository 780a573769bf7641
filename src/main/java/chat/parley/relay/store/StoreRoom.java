package chat.parley.relay.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Whether one more message fits beside all others: a relay that is open to everybody must not fill its disk, whoever writes.
final class StoreRoom {
  /// How many pages a message may take beside those of its payload: of the table, its indexes and the count of its sender.
  private static final int BESIDE_PAYLOAD = 8;

  private final FileStore disk;
  private final MailboxLimits limits;

  StoreRoom(FileStore disk, MailboxLimits limits) {
    this.disk = disk;
    this.limits = limits;
  }

  /// Whether a payload of this length finds room, both in what the store may grow to and on the disk, or in pages of the
  /// file that are free to be used again: those take nothing of the disk. On their way they go through the WAL, as everything
  /// does, which is written from its beginning again whenever a checkpoint has emptied it, and has its usual length already.
  boolean isThere(Connection connection, int length) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT page_count, freelist_count, page_size"
                    + " FROM pragma_page_count, pragma_freelist_count, pragma_page_size")) {
      result.next();
      long pageSize = result.getLong(3);
      long freed = result.getLong(2) * pageSize;
      long used = result.getLong(1) * pageSize - freed;
      return used + length <= limits.storeBytes()
          && (freed >= length + BESIDE_PAYLOAD * pageSize || free() - length >= limits.freeBytes());
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
