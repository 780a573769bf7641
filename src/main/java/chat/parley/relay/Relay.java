package chat.parley.relay;

import chat.parley.identity.RelayIdentity;
import chat.parley.model.Fingerprint;
import chat.parley.relay.store.RelayStore;
import chat.parley.relay.store.SqliteRelayStore;
import chat.parley.relay.store.StoreUnusable;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A running relay: listens from [#start] to [#close]. It owns one daemon thread for all that happens, one
/// for its store and five for what takes long, so it runs inside a desktop as well as alone. Both methods may
/// be called from any thread but those.
public final class Relay implements AutoCloseable {
  private static final long CLOSE_SECONDS = 5;
  private static final int SLOW_THREADS = 2;
  private static final int WAITING_TASKS = 1_000;
  private static final int WAITING_SETS = 64;
  private static final String MACHINE = "io.netty.machineId";

  static {
    // Netty would look for three other logging libraries first.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    // And would look through the network interfaces for a number to name channels by, which a
    // service
    // may not do, and nobody reads.
    if (System.getProperty(MACHINE) == null) {
      System.setProperty(MACHINE, "00:00:00:00:00:00");
    }
  }

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("parley-relay", true), NioIoHandler.newFactory());
  private final ExecutorService handshakes =
      threads("parley-relay-handshakes", SLOW_THREADS, WAITING_TASKS);
  private final ExecutorService checks =
      threads("parley-relay-checks", SLOW_THREADS, WAITING_TASKS);
  private final ExecutorService prekeyChecks = threads("parley-relay-prekeys", 1, WAITING_SETS);
  private final Connections connections;
  private final List<Channel> servers = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private @Nullable RelayStore store;
  private @Nullable ParleyService service;
  private @Nullable Fingerprint fingerprint;

  private Relay(RelayLimits limits) {
    this.connections = new Connections(limits);
  }

  /// Threads for what takes long; they refuse what is too much.
  private static ExecutorService threads(String name, int count, int waiting) {
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(waiting),
        new DefaultThreadFactory(name, true));
  }

  /// Opens a relay's store. A test opens one that fails.
  @FunctionalInterface
  interface StoreOpener {
    RelayStore open(ParleySettings settings, Clock clock) throws StoreUnusable;
  }

  /// Starts listening.
  ///
  /// @return once every listener is ready
  /// @throws SettingRejected if a folder or a certificate cannot be used; nothing listens then
  /// @throws RelayNotStarted if an address, a port or the store cannot be had; nothing listens then
  public static Relay start(RelaySettings settings) throws RelayNotStarted {
    return start(
        settings, (parley, clock) -> SqliteRelayStore.open(parley.data(), parley.mailbox(), clock));
  }

  static Relay start(RelaySettings settings, StoreOpener opener) throws RelayNotStarted {
    Relay relay = new Relay(settings.limits());
    try {
      relay.listen(settings, opener);
      return relay;
    } catch (RelayNotStarted | RuntimeException failed) {
      relay.close();
      throw failed;
    }
  }

  /// Loads what every start needs and what takes long to load. Whoever has something else to do before
  /// [#start], as reading a command line, lets this be done beside it.
  public static void prepare() {
    SqliteRelayStore.prepare();
    ParleyListener.prepare();
  }

  private void listen(RelaySettings settings, StoreOpener opener) throws RelayNotStarted {
    if (settings.parley().isPresent()) {
      ParleySettings parley = settings.parley().get();
      RelayIdentity identity = parley.identity();
      fingerprint = identity.fingerprint();
      // Both take long: while the store is opened, TLS is made ready.
      CompletableFuture<SSLContext> tls =
          CompletableFuture.supplyAsync(() -> ParleyListener.tls(identity), handshakes);
      ParleyService service =
          new ParleyService(
              parley,
              identity.fingerprint(),
              open(parley, opener),
              new LoopThread(loop.next(), checks),
              new LoopThread(loop.next(), prekeyChecks),
              Clock.systemUTC());
      this.service = service;
      bind(
          "parley",
          new ParleyListener(connections, service, tls.join(), handshakes),
          new InetSocketAddress(settings.bind(), parley.port()));
      loop.next().execute(service::lookAfter);
    }
    if (settings.classicPort().isPresent()) {
      bind(
          "classic",
          new ClassicListener(connections),
          new InetSocketAddress(settings.bind(), settings.classicPort().getAsInt()));
    }
  }

  private RelayStore open(ParleySettings settings, StoreOpener opener) throws RelayNotStarted {
    try {
      RelayStore opened = opener.open(settings, Clock.systemUTC());
      store = opened;
      return opened;
    } catch (StoreUnusable unusable) {
      throw new RelayNotStarted(reason(unusable), unusable);
    }
  }

  private void bind(
      String protocol, ChannelInitializer<SocketChannel> listener, InetSocketAddress address)
      throws RelayNotStarted {
    ChannelFuture bound = ServerSockets.of(loop, listener).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new RelayNotStarted(
          "the relay cannot listen on " + Listener.text(address) + ": " + reason(bound.cause()),
          bound.cause());
    }
    servers.add(bound.channel());
    listeners.add(new Listener(protocol, (InetSocketAddress) bound.channel().localAddress()));
  }

  /// Where it listens, one for each protocol.
  public List<Listener> listeners() {
    return List.copyOf(listeners);
  }

  /// Where it speaks the classic protocol; the port is the real one where the setting said 0.
  ///
  /// @throws IllegalStateException if it does not
  public InetSocketAddress classicAddress() {
    return address("classic");
  }

  /// Where it speaks Parley 1; the port is the real one where the setting said 0.
  ///
  /// @throws IllegalStateException if it does not
  public InetSocketAddress parleyAddress() {
    return address("parley");
  }

  /// The fingerprint of its key, which clients pin; empty if it does not speak Parley 1.
  public Optional<Fingerprint> fingerprint() {
    return Optional.ofNullable(fingerprint);
  }

  private InetSocketAddress address(String protocol) {
    return listeners.stream()
        .filter(listener -> listener.protocol().equals(protocol))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this relay does not speak " + protocol))
        .address();
  }

  /// Ends who is let in no more, as is done every ten minutes.
  void dismiss() {
    ParleyService parley = service;
    if (parley != null) {
      loop.execute(parley::dismiss);
    }
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

  /// Ends every connection, frees the ports and writes what waits before it returns. Repeating it changes
  /// nothing.
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
    handshakes.shutdownNow();
    checks.shutdownNow();
    prekeyChecks.shutdownNow();
    if (store != null) {
      store.close();
    }
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
