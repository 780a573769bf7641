package chat.parley.relay;

import chat.parley.wire.FrameException;
import chat.parley.wire.classic.ClassicFrame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Cuts what comes in into whole frames, header included, so that one can be passed on as it is. Each
/// is copied out: a few bytes that wait in a queue must not keep a whole receive buffer.
final class ClassicFrameDecoder extends ByteToMessageDecoder {
  /// The longest body before a peer has joined, in bytes.
  static final int MAX_LOGIN_BODY = 8192;

  private static final int UNKNOWN = -1;

  private final Connection connection;
  private int maxBody = MAX_LOGIN_BODY;
  private int bodyLength = UNKNOWN;

  ClassicFrameDecoder(Connection connection) {
    this.connection = connection;
  }

  /// The peer has joined and may send frames of full length.
  void joined() {
    maxBody = ClassicFrame.MAX_BODY;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws FrameException {
    if (connection.hasEnded()) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (bodyLength == UNKNOWN && in.readableBytes() >= ClassicFrame.HEADER_LENGTH) {
      byte[] header = new byte[ClassicFrame.HEADER_LENGTH];
      in.getBytes(in.readerIndex(), header);
      bodyLength = ClassicFrame.bodyLength(header);
      if (bodyLength > maxBody) {
        throw new FrameException("a frame of this length is refused before joining");
      }
    }
    if (bodyLength == UNKNOWN || in.readableBytes() < ClassicFrame.HEADER_LENGTH + bodyLength) {
      connection.partial(in.readableBytes());
      return;
    }
    connection.partial(0);
    out.add(in.readBytes(ClassicFrame.HEADER_LENGTH + bodyLength));
    bodyLength = UNKNOWN;
  }
}
