package chat.parley.relay;

import chat.parley.identity.RelayIdentity;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// Sets up every connection that speaks Parley 1: TLS 1.3 alone, with ALPN, nothing resumed, nothing early.
final class ParleyListener extends ChannelInitializer<SocketChannel> {
  private static final String PROTOCOL = "parley/1";
  private static final int FRAMES_A_FLUSH = 256;

  /// Beyond a week, the longest life that RFC 8446 §4.6.1 allows a ticket, Java sends none: nothing can then
  /// be resumed.
  private static final Duration NO_TICKETS = Duration.ofDays(8);

  private final Connections connections;
  private final ParleyService relay;
  private final Executor handshakes;
  private final SSLContext tls;

  /// @param handshakes where keys are agreed and signatures made; refuses what is too much
  ParleyListener(
      Connections connections, ParleyService relay, SSLContext tls, Executor handshakes) {
    this.connections = connections;
    this.relay = relay;
    this.handshakes = handshakes;
    this.tls = tls;
  }

  /// What all connections of a relay have in common. The JDK's own context: Netty's reads every root certificate of the machine,
  /// though no client shows one, and looks for other implementations of TLS, a quarter of the time until a relay is ready.
  static SSLContext tls(RelayIdentity identity) {
    return tls(identity.tls());
  }

  /// Loads what [#tls] needs.
  static void prepare() {
    var _ = tls(RelayIdentity.keylessTls()).createSSLEngine();
  }

  private static SSLContext tls(SSLContext context) {
    context.getServerSessionContext().setSessionTimeout((int) NO_TICKETS.toSeconds());
    return context;
  }

  private SSLEngine engine() {
    SSLEngine engine = tls.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setApplicationProtocols(new String[] {PROTOCOL});
    // Whoever connects would otherwise choose, also an agreement that costs two hundred times as
    // much.
    parameters.setNamedGroups(new String[] {"x25519", "secp256r1"});
    engine.setSSLParameters(parameters);
    return engine;
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
    ParleyLimits limits = relay.settings().limits();
    if (!relay.mayConnect(connection.network())
        || !connections.admit(connection, limits.pendingPerAddress())) {
      var _ = channel.close();
      return;
    }
    SslHandler handshake = new SslHandler(engine(), false, handshakes);
    handshake.setHandshakeTimeoutMillis(connections.limits().loginTimeout().toMillis());
    handshake.setCloseNotifyFlushTimeoutMillis(1_000);
    ParleyFrameDecoder decoder = new ParleyFrameDecoder(connection);
    channel
        .pipeline()
        .addLast(
            Silence.TO_ASK_ABOUT.after(limits.pingAfter()),
            Silence.TOO_LONG.after(limits.silentAfter()),
            new RecordGauge(connection),
            handshake,
            new FlushConsolidationHandler(FRAMES_A_FLUSH, true),
            decoder,
            new ParleyPeer(connection, decoder, relay));
  }

  /// Whether the handshake agreed on this protocol: a client that names none is not refused by TLS itself.
  static boolean speaksParley(ChannelPipeline pipeline) {
    SslHandler handshake = pipeline.get(SslHandler.class);
    return handshake != null && PROTOCOL.equals(handshake.engine().getApplicationProtocol());
  }
}
