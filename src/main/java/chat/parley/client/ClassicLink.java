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
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/// A [Link] to a classic server.
///
/// A virtual thread connects, logs in and reads; another writes. The reader stops reading while the core has
/// more than [#MAX_UNREAD] bytes of frames to deal with, so that a server that talks without end fills no
/// memory. [Owner#ended] is the last call, and comes after the last frame that was written is known.
final class ClassicLink implements Link, LinkWriter.Drain {
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

  private static final int MAX_UNREAD = 8 << 20;
  private static final int FRAME_COST = 1024;
  private static final int LOGIN_TIMEOUT_MILLIS = 10_000;
  private static final Duration WRITE_PATIENCE = Duration.ofSeconds(30);

  private final Core core;
  private final Owner owner;
  private final String nickname;
  private final Thread reader;
  private final LinkWriter writer;
  private final Socket socket = RelaySocket.unconnected();
  private final Semaphore unread = new Semaphore(MAX_UNREAD);
  private volatile Connection.Reason reason = Connection.Reason.UNREACHABLE;
  private volatile boolean isOpen;

  private ClassicLink(Core core, Owner owner, String nickname, RelayAddress.Classic address) {
    this.core = core;
    this.owner = owner;
    this.nickname = nickname;
    this.reader = Thread.ofVirtual().name("link-reader").unstarted(() -> run(address));
    // Each frame tells when it is written.
    this.writer = new LinkWriter(core, this, this::abort, () -> {});
  }

  /// Begins to connect.
  static ClassicLink open(Core core, Owner owner, String nickname, RelayAddress.Classic address) {
    ClassicLink link = new ClassicLink(core, owner, nickname, address);
    link.reader.start();
    return link;
  }

  /// Whether a message more may be submitted; else wait until one is written.
  boolean hasRoom() {
    return writer.hasRoom();
  }

  /// Queues a frame.
  ///
  /// @param written run on the core thread when its last byte has gone to the socket
  /// @return takes it back, if nothing of it was written yet; says whether it could
  /// @throws FrameException if it is too long for a frame
  BooleanSupplier submit(String body, Runnable written) throws FrameException {
    return writer.submit(ClassicFrame.encode(body), written);
  }

  @Override
  public void leave() {
    if (!isOpen) {
      abort();
      return;
    }
    try {
      writer.submitLast(ClassicFrame.encode(ClassicBody.QUIT));
    } catch (FrameException e) {
      throw new IllegalStateException("the goodbye is short", e);
    }
  }

  /// The protocol knows no ping; broken connections are found by TCP.
  @Override
  public void watch() {
    if (writer.isStalled(WRITE_PATIENCE)) {
      abort();
    }
  }

  @Override
  public void abort() {
    RelaySocket.close(socket);
    reader.interrupt();
  }

  private void run(RelayAddress.Classic address) {
    try (socket) {
      RelaySocket.connect(socket, address.host(), address.port());
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
      ClassicFrameReader frames = new ClassicFrameReader(socket.getInputStream());
      Optional<Connection.Reason> refused = logIn(frames);
      if (refused.isPresent()) {
        reason = refused.get();
        return;
      }
      writer.start();
      isOpen = true;
      core.execute(() -> owner.opened(this));
      readAll(frames);
    } finally {
      RelaySocket.close(socket);
      writer.stop();
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

  @Override
  public OutputStream stream() throws IOException {
    return socket.getOutputStream();
  }

  @Override
  public void end() throws IOException {
    socket.shutdownOutput();
  }
}
