package chat.parley.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/// Tells a connection what waits beneath TLS. Not all of that was queued by the relay: TLS answers every request for new keys by
/// itself (RFC 8446 §4.6.3), also where nobody reads the answers.
final class RecordGauge extends ChannelOutboundHandlerAdapter {
  private final Connection connection;

  RecordGauge(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelPromise written = promise.unvoid();
    if (message instanceof ByteBuf records) {
      int cost = records.readableBytes() + Connection.FRAME_COST;
      var _ = written.addListener(done -> connection.wire(-cost));
      connection.wire(cost);
    }
    var _ = context.write(message, written);
  }
}
