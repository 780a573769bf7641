package chat.parley.wire.classic;

import chat.parley.wire.BodyException;
import chat.parley.wire.FrameException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A classic frame: a header of 64 ASCII bytes, the body's length in bytes as decimal digits,
/// right-aligned and padded with spaces, and then the body in UTF-8.
public final class ClassicFrame {
  /// What a header takes, in bytes.
  public static final int HEADER_LENGTH = 64;

  /// The longest body, in bytes.
  public static final int MAX_BODY = 1 << 20;

  private static final int MAX_DIGITS = 7;

  private ClassicFrame() {}

  /// Makes the whole frame. Bodies of ours are ASCII, since the original counts characters where it
  /// means bytes; anything else is counted in bytes here.
  ///
  /// @throws FrameException if the body is longer than 1 MiB
  public static byte[] encode(String body) throws FrameException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BODY) {
      throw new FrameException("a body of more than 1 MiB cannot be sent");
    }
    byte[] frame = new byte[HEADER_LENGTH + bytes.length];
    Arrays.fill(frame, 0, HEADER_LENGTH, (byte) ' ');
    byte[] digits = Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, frame, HEADER_LENGTH - digits.length, digits.length);
    System.arraycopy(bytes, 0, frame, HEADER_LENGTH, bytes.length);
    return frame;
  }

  /// Reads a header: `^ *[0-9]{1,7}$` in ASCII, at most 1 MiB.
  ///
  /// @param header 64 bytes
  /// @return the length of the body that follows, in bytes
  /// @throws FrameException if it is anything else
  public static int bodyLength(byte[] header) throws FrameException {
    if (header.length != HEADER_LENGTH) {
      throw new FrameException("a frame header has 64 bytes");
    }
    int first = 0;
    while (first < HEADER_LENGTH && header[first] == ' ') {
      first++;
    }
    if (first == HEADER_LENGTH || HEADER_LENGTH - first > MAX_DIGITS) {
      throw new FrameException("a frame header holds 1 to 7 digits");
    }
    int length = 0;
    for (int i = first; i < HEADER_LENGTH; i++) {
      if (header[i] < '0' || header[i] > '9') {
        throw new FrameException("a frame header is spaces and then digits");
      }
      length = length * 10 + (header[i] - '0');
    }
    if (length > MAX_BODY) {
      throw new FrameException("a frame of more than 1 MiB is refused");
    }
    return length;
  }

  /// Reads a body's bytes as text.
  ///
  /// @throws BodyException if they are not UTF-8
  public static String text(ByteBuffer body) throws BodyException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(body).toString();
    } catch (CharacterCodingException damaged) {
      throw new BodyException("the body is not UTF-8", damaged);
    }
  }
}
