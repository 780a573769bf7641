package chat.parley.wire.classic;

import chat.parley.wire.BodyException;
import chat.parley.wire.FrameException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Takes whole frames from a blocking stream, however the network split them. Belongs to the one
/// thread that reads the connection. A length is checked before its memory is taken.
public final class ClassicFrameReader {
  private final InputStream in;

  public ClassicFrameReader(InputStream in) {
    this.in = in;
  }

  /// Waits for the next body.
  ///
  /// @return empty if the stream ended between two frames
  /// @throws FrameException if the header is wrong or the stream ends inside a frame
  /// @throws BodyException if the body is not UTF-8; the next frame can be read
  /// @throws IOException if the stream fails
  public Optional<String> next() throws IOException, BodyException {
    byte[] header = in.readNBytes(ClassicFrame.HEADER_LENGTH);
    if (header.length == 0) {
      return Optional.empty();
    }
    if (header.length < ClassicFrame.HEADER_LENGTH) {
      throw new FrameException("the connection ended inside a frame");
    }
    int length = ClassicFrame.bodyLength(header);
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new FrameException("the connection ended inside a frame");
    }
    return Optional.of(ClassicFrame.text(ByteBuffer.wrap(body)));
  }
}
