package chat.parley.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/// How the relay's sockets are set, whatever is spoken on them.
final class ServerSockets {
  private static final int BACKLOG = 1024;

  /// How much is read of one connection before the others have their turn, in bytes: whoever floods
  /// must not keep the one thread busy.
  private static final int BYTES_A_TURN = 1 << 14;

  private ServerSockets() {}

  /// @param connection sets up each connection
  static ServerBootstrap of(EventLoopGroup loop, ChannelInitializer<SocketChannel> connection) {
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(64, 2048, BYTES_A_TURN).maxMessagesPerRead(1))
        .childHandler(connection);
  }
}
