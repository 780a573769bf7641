package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import java.nio.ByteBuffer;

/// One frame: `length u32 ‖ type u8 ‖ body`, the length being that of type and body.
///
/// @param type 0 to 255
/// @param body at most [FrameLimits#FRAME] bytes less one
public record Frame(int type, Bytes body) {
  /// The length of what stands before the body, in bytes: length and type.
  public static final int HEADER_BYTES = 5;

  /// @throws IllegalArgumentException if the type or the body's length is out of range
  public Frame {
    if (type < 0 || type > 0xff || body.length() >= FrameLimits.FRAME) {
      throw new IllegalArgumentException("not a frame: its type or its length is out of range");
    }
  }

  /// All bytes of the frame.
  public byte[] encoded() {
    byte[] bytes = new byte[HEADER_BYTES + body.length()];
    ByteBuffer.wrap(bytes).putInt(1 + body.length()).put((byte) type);
    body.copyTo(bytes, HEADER_BYTES);
    return bytes;
  }
}
