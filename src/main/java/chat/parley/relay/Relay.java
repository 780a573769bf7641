package chat.parley.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A running relay: listens from [#start] to [#close]. It owns one daemon thread, so it runs inside a
/// desktop as well as alone. Both methods may be called from any thread but that one.
public final class Relay implements AutoCloseable {
  private static final long CLOSE_SECONDS = 5;

  private final EventLoopGroup loop;
  private final Connections connections;
  private final List<Channel> servers;
  private final List<Listener> listeners;

  private Relay(EventLoopGroup loop, Connections connections, Channel classic) {
    this.loop = loop;
    this.connections = connections;
    this.servers = List.of(classic);
    this.listeners = List.of(new Listener("classic", (InetSocketAddress) classic.localAddress()));
  }

  /// Starts listening.
  ///
  /// @return once every listener is ready
  /// @throws RelayNotStarted if an address or a port cannot be had; nothing listens then
  public static Relay start(RelaySettings settings) throws RelayNotStarted {
    EventLoopGroup loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("parley-relay", true), NioIoHandler.newFactory());
    Connections connections = new Connections(settings.limits());
    InetSocketAddress address = new InetSocketAddress(settings.bind(), settings.classicPort());
    ChannelFuture bound =
        new ClassicListener(connections).on(loop).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
      throw new RelayNotStarted(
          "the relay cannot listen on " + Listener.text(address) + ": " + reason(bound.cause()),
          bound.cause());
    }
    return new Relay(loop, connections, bound.channel());
  }

  /// Where it listens, one for each protocol.
  public List<Listener> listeners() {
    return listeners;
  }

  /// Where it speaks the classic protocol; the port is the real one where the setting said 0.
  public InetSocketAddress classicAddress() {
    return listeners.getFirst().address();
  }

  /// How many connections are open, and what they hold in bytes.
  Load load() {
    return loop.submit(() -> new Load(connections.all().size(), connections.heldBytes()))
        .syncUninterruptibly()
        .getNow();
  }

  record Load(int connections, long heldBytes) {}

  /// Waits until the relay is closed.
  public void awaitClosed() throws InterruptedException {
    loop.terminationFuture().await();
  }

  /// Ends every connection and frees the ports before it returns. Repeating it changes nothing.
  @Override
  public synchronized void close() {
    for (Channel server : servers) {
      var _ = server.close().awaitUninterruptibly();
    }
    if (!loop.isShuttingDown()) {
      loop.execute(
          () -> connections.all().forEach(connection -> connection.drop("the relay ends")));
    }
    var _ = loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
