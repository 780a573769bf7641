package chat.parley.model;

import java.util.HexFormat;

/// The id of a message in the client's log.
///
/// @param hex 16 random bytes as 32 small hexadecimal digits
public record MessageId(String hex) {
  /// The length of an id in bytes.
  public static final int BYTES = 16;

  /// @throws IllegalArgumentException unless there are 16 bytes
  public static MessageId of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a message id has 16 bytes, not " + bytes.length);
    }
    return new MessageId(HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return hex;
  }
}
