package chat.parley.relay;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// Sets up every connection that speaks the classic protocol.
final class ClassicListener extends ChannelInitializer<SocketChannel> {
  private static final int FRAMES_A_FLUSH = 256;

  private final Connections connections;
  private final ClassicRoom room = new ClassicRoom();

  ClassicListener(Connections connections) {
    this.connections = connections;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    InetSocketAddress address = channel.remoteAddress();
    if (address == null) {
      // The peer went before anybody looked.
      var _ = channel.close();
      return;
    }
    Connection connection = new Connection(channel, address, connections);
    if (!connections.admit(connection)) {
      var _ = channel.close();
      return;
    }
    ClassicFrameDecoder decoder = new ClassicFrameDecoder(connection);
    channel
        .pipeline()
        .addLast(
            new IdleStateHandler(
                connections.limits().idleTimeout().toMillis(), 0, 0, TimeUnit.MILLISECONDS),
            new FlushConsolidationHandler(FRAMES_A_FLUSH, true),
            decoder,
            new ClassicPeer(connection, decoder, room));
  }
}
