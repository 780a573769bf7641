package chat.parley.client;

import chat.parley.identity.NotARelay;
import chat.parley.identity.RelayKeyChanged;
import chat.parley.identity.RelayTls;
import chat.parley.model.Bytes;
import chat.parley.model.Connection;
import chat.parley.model.Invitation;
import chat.parley.wire.BodyException;
import chat.parley.wire.FrameException;
import chat.parley.wire.parley.ClientFrames;
import chat.parley.wire.parley.Frame;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FrameReader;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RelayFrames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A [Link] to a relay of Parley 1, over TLS to its pinned key.
///
/// A virtual thread connects, logs in and reads; another writes. What came is handed to the core many frames
/// at a time (see [Unread]). [Owner#ended] is the last call.
final class ParleyLink implements Link, LinkWriter.Drain {
  private static final Logger LOG = System.getLogger(ParleyLink.class.getName());

  /// What becomes of the link. All calls come on the core thread, and none after [#ended].
  interface Owner extends Unread.Reader {
    /// The relay let us in.
    ///
    /// @param where the relay's address as the user knows it
    void welcomed(ParleyLink link, FromRelay.Welcome welcome, String where);

    /// The link has room again, after it had none.
    void roomAgain();

    /// It is over.
    void ended(ParleyLink link, Connection.Reason reason);
  }

  /// Which relay it is, found out on a thread that may wait.
  @FunctionalInterface
  interface Target {
    Invitation find() throws IOException;
  }

  private static final int LOGIN_TIMEOUT_MILLIS = 10_000;
  private static final int BUFFER = 1 << 16;
  private static final Duration WRITE_PATIENCE = Duration.ofSeconds(30);
  private static final Duration PING_AFTER = Duration.ofSeconds(30);
  private static final Duration CLOSE_AFTER = Duration.ofSeconds(75);
  private static final Bytes ECHO = Bytes.of(new byte[8]);

  private final Core core;
  private final Owner owner;
  private final RelayLogin login;
  private final Thread reader;
  private final LinkWriter writer;
  private final Unread unread;
  private final Socket socket = RelaySocket.unconnected();
  private volatile @Nullable Socket secure;
  private volatile Connection.Reason reason = Connection.Reason.UNREACHABLE;
  private volatile boolean isOpen;
  private volatile long heardAtNanos;
  // Belongs to the core thread.
  private long askedAtNanos;

  private ParleyLink(Core core, Owner owner, RelayLogin login, Target target) {
    this.core = core;
    this.owner = owner;
    this.login = login;
    this.reader = Thread.ofVirtual().name("link-reader").unstarted(() -> run(target));
    this.writer = new LinkWriter(core, this, this::abort, owner::roomAgain);
    this.unread = new Unread(core, owner);
  }

  /// Begins to connect.
  static ParleyLink open(Core core, Owner owner, RelayLogin login, Target target) {
    ParleyLink link = new ParleyLink(core, owner, login, target);
    link.reader.start();
    return link;
  }

  /// Whether a frame more should be submitted; else wait for answers to those that are on their way.
  boolean hasRoom() {
    return writer.hasRoom();
  }

  /// Queues a frame.
  void submit(FromClient frame) {
    var _ = writer.submit(ClientFrames.encode(frame).encoded(), () -> {});
  }

  @Override
  public void leave() {
    if (isOpen) {
      writer.submitLast(new byte[0]);
    } else {
      abort();
    }
  }

  @Override
  public void abort() {
    // Not the secure socket: that would wait for a write at hand, and say goodbye.
    RelaySocket.close(socket);
    reader.interrupt();
  }

  @Override
  public void watch() {
    long now = core.nanoTime();
    long silent = now - heardAtNanos;
    if (silent > CLOSE_AFTER.toNanos() || writer.isStalled(WRITE_PATIENCE)) {
      abort();
    } else if (silent > PING_AFTER.toNanos() && now - askedAtNanos > PING_AFTER.toNanos()) {
      askedAtNanos = now;
      submit(new FromClient.Ping(ECHO));
    }
  }

  private void run(Target target) {
    try (socket) {
      Invitation relay = target.find();
      RelaySocket.connect(socket, relay.host(), relay.port());
      reason = Connection.Reason.LOST;
      socket.setSoTimeout(LOGIN_TIMEOUT_MILLIS);
      talk(RelayTls.connect(socket, relay.relay()), relay);
    } catch (RelayKeyChanged changed) {
      reason = Connection.Reason.RELAY_CHANGED;
    } catch (NotARelay stranger) {
      reason = Connection.Reason.NOT_A_RELAY;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection ended: {0}", e.getClass().getSimpleName());
    } finally {
      core.execute(() -> unread.afterAll(() -> owner.ended(this, reason)));
    }
  }

  private void talk(Socket opened, Invitation relay) throws IOException {
    try {
      secure = opened;
      FrameReader frames =
          new FrameReader(new BufferedInputStream(opened.getInputStream(), BUFFER));
      FromRelay.Welcome welcome = login.over(frames, opened.getOutputStream(), relay.relay());
      socket.setSoTimeout(0);
      frames.allow(FrameLimits.FRAME);
      heardAtNanos = core.nanoTime();
      writer.start();
      isOpen = true;
      core.execute(() -> owner.welcomed(this, welcome, relay.address()));
      readAll(frames);
    } catch (RelayLogin.Refused refused) {
      reason = refused.reason();
    } finally {
      RelaySocket.close(socket);
      writer.stop();
    }
  }

  private void readAll(FrameReader frames) throws IOException {
    try {
      for (Frame frame = frames.read(); frame != null; frame = frames.read()) {
        heardAtNanos = core.nanoTime();
        take(frame);
      }
    } catch (FrameException senseless) {
      LOG.log(
          Level.WARNING, "the relay does not keep to the protocol: {0}", senseless.getMessage());
    } catch (InterruptedException aborted) {
      LOG.log(Level.TRACE, "a link was aborted");
    }
  }

  private void take(Frame frame) throws InterruptedException {
    try {
      switch (RelayFrames.decode(frame)) {
        case FromRelay.Ping ping -> answer(ping);
        case FromRelay.Refused refused -> reason = RelayLogin.reason(refused.code());
        case FromRelay.Pong _, FromRelay.Challenge _, FromRelay.Welcome _ -> {}
        case FromRelay.Failure failure ->
            LOG.log(Level.DEBUG, "the relay did not understand a frame: {0}", failure.code());
        case FromRelay.Unknown unknown ->
            LOG.log(Level.DEBUG, "a frame of type {0} came", unknown.type());
        case FromRelay message -> unread.add(message, frame.body().length());
      }
    } catch (BodyException senseless) {
      LOG.log(Level.DEBUG, "a frame made no sense: {0}", senseless.getMessage());
    }
  }

  /// A relay that asks and does not read gets no more answers than there is room for.
  private void answer(FromRelay.Ping ping) {
    if (hasRoom()) {
      submit(new FromClient.Pong(ping.echo()));
    }
  }

  @Override
  public OutputStream stream() throws IOException {
    return Objects.requireNonNull(secure).getOutputStream();
  }

  /// Closes our half, so that the relay reads all that was written before it closes the other.
  @Override
  public void end() throws IOException {
    Objects.requireNonNull(secure).shutdownOutput();
    socket.shutdownOutput();
  }
}
