package chat.parley.client;

import chat.parley.model.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keeps a link to the relay: connects, and connects again when the link is lost. Belongs to the core
/// thread.
///
///     connecting ──joined──► connected ──lost──► waiting ──countdown──► connecting
///         │ not reached ──────────────────────────────▲    └ network is back ──▲
///         └ refused, or replaced by another ──► stopped ────── the user asks ──┘
///
/// After it was connected once, a refusal that may pass ([Link.Dialer#passing]) is tried a few times before it
/// stops. What does not change by waiting, or what a user must know of, such as another key of the relay's, stops
/// at once.
final class RelayConnection implements Link.Owner {
  /// Who uses the connection.
  interface User {
    /// The link is lost, and everything that was written is known; or none came about.
    void disconnected();

    /// How the connection stands now.
    void changed(Connection connection);
  }

  private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(45);
  private static final Duration STABLE = Duration.ofSeconds(10);
  private static final Duration WATCH = Duration.ofSeconds(5);
  private static final int MAX_REFUSALS = 6;
  private static final Set<Connection.Reason> TRIED_AGAIN =
      EnumSet.of(Connection.Reason.UNREACHABLE, Connection.Reason.LOST, Connection.Reason.BUSY);

  private final Core core;
  private final User user;
  private final Link.Dialer dialer;
  private final Backoff backoff;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final NetworkWatch network;
  private Runnable whenLeft = () -> {};

  private Connection state = new Connection.Connecting();
  private @Nullable Link link;
  private @Nullable Future<?> timer;
  private long connectedAtNanos;
  private Connection.@Nullable Reason halted;
  private boolean wasConnected;
  private boolean leaving;
  private int failures;
  private int refusals;

  RelayConnection(Core core, User user, Link.Dialer dialer, Messengers.Surroundings around) {
    this.core = core;
    this.user = user;
    this.dialer = dialer;
    this.backoff = around.backoff();
    this.clock = around.clock();
    this.random = around.random();
    this.network = new NetworkWatch(core, around.networks(), this::connect);
  }

  Connection state() {
    return state;
  }

  void connect() {
    stopWaiting();
    change(new Connection.Connecting());
    Link attempt = dialer.dial(this);
    link = attempt;
    timer = core.after(LOGIN_PATIENCE, attempt::abort);
  }

  /// Connects now, if it waits or has stopped.
  void reconnectNow() {
    if (leaving || link != null) {
      return;
    }
    failures = 0;
    refusals = 0;
    connect();
  }

  /// Says goodbye, and is then over for good.
  ///
  /// @param then run when the relay has heard it, or at once if there is nobody to tell
  void leave(Runnable then) {
    leaving = true;
    whenLeft = then;
    stopWaiting();
    if (link == null) {
      end();
    } else {
      link.leave();
    }
  }

  /// Is over at once, whether anybody heard the goodbye or not.
  void abort() {
    leaving = true;
    stopWaiting();
    if (link != null) {
      link.abort();
    }
    user.disconnected();
    end();
  }

  private void end() {
    Connection closed = new Connection.Stopped(Connection.Reason.CLOSED);
    if (!state.equals(closed)) {
      change(closed);
    }
    whenLeft.run();
  }

  /// Stops, since nothing is to be gained from a connection until the user has seen to something.
  void halt(Connection.Reason reason) {
    if (leaving) {
      return;
    }
    stopWaiting();
    if (link == null) {
      change(new Connection.Stopped(reason));
    } else {
      halted = reason;
      link.abort();
    }
  }

  @Override
  public void joined(Link joined, String where) {
    if (leaving || halted != null) {
      return;
    }
    stopWaiting();
    wasConnected = true;
    connectedAtNanos = core.nanoTime();
    refusals = 0;
    change(new Connection.Connected(where));
    timer = core.after(WATCH, () -> watch(joined));
  }

  private void watch(Link watched) {
    watched.watch();
    timer = core.after(WATCH, () -> watch(watched));
  }

  @Override
  public void ended(Link ended, Connection.Reason reason) {
    link = null;
    stopWaiting();
    Connection.Reason halt = halted;
    halted = null;
    user.disconnected();
    if (leaving) {
      end();
    } else if (halt != null) {
      change(new Connection.Stopped(halt));
    } else if (TRIED_AGAIN.contains(reason) || (mayPass(reason) && refusals++ < MAX_REFUSALS)) {
      waitAndConnect(reason);
    } else {
      change(new Connection.Stopped(reason));
    }
  }

  private boolean mayPass(Connection.Reason reason) {
    return wasConnected && dialer.passing().contains(reason);
  }

  private void waitAndConnect(Connection.Reason reason) {
    if (state instanceof Connection.Connected
        && core.nanoTime() - connectedAtNanos > STABLE.toNanos()) {
      failures = 0;
    }
    Duration delay = backoff.delay(failures++, random);
    timer = core.after(delay, this::connect);
    network.start();
    change(new Connection.Waiting(reason, clock.instant().plus(delay)));
  }

  private void change(Connection next) {
    state = next;
    user.changed(next);
  }

  private void stopWaiting() {
    network.stop();
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
