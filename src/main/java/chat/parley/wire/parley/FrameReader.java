package chat.parley.wire.parley;

import chat.parley.model.Bytes;
import chat.parley.wire.FrameException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads frames from a stream, whole, however it splits them. A length is checked before anything is
/// allocated for it. For one thread.
public final class FrameReader {
  private final DataInputStream in;
  private int limit = FrameLimits.FRAME_BEFORE_WELCOME;

  public FrameReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /// From now on frames may be as long as the relay said in WELCOME.
  ///
  /// @param bytes 1 to [FrameLimits#FRAME]
  public void allow(int bytes) {
    if (bytes < 1 || bytes > FrameLimits.FRAME) {
      throw new IllegalArgumentException("a frame has 1 to 262144 bytes");
    }
    limit = bytes;
  }

  /// The next frame, or null where the stream ends between two frames.
  ///
  /// @throws FrameException if its length is not allowed: nothing after it can be read
  /// @throws EOFException if the stream ends inside a frame
  /// @throws IOException if the stream fails
  public @Nullable Frame read() throws IOException, FrameException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    long length =
        ((long) first << 24) | ((long) in.readUnsignedShort() << 8) | in.readUnsignedByte();
    if (length < 1 || length > limit) {
      throw new FrameException(
          "a frame of " + length + " bytes, where 1 to " + limit + " may come");
    }
    int type = in.readUnsignedByte();
    byte[] body = in.readNBytes((int) length - 1);
    if (body.length < length - 1) {
      throw new EOFException("the stream ends inside a frame");
    }
    return new Frame(type, Bytes.of(body));
  }
}
