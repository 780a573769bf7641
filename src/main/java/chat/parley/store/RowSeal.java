package chat.parley.store;

import chat.parley.crypto.AesGcm;
import chat.parley.crypto.DecryptionFailed;
import chat.parley.crypto.Hkdf;
import chat.parley.crypto.HmacSha256;
import chat.parley.crypto.Label;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/// Seals rows, and finds them again without telling what is looked for. Holds the keys that are derived from
/// the data key, until [#close] wipes them.
///
///     sealed     = nonce 12 random ‖ AES-256-GCM(row key, nonce, place, row ‖ 80 ‖ 00…)
///     place      = "parley1 database row" ‖ 0 ‖ table, u8 length first ‖ row id u64 ‖ clear columns, u64 each
///     blind name = HMAC-SHA256(index key, table, u8 length first ‖ what is looked for), first 16 bytes
///
/// Rows are padded to a multiple of 64 bytes. A nonce is random, since a restored or copied database would
/// otherwise use one again; 2³² rows can be sealed before two alike become a concern.
final class RowSeal implements AutoCloseable {
  /// The length of a blind name in bytes.
  static final int BLIND_BYTES = 16;

  private static final Label ROW_KEY = new Label("parley1 database rows");
  private static final Label INDEX_KEY = new Label("parley1 database index");
  private static final byte[] PLACE = new Label("parley1 database row").prefix();
  private static final int KEY_BYTES = 32;
  private static final int BLOCK = 64;
  private static final byte END = (byte) 0x80;

  private final SecureRandom random;
  private final byte[] rowKey;
  private final byte[] indexKey;

  /// @param dataKey 32 bytes; stays the caller's
  RowSeal(byte[] dataKey, SecureRandom random) {
    this.random = random;
    this.rowKey = Hkdf.derive(new byte[0], dataKey, ROW_KEY, KEY_BYTES);
    this.indexKey = Hkdf.derive(new byte[0], dataKey, INDEX_KEY, KEY_BYTES);
  }

  /// Seals a row to its place.
  ///
  /// @param clear what other columns of the row hold in the clear
  byte[] seal(Table table, long id, byte[] row, long... clear) {
    byte[] nonce = new byte[AesGcm.NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] padded = Arrays.copyOf(row, (row.length / BLOCK + 1) * BLOCK);
    padded[row.length] = END;
    byte[] sealed = AesGcm.encrypt(rowKey, nonce, place(table, id, clear), padded);
    Arrays.fill(padded, (byte) 0);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /// @throws RowDamaged if it was not sealed for this place with these columns, or was changed since
  byte[] open(Table table, long id, byte[] sealed, long... clear) throws RowDamaged {
    if (sealed.length < AesGcm.NONCE_BYTES + AesGcm.TAG_BYTES) {
      throw new RowDamaged(new DamagedRow(table, id));
    }
    byte[] nonce = Arrays.copyOf(sealed, AesGcm.NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(sealed, AesGcm.NONCE_BYTES, sealed.length);
    try {
      byte[] padded = AesGcm.decrypt(rowKey, nonce, place(table, id, clear), rest);
      int end = padded.length - 1;
      while (end >= 0 && padded[end] == 0) {
        end--;
      }
      if (end < 0 || padded[end] != END) {
        throw new RowDamaged(new DamagedRow(table, id));
      }
      byte[] row = Arrays.copyOf(padded, end);
      Arrays.fill(padded, (byte) 0);
      return row;
    } catch (DecryptionFailed e) {
      throw new RowDamaged(new DamagedRow(table, id));
    }
  }

  /// What stands in an index instead of a name or an id.
  byte[] blind(Table table, byte[]... parts) {
    byte[] name = table.bytes();
    byte[][] all = new byte[parts.length + 2][];
    all[0] = new byte[] {(byte) name.length};
    all[1] = name;
    System.arraycopy(parts, 0, all, 2, parts.length);
    return Arrays.copyOf(HmacSha256.tag(indexKey, all), BLIND_BYTES);
  }

  private static byte[] place(Table table, long id, long... clear) {
    byte[] name = table.bytes();
    ByteBuffer place =
        ByteBuffer.allocate(PLACE.length + 1 + name.length + Long.BYTES * (1 + clear.length))
            .put(PLACE)
            .put((byte) name.length)
            .put(name)
            .putLong(id);
    for (long column : clear) {
      place.putLong(column);
    }
    return place.array();
  }

  @Override
  public void close() {
    Arrays.fill(rowKey, (byte) 0);
    Arrays.fill(indexKey, (byte) 0);
  }

  @Override
  public String toString() {
    return "RowSeal";
  }
}
