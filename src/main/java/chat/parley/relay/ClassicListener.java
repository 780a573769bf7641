package chat.parley.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// Sets up every connection that speaks the classic protocol.
final class ClassicListener extends ChannelInitializer<SocketChannel> {
  private static final int BACKLOG = 1024;
  private static final int FRAMES_A_FLUSH = 256;

  /// How much is read of one connection before the others have their turn, in bytes: whoever floods
  /// must not keep the one thread busy.
  private static final int BYTES_A_TURN = 1 << 14;

  private final Connections connections;
  private final ClassicRoom room = new ClassicRoom();

  ClassicListener(Connections connections) {
    this.connections = connections;
  }

  ServerBootstrap on(EventLoopGroup loop) {
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(64, 2048, BYTES_A_TURN).maxMessagesPerRead(1))
        .childHandler(this);
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
