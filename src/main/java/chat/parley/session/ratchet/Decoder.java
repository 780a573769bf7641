package chat.parley.session.ratchet;

import chat.parley.model.Bytes;

/// Reads big-endian numbers and byte strings, and never past the end.
final class Decoder {
  /// The bytes are not what they should be.
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed() {
      super("bytes are not as they should be");
    }
  }

  private final byte[] bytes;
  private int at;

  Decoder(byte[] bytes) {
    this.bytes = bytes;
  }

  int remaining() {
    return bytes.length - at;
  }

  Bytes bytes(int length) throws Malformed {
    return Bytes.of(bytes, at, skip(length));
  }

  byte[] array(int length) throws Malformed {
    return bytes(length).toArray();
  }

  /// `bytes(x)` of the protocol: a length of 16 bits, then as many bytes.
  Bytes sized(int most) throws Malformed {
    return bytes(count(u16(), most));
  }

  int u8() throws Malformed {
    return (int) number(1);
  }

  int u16() throws Malformed {
    return (int) number(2);
  }

  long u32() throws Malformed {
    return number(4);
  }

  /// Fewer than 2⁶³.
  long u63() throws Malformed {
    long value = number(8);
    if (value < 0) {
      throw new Malformed();
    }
    return value;
  }

  boolean flag() throws Malformed {
    return count(u8(), 1) == 1;
  }

  /// Passes a number that may not be larger, before anything of that size is made.
  static int count(int value, int most) throws Malformed {
    if (value > most) {
      throw new Malformed();
    }
    return value;
  }

  void requireEnd() throws Malformed {
    if (at != bytes.length) {
      throw new Malformed();
    }
  }

  private long number(int length) throws Malformed {
    long value = 0;
    int end = skip(length);
    for (int i = end - length; i < end; i++) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return value;
  }

  private int skip(int length) throws Malformed {
    if (length > remaining()) {
      throw new Malformed();
    }
    at += length;
    return at;
  }
}
