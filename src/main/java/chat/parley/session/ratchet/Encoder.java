package chat.parley.session.ratchet;

import chat.parley.model.Bytes;
import java.util.Arrays;

/// Writes what [Decoder] reads.
final class Encoder {
  private byte[] bytes = new byte[512];
  private int length;

  Encoder bytes(Bytes value) {
    return raw(value.toArray());
  }

  Encoder raw(byte[] value) {
    if (bytes.length - length < value.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + value.length));
    }
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  Encoder sized(Bytes value) {
    if (value.length() > 0xffff) {
      throw new IllegalArgumentException("longer than 65,535 bytes");
    }
    return u16(value.length()).bytes(value);
  }

  Encoder u8(int value) {
    return number(value, 1);
  }

  Encoder u16(int value) {
    return number(value, 2);
  }

  Encoder u32(long value) {
    return number(value, 4);
  }

  Encoder u63(long value) {
    return number(value, 8);
  }

  Encoder flag(boolean value) {
    return u8(value ? 1 : 0);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private Encoder number(long value, int size) {
    byte[] number = new byte[size];
    for (int i = 0; i < size; i++) {
      number[i] = (byte) (value >>> (8 * (size - 1 - i)));
    }
    return raw(number);
  }
}
