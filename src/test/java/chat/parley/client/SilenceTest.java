package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.mail.Way;
import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Connection;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// PING after 30 s in which nothing came from the relay, and the end after 75 s: real TLS, and a test's own time.
@Timeout(60)
class SilenceTest {
  private static final Name ALICE = new Name("alice");
  private static final Duration A_WHILE = Duration.ofDays(1);

  private final ManualTimers timers = new ManualTimers();
  private final Core core = new Core(timers, timers::nanoTime, Thread::startVirtualThread);
  private final BlockingQueue<Connection> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<FromRelay> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<FromClient> pings = new LinkedBlockingQueue<>();
  private Neighbourhood here;
  private LyingRelay relay;
  private RelayConnection connection;

  @BeforeEach
  void connect(@TempDir Path folder) throws Exception {
    here = Neighbourhood.in(folder);
    relay = new LyingRelay(here.invitation(), here.dataOf("relay"));
    relay.liesBehind(
        (client, said) -> {
          if (said instanceof FromClient.Ping) {
            pings.add(said);
          }
          return List.of(said);
        });
    Identity alice = KeysFolder.at(Neighbourhood.KEYS).unlock(ALICE, new char[0]);
    ParleyLine.User user =
        new ParleyLine.User() {
          @Override
          public void connected(FromRelay.Welcome welcome, Way way) {}

          @Override
          public List<FromRelay> arrived(List<FromRelay> frames) {
            heard.addAll(frames);
            return List.of();
          }

          @Override
          public void roomAgain() {}
        };
    connection =
        new RelayConnection(
            core,
            new RelayConnection.User() {
              @Override
              public void disconnected() {}

              @Override
              public void changed(Connection next) {
                told.add(next);
              }
            },
            new ParleyLine(
                core, user, new RelayLogin(alice, new SecureRandom()), relay::invitation),
            new Messengers.Surroundings(
                folder,
                () -> {
                  throw new IOException("there is none");
                },
                InstantSource.system(),
                new SecureRandom(),
                Thread::startVirtualThread,
                new Backoff(A_WHILE, A_WHILE),
                Set::of));
    core.execute(connection::connect);
    assertInstanceOf(Connection.Connecting.class, next(told));
    assertInstanceOf(Connection.Connected.class, next(told));
  }

  @AfterEach
  void end() throws Exception {
    timers.submit(connection::abort).get();
    timers.shutdownNow();
    relay.close();
    here.close();
  }

  @Test
  void aRelayThatIsSilentIsAskedAfter30SecondsAndGivenUpAfter75() throws Exception {
    relay.lies((client, said) -> List.of());
    timers.pass(Duration.ofSeconds(30));
    assertTrue(pings.isEmpty());
    timers.pass(Duration.ofSeconds(5));
    assertInstanceOf(FromClient.Ping.class, next(pings));
    // The relay may have read it before the writer notes that it has written it, and would not wait
    // so long for that.
    TimeUnit.MILLISECONDS.sleep(100);
    timers.pass(Duration.ofSeconds(40));
    assertInstanceOf(FromClient.Ping.class, next(pings));
    assertTrue(told.isEmpty());
    timers.pass(Duration.ofSeconds(5));
    Connection.Waiting waiting = assertInstanceOf(Connection.Waiting.class, next(told));
    assertEquals(Connection.Reason.LOST, waiting.reason());
  }

  @Test
  void aRelayThatAnswersIsKept() throws Exception {
    // What came before the marker, the answer to a ping, was heard when the marker is.
    FromRelay marker = new FromRelay.Presence(new Name("marker"), true, 1);
    relay.lies(
        (client, said) -> said instanceof FromRelay.Pong ? List.of(said, marker) : List.of(said));
    for (int time = 0; time < 5; time++) {
      timers.pass(Duration.ofSeconds(35));
      next(pings);
      assertEquals(marker, next(heard));
    }
    assertTrue(told.isEmpty());
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }
}
