package chat.parley.store;

import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Reads what [RowWriter] wrote, and nothing else: every byte has to make sense and to be used.
final class RowReader {
  /// A row that opened, and is not what it should be.
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
      super("a row is not as it should be");
    }
  }

  /// Makes a value of the fields.
  @FunctionalInterface
  interface Fields<T> {
    T read(RowReader in) throws Malformed;
  }

  private final ByteBuffer in;
  private final int version;

  private RowReader(byte[] row) {
    this.in = ByteBuffer.wrap(row);
    this.version = u8();
  }

  /// Reads a whole row.
  ///
  /// @param newest the newest version that is known
  static <T> T read(byte[] row, int newest, Fields<T> fields) throws Malformed {
    try {
      RowReader reader = new RowReader(row);
      if (reader.version < 1 || reader.version > newest) {
        throw new Malformed();
      }
      T value = fields.read(reader);
      if (reader.in.hasRemaining()) {
        throw new Malformed();
      }
      return value;
    } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException e) {
      // A value refused it: a name, a fingerprint, a constant.
      throw new Malformed();
    }
  }

  /// Which version of its kind the row is of.
  int version() {
    return version;
  }

  boolean flag() throws Malformed {
    int value = u8();
    if (value > 1) {
      throw new Malformed();
    }
    return value == 1;
  }

  int u8() {
    return in.get() & 0xff;
  }

  int i32() {
    return in.getInt();
  }

  long i64() {
    return in.getLong();
  }

  Instant instant() {
    return Instant.ofEpochSecond(in.getLong(), in.getInt());
  }

  byte[] array() throws Malformed {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new Malformed();
    }
    byte[] value = new byte[length];
    in.get(value);
    return value;
  }

  Bytes bytes() throws Malformed {
    return Bytes.of(array());
  }

  @Nullable Bytes optional() throws Malformed {
    return flag() ? bytes() : null;
  }

  @Nullable Instant optionalInstant() throws Malformed {
    return flag() ? instant() : null;
  }

  String text() throws Malformed {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(array())).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed();
    }
  }

  Name name() throws Malformed {
    return new Name(text());
  }

  Fingerprint fingerprint() throws Malformed {
    return new Fingerprint(array());
  }

  /// None where there are no bytes.
  @Nullable Fingerprint optionalFingerprint() throws Malformed {
    byte[] bytes = array();
    return bytes.length == 0 ? null : new Fingerprint(bytes);
  }

  <E extends Enum<E>> E constant(Class<E> type) throws Malformed {
    return Enum.valueOf(type, text());
  }
}
