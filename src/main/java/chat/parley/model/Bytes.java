package chat.parley.model;

import java.util.Arrays;

/// A byte string that nobody changes: a payload, a key, a signature. Its text form tells its length only,
/// since what it holds may be private.
public final class Bytes {
  /// No bytes.
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /// A copy of the array.
  public static Bytes of(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array.clone());
  }

  /// A copy of a part of the array.
  public static Bytes of(byte[] array, int from, int to) {
    return new Bytes(Arrays.copyOfRange(array, from, to));
  }

  /// How many bytes there are.
  public int length() {
    return array.length;
  }

  /// A copy that the caller may change.
  public byte[] toArray() {
    return array.clone();
  }

  /// Writes all bytes into an array.
  ///
  /// @param target the array
  /// @param at the place of the first byte
  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, 0, target, at, array.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return "Bytes[" + array.length + "]";
  }
}
