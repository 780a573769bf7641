package chat.parley.client;

import chat.parley.model.Connection;
import chat.parley.model.RelayAddress;
import chat.parley.wire.BodyException;
import chat.parley.wire.FrameException;
import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import chat.parley.wire.classic.ClassicFrameReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/// One connection to a classic server, from the first attempt to its end; it is not used twice.
///
/// A virtual thread connects, logs in and reads; another writes. The reader stops reading while the core has
/// more than [#MAX_UNREAD] bytes of frames to deal with, so that a server that talks without end fills no
/// memory. [Owner#ended] is the last call, and comes after the last frame that was written is known.
final class ClassicLink {
  private static final Logger LOG = System.getLogger(ClassicLink.class.getName());

  /// What becomes of the link. All calls come on the core thread, and none after [#ended].
  interface Owner {
    /// The server took the nickname; now the key is to be announced.
    void opened(ClassicLink link);

    /// A frame came. Until `done` is run, it counts as not dealt with.
    void arrived(ClassicLink link, ClassicBody body, Runnable done);

    /// A frame came that makes no sense.
    ///
    /// @param sentence what is wrong with it
    void senseless(ClassicLink link, String sentence);

    /// It is over.
    void ended(ClassicLink link, Connection.Reason reason);
  }

  /// A frame on its way out.
  private static final class Departure {
    private final byte[] frame;
    private final boolean isLast;
    private final Runnable written;

    /// @param written run on the core thread when the last byte has gone to the socket
    Departure(byte[] frame, boolean isLast, Runnable written) {
      this.frame = frame;
      this.isLast = isLast;
      this.written = written;
    }
  }

  private static final int MAX_UNREAD = 8 << 20;
  private static final int MAX_UNWRITTEN = 1 << 20;
  private static final int FRAME_COST = 1024;
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final int LOGIN_TIMEOUT_MILLIS = 10_000;
  private static final int KEEPALIVE_IDLE_SECONDS = 60;
  private static final int KEEPALIVE_INTERVAL_SECONDS = 15;

  private final Core core;
  private final Owner owner;
  private final String nickname;
  private final Thread reader;
  private final Thread writer;
  private final Socket socket = new Socket(Proxy.NO_PROXY);
  private final Semaphore unread = new Semaphore(MAX_UNREAD);
  private final BlockingQueue<Departure> departures = new LinkedBlockingQueue<>();
  private final AtomicLong unwritten = new AtomicLong();
  // When the write at hand began, in nanoseconds; 0 while nothing is written.
  private final AtomicLong writingSince = new AtomicLong();
  private volatile Connection.Reason reason = Connection.Reason.UNREACHABLE;

  private ClassicLink(Core core, Owner owner, String nickname, Target target) {
    this.core = core;
    this.owner = owner;
    this.nickname = nickname;
    this.reader = Thread.ofVirtual().name("link-reader").unstarted(() -> run(target));
    this.writer = Thread.ofVirtual().name("link-writer").unstarted(this::write);
  }

  /// Where to connect, found out on a thread that may wait.
  @FunctionalInterface
  interface Target {
    RelayAddress.Classic find() throws IOException;
  }

  /// Begins to connect.
  static ClassicLink open(Core core, Owner owner, String nickname, Target target) {
    ClassicLink link = new ClassicLink(core, owner, nickname, target);
    link.reader.start();
    return link;
  }

  /// Whether a message more may be submitted; else wait until one is written.
  boolean hasRoom() {
    return unwritten.get() < MAX_UNWRITTEN;
  }

  /// Queues a frame.
  ///
  /// @param written run on the core thread when its last byte has gone to the socket
  /// @return takes it back, if nothing of it was written yet; says whether it could
  /// @throws FrameException if it is too long for a frame
  BooleanSupplier submit(String body, Runnable written) throws FrameException {
    Departure departure = new Departure(ClassicFrame.encode(body), false, written);
    submit(departure);
    return () -> takeBack(departure);
  }

  private boolean takeBack(Departure departure) {
    boolean isBack = departures.remove(departure);
    if (isBack) {
      unwritten.addAndGet(-departure.frame.length);
    }
    return isBack;
  }

  /// Says goodbye after what is queued, and ends when the server has closed the connection.
  void leave() {
    try {
      submit(new Departure(ClassicFrame.encode(ClassicBody.QUIT), true, () -> {}));
    } catch (FrameException e) {
      throw new IllegalStateException("the goodbye is short", e);
    }
  }

  private void submit(Departure departure) {
    unwritten.addAndGet(departure.frame.length);
    departures.add(departure);
  }

  /// Whether the server has taken nothing for so long, though there is something to write.
  boolean isStalled(Duration patience) {
    long since = writingSince.get();
    return since != 0 && System.nanoTime() - since > patience.toNanos();
  }

