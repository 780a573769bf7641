package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The end of a messenger, seen by whoever asks it something at that moment.
@Timeout(30)
class CoreMessengerTest {
  private static final Name BOB = new Name("bob");
  private static final Duration A_WHILE = Duration.ofDays(1);

  private final KeysFolder keys = KeysFolder.at(Neighbourhood.KEYS);

  @TempDir private Path data;

  @Test
  void whatIsAskedBeforeTheEndAndHeardAfterItIsCancelled() throws Exception {
    List<Function<Messenger, CompletableFuture<?>>> questions =
        List.of(
            messenger -> messenger.page(BOB, null, 10),
            messenger -> messenger.keyDetails(BOB),
            messenger -> messenger.meet(BOB),
            Messenger::directory);
    for (Function<Messenger, CompletableFuture<?>> question : questions) {
      ManualTimers timers = new ManualTimers();
      Messenger messenger = messenger(timers);
      timers.settle();
      timers.beforeNextTask(messenger::close);
      CompletableFuture<?> answer = question.apply(messenger);
      Exception none =
          assertThrows(Exception.class, () -> answer.orTimeout(20, TimeUnit.SECONDS).join());
      assertInstanceOf(
          CancellationException.class, none.getCause() == null ? none : none.getCause());
    }
  }

  private Messenger messenger(ManualTimers timers) throws Exception {
    Identity alice = keys.unlock(new Name("alice"), new char[0]);
    Messengers.Surroundings around =
        new Messengers.Surroundings(
            data,
            () -> {
              throw new IOException("there is none");
            },
            InstantSource.system(),
            new SecureRandom(),
            Thread::startVirtualThread,
            new Backoff(A_WHILE, A_WHILE),
            Set::of);
    Core core = new Core(timers, timers::nanoTime, Thread::startVirtualThread);
    Listeners listeners = new Listeners(core);
    ClassicDesk desk = new ClassicDesk(core, alice, listeners, around);
    RelayAddress.Classic nobody = new RelayAddress.Classic("127.0.0.1", 1);
    RelayConnection connection =
        new RelayConnection(core, desk, new ClassicLine(core, desk, "alice", nobody), around);
    return new CoreMessenger(
        core,
        alice,
        null,
        keys,
        listeners,
        desk,
        connection,
        Thread::startVirtualThread,
        new Goodbyes());
  }
}
