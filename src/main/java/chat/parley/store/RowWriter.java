package chat.parley.store;

import chat.parley.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes what [RowReader] reads: the content of a row, its version first. Numbers are big-endian, byte
/// strings and texts have a length of 32 bits before them.
final class RowWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(128);

  /// @param version of this kind of row; 1 to 255
  RowWriter(int version) {
    out.write(version);
  }

  RowWriter flag(boolean value) {
    out.write(value ? 1 : 0);
    return this;
  }

  /// A number of 8 bits.
  RowWriter u8(int value) {
    out.write(value);
    return this;
  }

  RowWriter i64(long value) {
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    return this;
  }

  RowWriter i32(int value) {
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    return this;
  }

  RowWriter instant(Instant value) {
    return i64(value.getEpochSecond()).i32(value.getNano());
  }

  RowWriter bytes(byte[] value) {
    i32(value.length);
    out.writeBytes(value);
    return this;
  }

  RowWriter bytes(Bytes value) {
    return bytes(value.toArray());
  }

  RowWriter optional(@Nullable Bytes value) {
    flag(value != null);
    return value == null ? this : bytes(value);
  }

  RowWriter optional(@Nullable Instant value) {
    flag(value != null);
    return value == null ? this : instant(value);
  }

  RowWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /// A constant by its name, which therefore never changes.
  RowWriter constant(Enum<?> value) {
    return text(value.name());
  }

  byte[] toArray() {
    return out.toByteArray();
  }
}
