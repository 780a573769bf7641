package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.model.NameNotAllowed;
import chat.parley.wire.BodyException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Takes the fields of a binary body from its beginning, and gives none that is not wholly there.
final class BinaryBody {
  private final byte[] bytes;
  private int at;

  BinaryBody(Bytes body) {
    this.bytes = body.toArray();
  }

  int u8() throws BodyException {
    require(1);
    return bytes[at++] & 0xff;
  }

  /// An unsigned number of 64 bits that fits a positive `long`.
  long u64() throws BodyException {
    require(8);
    long value = ByteBuffer.wrap(bytes, at, 8).getLong();
    at += 8;
    if (value < 0) {
      throw new BodyException("a number is too large");
    }
    return value;
  }

  Bytes bytes(int length) throws BodyException {
    require(length);
    at += length;
    return Bytes.of(bytes, at - length, at);
  }

  /// `u8 length ‖ ASCII`.
  Name name() throws BodyException {
    int length = u8();
    require(length);
    String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
    at += length;
    try {
      return new Name(text);
    } catch (NameNotAllowed refused) {
      throw new BodyException("a name that is not allowed", refused);
    }
  }

  Bytes rest() {
    Bytes rest = Bytes.of(bytes, at, bytes.length);
    at = bytes.length;
    return rest;
  }

  void end() throws BodyException {
    if (at != bytes.length) {
      throw new BodyException("the body is longer than its fields");
    }
  }

  private void require(int length) throws BodyException {
    if (bytes.length - at < length) {
      throw new BodyException("the body is shorter than its fields");
    }
  }

  /// Writes a name as [#name] reads it.
  static void put(ByteBuffer target, Name name) {
    byte[] ascii = name.value().getBytes(StandardCharsets.US_ASCII);
    target.put((byte) ascii.length).put(ascii);
  }
}
