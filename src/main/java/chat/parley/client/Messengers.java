package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.RelayAddress;
import chat.parley.store.ClientDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The messengers of this program. They share a few workers for what takes long, which end by themselves.
public final class Messengers implements MessengerFactory {
  private static final int MAX_WORKERS = 4;
  private static final long IDLE_SECONDS = 10;

  /// What messengers need from outside.
  ///
  /// @param dataFolder where the user's data is kept
  /// @param localRelay the relay inside this program
  /// @param workers do what takes long; they may keep it waiting, but do all of it
  /// @param networks this computer's addresses in its networks now
  record Surroundings(
      Path dataFolder,
      LocalRelay localRelay,
      InstantSource clock,
      SecureRandom random,
      Executor workers,
      Backoff backoff,
      Supplier<Set<InetAddress>> networks) {}

  private final Surroundings around;
  private final Goodbyes goodbyes = new Goodbyes();

  /// @param dataFolder where the user's data is kept
  /// @param localRelay the relay inside this program
  public Messengers(Path dataFolder, LocalRelay localRelay) {
    this(
        new Surroundings(
            dataFolder,
            localRelay,
            InstantSource.system(),
            new SecureRandom(),
            workers(),
            Backoff.USUAL,
            NetworkWatch::addresses));
  }

  Messengers(Surroundings around) {
    this.around = around;
  }

  private static Executor workers() {
    int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_WORKERS);
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name("parley-worker-", 1).daemon().factory());
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  @Override
  public Messenger open(Identity identity, KeysFolder keys, RelayAddress relay)
      throws HistoryUnusable {
    return switch (relay) {
      case RelayAddress.Classic server -> classic(identity, keys, server);
      case RelayAddress.Parley(Invitation invitation) ->
          parley(identity, keys, invitation.relay(), invitation, () -> invitation);
      case RelayAddress.OnThisComputer _ ->
          parley(identity, keys, ownRelay().relay(), null, around.localRelay()::ensureRunning);
    };
  }

  /// Only a relay that is there tells its key, which history is opened by.
  private Invitation ownRelay() throws HistoryUnusable {
    try {
      return around.localRelay().ensureRunning();
    } catch (IOException e) {
      throw new HistoryUnusable(HistoryUnusable.Reason.UNREACHABLE, around.dataFolder(), null, e);
    }
  }

  private Messenger classic(Identity me, KeysFolder keys, RelayAddress.Classic server) {
    Core core = core(me);
    Listeners listeners = new Listeners(core);
    ClassicDesk desk = new ClassicDesk(core, me, listeners, around);
    ClassicLine line = new ClassicLine(core, desk, me.name().value(), server);
    RelayConnection connection = new RelayConnection(core, desk, line, around);
    return new CoreMessenger(
        core, me, null, keys, listeners, desk, connection, around.workers(), goodbyes);
  }

  /// @param invitation how others come there; null for a relay that listens to this computer alone
  private Messenger parley(
      Identity me,
      KeysFolder keys,
      Fingerprint relay,
      @Nullable Invitation invitation,
      ParleyLink.Target target)
      throws HistoryUnusable {
    ClientDatabase history = history(me, relay);
    Core core = core(me);
    Listeners listeners = new Listeners(core);
    ParleyDesk desk = new ParleyDesk(core, me, history, listeners, around);
    ParleyLine line = new ParleyLine(core, desk, new RelayLogin(me, around.random()), target);
    RelayConnection connection = new RelayConnection(core, desk, line, around);
    desk.onFailure(connection::halt);
    return new CoreMessenger(
        core, me, invitation, keys, listeners, desk, connection, around.workers(), goodbyes);
  }

  private ClientDatabase history(Identity me, Fingerprint relay) throws HistoryUnusable {
    Histories histories = new Histories(around.dataFolder(), around.random(), around.clock());
    try {
      return histories.open(me, relay);
    } catch (HistoryUnusable unusable) {
      if (unusable.reason() == HistoryUnusable.Reason.IN_USE && goodbyes.await()) {
        return histories.open(me, relay);
      }
      throw unusable;
    }
  }

  private Core core(Identity me) {
    return new Core("parley-" + me.name(), around.workers());
  }
}
