package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.RelayAddress;
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
      case RelayAddress.Classic classic -> new CoreMessenger(identity, keys, classic, around);
      case RelayAddress.OnThisComputer _ ->
          new CoreMessenger(identity, keys, onThisComputer(), around);
      case RelayAddress.Parley _ -> throw new UnsupportedOperationException();
    };
  }

  private RelayAddress.Classic onThisComputer() throws HistoryUnusable {
    try {
      return around.localRelay().ensureRunning();
    } catch (IOException e) {
      throw new HistoryUnusable(HistoryUnusable.Reason.UNREACHABLE, around.dataFolder(), null, e);
    }
  }
}