  /// Ends at once, whatever waits.
  void abort() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed, then.
    }
    reader.interrupt();
  }

  private void run(Target target) {
    try (socket) {
      RelayAddress.Classic address = target.find();
      InetSocketAddress where = new InetSocketAddress(address.host(), address.port());
      socket.connect(where, CONNECT_TIMEOUT_MILLIS);
      reason = Connection.Reason.LOST;
      talk();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection ended: {0}", e.getClass().getSimpleName());
    } finally {
      core.execute(() -> owner.ended(this, reason));
    }
  }

  private void talk() throws IOException {
    try {
      keepAlive();
      ClassicFrameReader frames = new ClassicFrameReader(socket.getInputStream());
      Optional<Connection.Reason> refused = logIn(frames);
      if (refused.isPresent()) {
        reason = refused.get();
        return;
      }
      writer.start();
      core.execute(() -> owner.opened(this));
      readAll(frames);
    } finally {
      stopWriter();
    }
  }

  /// @return why not; empty if the server took the nickname
  private Optional<Connection.Reason> logIn(ClassicFrameReader frames) throws IOException {
    try {
      socket.setSoTimeout(LOGIN_TIMEOUT_MILLIS);
      Optional<String> greeting = frames.next();
      if (greeting.isEmpty()) {
        return Optional.of(Connection.Reason.LOST);
      }
      if (!greeting.get().equals(ClassicBody.NICK)) {
        return Optional.of(Connection.Reason.NOT_A_RELAY);
      }
      socket.getOutputStream().write(ClassicFrame.encode(nickname));
      Optional<String> answer = frames.next();
      socket.setSoTimeout(0);
      return answer.isEmpty() ? Optional.of(Connection.Reason.LOST) : refusal(answer.get());
    } catch (FrameException | BodyException | SocketTimeoutException senseless) {
      return Optional.of(Connection.Reason.NOT_A_RELAY);
    }
  }

  private static Optional<Connection.Reason> refusal(String answer) throws BodyException {
    if (answer.equals(ClassicBody.NICK)) {
      return Optional.of(Connection.Reason.NAME_TAKEN);
    }
    return ClassicBody.parse(answer) instanceof ClassicBody.Greeting
        ? Optional.empty()
        : Optional.of(Connection.Reason.NOT_A_RELAY);
  }

  private void readAll(ClassicFrameReader frames) throws IOException {
    try {
      while (readOne(frames)) {
        // Until the stream ends or breaks.
      }
    } catch (InterruptedException aborted) {
      LOG.log(Level.TRACE, "a link was aborted");
    }
  }

  /// @return whether more may come
  private boolean readOne(ClassicFrameReader frames) throws IOException, InterruptedException {
    try {
      Optional<String> text = frames.next();
      if (text.isPresent()) {
        arrive(text.get());
      }
      return text.isPresent();
    } catch (BodyException notText) {
      tellSenseless(String.valueOf(notText.getMessage()));
      return true;
    } catch (FrameException broken) {
      tellSenseless(String.valueOf(broken.getMessage()));
      return false;
    }
  }

  private void arrive(String text) throws InterruptedException {
    try {
      ClassicBody body = ClassicBody.parse(text);
      int cost = Math.min(MAX_UNREAD, FRAME_COST + 2 * text.length());
      unread.acquire(cost);
      core.execute(() -> owner.arrived(this, body, () -> unread.release(cost)));
    } catch (BodyException senseless) {
      tellSenseless(String.valueOf(senseless.getMessage()));
    }
  }

  private void tellSenseless(String sentence) throws InterruptedException {
    unread.acquire(FRAME_COST);
    core.execute(
        () -> {
          unread.release(FRAME_COST);
          owner.senseless(this, sentence);
        });
  }

  /// One write a frame: if it fails, the server cannot have the whole frame, and what came before it is
  /// known to be written.
  private void write() {
    try {
      OutputStream out = socket.getOutputStream();
      while (true) {
        Departure departure = departures.take();
        writingSince.set(System.nanoTime());
        out.write(departure.frame);
        writingSince.set(0);
        unwritten.addAndGet(-departure.frame.length);
        core.execute(departure.written);
        if (departure.isLast) {
          socket.shutdownOutput();
          return;
        }
      }
    } catch (IOException | InterruptedException lost) {
      abort();
    }
  }

  private void stopWriter() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed, then.
    }
    writer.interrupt();
    boolean isWriting = true;
    while (isWriting) {
      try {
        writer.join();
        isWriting = false;
      } catch (InterruptedException aborted) {
        LOG.log(Level.TRACE, "a link ended while it was aborted");
      }
    }
  }

  private void keepAlive() throws IOException {
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    for (SocketOption<?> option : socket.supportedOptions()) {
      switch (option.name()) {
        case "TCP_KEEPIDLE" -> set(option, KEEPALIVE_IDLE_SECONDS);
        case "TCP_KEEPINTERVAL" -> set(option, KEEPALIVE_INTERVAL_SECONDS);
        default -> {}
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void set(SocketOption<?> option, int seconds) throws IOException {
    if (option.type() == Integer.class) {
      socket.setOption((SocketOption<Integer>) option, seconds);
    }
  }
}
