package chat.parley.client;

import chat.parley.model.Connection;
import chat.parley.model.RelayAddress;
import chat.parley.wire.classic.ClassicBody;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps a link to the relay: connects, and connects again when the link is lost. Belongs to the core
/// thread.
///
///     connecting ──joined──► connected ──lost──► waiting ──countdown──► connecting
///         │ not reached ──────────────────────────────▲                       ▲
///         └ name taken, not a relay ──► stopped ────── the user asks ─────────┘
///
/// After it was connected once, a taken name is taken by our own lost connection more often than not, which
/// the server has yet to notice: then it is tried a few times before it stops.
final class RelayConnection implements ClassicLink.Owner {
  /// Who uses the connection.
  interface User {
    /// The server took the nickname: now the key is to be announced.
    void opened(ClassicLink link);

    /// A frame came over the link of the last [#opened].
    void arrived(ClassicBody body, Runnable done);

    /// A frame came that makes no sense.
    void senseless(String sentence);

    /// The link of the last [#opened] is lost, and everything that was written is known.
    void disconnected();

    /// How the connection stands now.
    void changed(Connection connection);
  }

  private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(45);
  private static final Duration STABLE = Duration.ofSeconds(10);
  private static final Duration WATCH = Duration.ofSeconds(5);
  private static final Duration WRITE_PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_REFUSALS = 6;

  private final Core core;
  private final User user;
  private final String nickname;
  private final RelayAddress address;
  private final LocalRelay localRelay;
  private final Backoff backoff;
  private final InstantSource clock;
  private final RandomGenerator random;
  private Runnable whenLeft = () -> {};

  private Connection state = new Connection.Connecting();
  private @Nullable ClassicLink link;
  private @Nullable Future<?> timer;
  private Instant connectedAt = Instant.MIN;
  private volatile Optional<RelayAddress.Classic> where = Optional.empty();
  private boolean isOpen;
  private boolean wasConnected;
  private boolean leaving;
  private int failures;
  private int refusals;

  RelayConnection(
      Core core, User user, String nickname, RelayAddress address, Messengers.Surroundings around) {
    this.core = core;
    this.user = user;
    this.nickname = nickname;
    this.address = address;
    this.localRelay = around.localRelay();
    this.backoff = around.backoff();
    this.clock = around.clock();
    this.random = around.random();
  }

  Connection state() {
    return state;
  }

  boolean isConnected() {
    return state instanceof Connection.Connected;
  }

  void connect() {
    change(new Connection.Connecting());
    ClassicLink attempt = ClassicLink.open(core, this, nickname, this::find);
    link = attempt;
    timer = core.after(LOGIN_PATIENCE, attempt::abort);
  }

  private RelayAddress.Classic find() throws IOException {
    RelayAddress.Classic found =
        switch (address) {
          case RelayAddress.Classic classic -> classic;
          case RelayAddress.OnThisComputer here -> localRelay.ensureRunning();
          case RelayAddress.Parley parley -> throw new IOException("not a classic server");
        };
    where = Optional.of(found);
    return found;
  }

  /// Connects now, if it waits or has stopped.
  void reconnectNow() {
    if (leaving || link != null) {
      return;
    }
    cancelTimer();
    failures = 0;
    refusals = 0;
    connect();
  }

  /// Says goodbye, and is then over for good.
  ///
  /// @param then run when the server has heard it, or at once if there is nobody to tell
  void leave(Runnable then) {
    leaving = true;
    whenLeft = then;
    cancelTimer();
    if (link == null) {
      end();
    } else if (isOpen) {
      link.leave();
    } else {
      link.abort();
    }
  }

  /// Is over at once, whether anybody heard the goodbye or not.
  void abort() {
    leaving = true;
    cancelTimer();
    if (link != null) {
      link.abort();
    }
    disconnect();
    end();
  }

  private void disconnect() {
    if (isOpen) {
      isOpen = false;
      user.disconnected();
    }
  }

  private void end() {
    Connection closed = new Connection.Stopped(Connection.Reason.CLOSED);
    if (!state.equals(closed)) {
      change(closed);
    }
    whenLeft.run();
  }

  @Override
  public void opened(ClassicLink opened) {
    if (leaving) {
      opened.abort();
      return;
    }
    isOpen = true;
    user.opened(opened);
  }

  /// One's own announcement comes back to oneself, too: from then on whoever joins is told of us.
  private void joined(ClassicLink joined) {
    cancelTimer();
    wasConnected = true;
    connectedAt = clock.instant();
    refusals = 0;
    change(new Connection.Connected(where.map(RelayAddress.Classic::text).orElse("")));
    timer = core.after(WATCH, () -> watch(joined));
  }

  private void watch(ClassicLink watched) {
    if (watched.isStalled(WRITE_PATIENCE)) {
      watched.abort();
    } else {
      timer = core.after(WATCH, () -> watch(watched));
    }
  }

  @Override
  public void arrived(ClassicLink from, ClassicBody body, Runnable done) {
    if (!isConnected()
        && body instanceof ClassicBody.AddKey addKey
        && addKey.nickname().equals(nickname)) {
      joined(from);
    }
    user.arrived(body, done);
  }

  @Override
  public void senseless(ClassicLink from, String sentence) {
    user.senseless(sentence);
  }

  @Override
  public void ended(ClassicLink ended, Connection.Reason reason) {
    link = null;
    cancelTimer();
    disconnect();
    if (leaving) {
      end();
    } else if (isRefusal(reason) && !(wasConnected && refusals++ < MAX_REFUSALS)) {
      change(new Connection.Stopped(reason));
    } else {
      waitAndConnect(reason);
    }
  }

  private static boolean isRefusal(Connection.Reason reason) {
    return reason == Connection.Reason.NAME_TAKEN || reason == Connection.Reason.NOT_A_RELAY;
  }

  private void waitAndConnect(Connection.Reason reason) {
    Instant now = clock.instant();
    if (isConnected() && connectedAt.plus(STABLE).isBefore(now)) {
      failures = 0;
    }
    Duration delay = backoff.delay(failures++, random);
    timer = core.after(delay, this::connect);
    change(new Connection.Waiting(reason, now.plus(delay)));
  }

  private void change(Connection next) {
    state = next;
    user.changed(next);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
