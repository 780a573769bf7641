package chat.parley.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/// The first 100 bytes of an SQLite file (its file format, section 1.3): read before SQLite opens it, since
/// SQLite takes an empty file for a new database, and changes one of another program when it opens it.
final class DatabaseHeader {
  private static final int BYTES = 100;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int APPLICATION_AT = 68;

  private DatabaseHeader() {}

  /// @throws DatabaseDamaged if it is no SQLite file
  /// @throws DatabaseOfAnother if it is one of another program
  static void requireOurs(DatabaseFile file)
      throws IOException, DatabaseDamaged, DatabaseOfAnother {
    byte[] header;
    try (InputStream in = Files.newInputStream(file.path())) {
      header = in.readNBytes(BYTES);
    }
    if (header.length < BYTES || !Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new DatabaseDamaged(file.path(), DatabaseDamaged.Part.FILE, null);
    }
    if (ByteBuffer.wrap(header).getInt(APPLICATION_AT) != Schema.APPLICATION) {
      throw new DatabaseOfAnother(file.path(), "another program");
    }
  }
}
