package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.RelayAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The messengers of this program. They share a few workers for what takes long, which end by themselves.
public final class Messengers implements MessengerFactory {
  private static final int MAX_WORKERS = 4;
  private static final long IDLE_SECONDS = 10;

  /// What messengers need from outside.
  ///
  /// @param dataFolder where the user's data is kept
  /// @param localRelay the relay inside this program
  /// @param workers do what takes long; they may keep it waiting, but do all of it
  record Surroundings(
      Path dataFolder,
      LocalRelay localRelay,
      InstantSource clock,
      SecureRandom random,
      Executor workers,
      Backoff backoff) {}

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
            Backoff.USUAL));
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
  public Messenger open(Identity identity, KeysFolder keys, RelayAddress relay) {
    return new CoreMessenger(identity, keys, relay, around);
  }
}
