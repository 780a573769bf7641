package chat.parley.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One peer's socket with a bounded queue. Belongs to the event loop.
///
/// What waits for a peer that reads too slowly: up to half of [RelayLimits#queueBytes] nothing;
/// beyond it, whoever sends to it is not read from until an eighth is left; if that takes longer than
/// [RelayLimits#stallTimeout], or the queue fills all the same, the peer is dropped. So is who has TLS
/// answer, by itself, more than it reads.
final class Connection {
  private static final Logger LOG = System.getLogger(Connection.class.getName());

  /// How many bytes of answers may wait for a peer that asks faster than it reads them.
  private static final int MAX_ANSWERS = 1 << 16;

  /// What a waiting frame or record takes besides its bytes: many small ones must not cost more than they count.
  static final int FRAME_COST = 512;

  /// How much more may wait beneath TLS than a queue holds. What is queued grows by a tenth at most there, so that only who
  /// has TLS itself write comes this far.
  private static final int OWN_WORDS_OF_TLS = 2;

  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final String SLOW = "it reads too slowly";

  private final SocketChannel channel;
  private final Connections connections;
  private final InetSocketAddress address;
  private final Set<Connection> heldUp = new LinkedHashSet<>();
  private @Nullable Future<?> stall;
  private @Nullable Future<?> farewell;
  private long queuedBytes;
  private long wireBytes;
  private long partialBytes;
  private long rememberedBytes;
  private int waitsFor;
  private long countedBytes;

  /// Changes on the event loop alone; read anywhere.
  private volatile boolean ended;

  private boolean gone;

  Connection(SocketChannel channel, InetSocketAddress address, Connections connections) {
    this.channel = channel;
    this.connections = connections;
    this.address = address;
  }

  InetSocketAddress address() {
    return address;
  }

  /// Whose limits it counts for: the address, or the network of an address of IPv6.
  ByteBuffer network() {
    return Connections.network(address.getAddress());
  }

  /// What waits to be sent, what has come of a frame that is not whole, and what is remembered for the peer, in bytes.
  long heldBytes() {
    return countedBytes;
  }

  /// Whether nothing more is to be read from or sent to the peer. Any thread may ask.
  boolean hasEnded() {
    return ended;
  }

  /// Queues a frame. Takes over the buffer; does nothing more once the connection has ended.
  void send(ByteBuf frame) {
    if (ended) {
      frame.release();
      return;
    }
    var _ = write(frame);
    if (queuedBytes > limits().queueBytes()) {
      abandon(SLOW);
    } else if (isCongested() && stall == null) {
      stall = after(limits().stallTimeout(), () -> abandon(SLOW));
    }
  }

  /// Queues an answer to something that the peer sent, unless too many wait already.
  void answer(ByteBuf frame) {
    if (queuedBytes > MAX_ANSWERS) {
      frame.release();
    } else {
      send(frame);
    }
  }

  /// Queues a frame that `sender` sent, which is not read from while too much waits here.
  void pass(ByteBuf frame, Connection sender) {
    send(frame);
    if (isCongested() && !ended && heldUp.add(sender)) {
      sender.waitsFor++;
      sender.channel.config().setAutoRead(false);
    }
  }

  /// Sends a last frame and ends. What still comes in is read and thrown away for a moment: closing
  /// at once would reset the connection, and the peer might never see the frame.
  void finish(ByteBuf last) {
    if (ended) {
      last.release();
      return;
    }
    end();
    var _ = write(last).addListener(written -> endOutput(written.isSuccess()));
    farewell = after(FAREWELL, this::close);
  }

  /// Ends without a word.
  void drop(String reason) {
    if (!ended) {
      LOG.log(Level.DEBUG, "a connection was dropped: {0}", reason);
    }
    end();
    close();
  }

  /// Ends at once, and lets go of all that waits to be sent: TLS would first wait a second for its own last word to be read, and
  /// what it holds so long would be held against others.
  void abandon(String reason) {
    if (!gone) {
      LOG.log(Level.DEBUG, "a connection was given up: {0}", reason);
      gone = true;
      end();
      count();
      ChannelHandlerContext beneathAll = channel.pipeline().firstContext();
      var _ = beneathAll == null ? channel.close() : beneathAll.close();
    }
  }

  /// The socket is closed. Repeating it changes nothing.
  void closed() {
    gone = true;
    end();
    count();
    if (farewell != null) {
      farewell.cancel(false);
    }
    connections.closed(this);
  }

  /// The peer has said who it is.
  void joined() {
    connections.settled(this);
  }

  /// So much has come of a frame that is not whole yet.
  void partial(long bytes) {
    partialBytes = ended ? 0 : bytes;
    count();
  }

  /// So much is kept for the peer until it goes.
  void remembers(long bytes) {
    rememberedBytes = ended ? 0 : bytes;
    count();
  }

  /// So many more bytes wait beneath TLS, or fewer: what became of queued frames, and what TLS says by itself. Both are the
  /// same memory, once as frames and then as records.
  void wire(long change) {
    wireBytes += change;
    count();
    if (wireBytes > (long) OWN_WORDS_OF_TLS * limits().queueBytes()) {
      abandon(SLOW);
    }
  }

  private void count() {
    long now = gone ? 0 : Math.max(queuedBytes, wireBytes) + partialBytes + rememberedBytes;
    long change = now - countedBytes;
    countedBytes = now;
    connections.held(change);
  }

  /// Has the connection's place given back when the socket is closed, whatever handlers it has by then.
  void watch() {
    var _ = channel.closeFuture().addListener(closing -> closed());
  }

  /// Runs something on the event loop later.
  Future<?> after(Duration delay, Runnable task) {
    return channel.eventLoop().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private ChannelFuture write(ByteBuf frame) {
    int cost = frame.readableBytes() + FRAME_COST;
    queuedBytes += cost;
    count();
    return channel.writeAndFlush(frame).addListener(written -> left(cost));
  }

  private void left(int cost) {
    queuedBytes -= cost;
    count();
    if (queuedBytes <= limits().queueBytes() / 8) {
      release();
    }
  }

  private void endOutput(boolean wasWritten) {
    if (wasWritten) {
      SslHandler tls = channel.pipeline().get(SslHandler.class);
      var _ = tls == null ? channel.shutdownOutput() : tls.closeOutbound();
    }
  }

  private void close() {
    var _ = channel.close();
  }

  /// Whether so much waits that whoever sends to it has to wait.
  boolean isCongested() {
    return queuedBytes > limits().queueBytes() / 2;
  }

  private void end() {
    if (!ended) {
      ended = true;
      connections.settled(this);
      partial(0);
      remembers(0);
      release();
    }
  }

  /// Lets those go on who had to wait for this peer.
  private void release() {
    if (stall != null) {
      stall.cancel(false);
      stall = null;
    }
    for (Connection sender : List.copyOf(heldUp)) {
      heldUp.remove(sender);
      sender.waitsFor--;
      if (sender.waitsFor == 0) {
        sender.channel.config().setAutoRead(true);
      }
    }
  }

  RelayLimits limits() {
    return connections.limits();
  }
}
