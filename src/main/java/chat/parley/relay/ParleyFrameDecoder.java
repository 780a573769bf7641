package chat.parley.relay;

import chat.parley.model.Bytes;
import chat.parley.wire.FrameException;
import chat.parley.wire.parley.Frame;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RelayFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Cuts what comes in into whole frames, whose length is checked before they are waited for.
final class ParleyFrameDecoder extends ByteToMessageDecoder {
  private static final int LENGTH_BYTES = 4;

  private final Connection connection;
  private int longest = FrameLimits.FRAME_BEFORE_WELCOME;

  ParleyFrameDecoder(Connection connection) {
    this.connection = connection;
  }

  /// The peer has logged in and may send frames of full length.
  void welcomed() {
    longest = FrameLimits.FRAME;
  }

  /// A message of the relay's as bytes.
  static ByteBuf encode(FromRelay message) {
    return Unpooled.wrappedBuffer(RelayFrames.encode(message).encoded());
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws FrameException {
    if (connection.hasEnded()) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() >= LENGTH_BYTES) {
      long length = in.getUnsignedInt(in.readerIndex());
      if (length < 1 || length > longest) {
        in.skipBytes(in.readableBytes());
        throw new FrameException(
            "a frame of " + length + " bytes, where 1 to " + longest + " may come");
      }
      if (in.readableBytes() >= LENGTH_BYTES + length) {
        connection.partial(0);
        in.skipBytes(LENGTH_BYTES);
        int type = in.readUnsignedByte();
        byte[] body = new byte[(int) length - 1];
        in.readBytes(body);
        out.add(new Frame(type, Bytes.of(body)));
        return;
      }
    }
    connection.partial(in.readableBytes());
  }
}
