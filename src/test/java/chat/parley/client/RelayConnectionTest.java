package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.parley.model.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When it is tried again, and when not: by links that a test ends as it likes, and timers that it lets go off.
@Timeout(30)
class RelayConnectionTest {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final ManualTimers timers = new ManualTimers();
  private final Core core = new Core(timers, timers::nanoTime, timers);
  private final List<Connection> told = new ArrayList<>();
  private final List<FakeLink> links = new ArrayList<>();
  private volatile Set<InetAddress> networks = Set.of();
  private Set<Connection.Reason> passing = Set.of();
  private final RelayConnection connection =
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
          new Link.Dialer() {
            @Override
            public Link dial(Link.Owner owner) {
              FakeLink link = new FakeLink(owner);
              links.add(link);
              return link;
            }

            @Override
            public Set<Connection.Reason> passing() {
              return passing;
            }
          },
          new Messengers.Surroundings(
              Path.of("."),
              () -> {
                throw new IOException("there is none");
              },
              () -> Instant.ofEpochSecond(0, timers.nanoTime()),
              new SecureRandom(),
              timers,
              new Backoff(FIRST, LONGEST),
              () -> networks));

  @AfterEach
  void end() {
    timers.shutdownNow();
  }

  @Test
  void aRefusalThatDoesNotChangeByWaitingStopsAtOnceAlsoAfterOneWasLetIn() throws Exception {
    for (Connection.Reason refusal :
        List.of(
            Connection.Reason.NAME_TAKEN,
            Connection.Reason.NOT_A_RELAY,
            Connection.Reason.KEY_REJECTED,
            Connection.Reason.NOT_ADMITTED,
            Connection.Reason.REPLACED,
            Connection.Reason.RELAY_CHANGED)) {
      connect();
      link().joins();
      link().ends(Connection.Reason.LOST);
      timers.pass(LONGEST);
      int dialled = links.size();
      link().ends(refusal);
      assertEquals(new Connection.Stopped(refusal), told.getLast());
      timers.pass(LONGEST.multipliedBy(2));
      assertEquals(dialled, links.size());
    }
  }

  @Test
  void aRefusalThatMayPassIsTriedAFewTimesOnceOneWasLetIn() throws Exception {
    passing = Set.of(Connection.Reason.NAME_TAKEN);
    connect();
    link().ends(Connection.Reason.NAME_TAKEN);
    assertEquals(new Connection.Stopped(Connection.Reason.NAME_TAKEN), told.getLast());

    connect();
    link().joins();
    for (int time = 0; time < 6; time++) {
      link().ends(Connection.Reason.NAME_TAKEN);
      assertInstanceOf(Connection.Waiting.class, told.getLast());
      timers.pass(LONGEST.multipliedBy(2));
    }
    link().ends(Connection.Reason.NAME_TAKEN);
    assertEquals(new Connection.Stopped(Connection.Reason.NAME_TAKEN), told.getLast());
  }

  @Test
  void theNextDelayIsTheFirstOneAgainOnlyAfterAConnectionThatLasted() throws Exception {
    connect();
    for (int time = 0; time < 8; time++) {
      link().joins();
      timers.pass(Duration.ofSeconds(9));
      link().ends(Connection.Reason.LOST);
      timers.pass(LONGEST.multipliedBy(2));
    }
    link().joins();
    timers.pass(Duration.ofSeconds(9));
    link().ends(Connection.Reason.LOST);
    int dialled = links.size();
    timers.pass(FIRST.multipliedBy(2));
    assertEquals(dialled, links.size());
    timers.pass(LONGEST.multipliedBy(2));

    link().joins();
    timers.pass(Duration.ofSeconds(11));
    link().ends(Connection.Reason.LOST);
    dialled = links.size();
    timers.pass(FIRST.multipliedBy(2));
    assertEquals(dialled + 1, links.size());
  }

  @Test
  void whenTheNetworkComesBackItConnectsAtOnce() throws Exception {
    connect();
    link().joins();
    networks = Set.of(InetAddress.getByName("192.0.2.1"));
    link().ends(Connection.Reason.LOST);
    networks = Set.of();
    timers.pass(Duration.ofSeconds(4));
    assertInstanceOf(Connection.Waiting.class, told.getLast());
    assertEquals(1, links.size());
    networks = Set.of(InetAddress.getByName("192.0.2.7"));
    timers.pass(Duration.ofSeconds(2));
    timers.settle();
    assertEquals(2, links.size());
    assertEquals(new Connection.Connecting(), told.getLast());

    // The timer of the delay is off: one link is dialled, not two.
    timers.pass(FIRST.multipliedBy(2));
    assertEquals(2, links.size());
  }

  @Test
  void aNetworkThatWasThereAllTheTimeIsNoReasonToTry() throws Exception {
    networks = Set.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("192.0.2.2"));
    connect();
    link().ends(Connection.Reason.UNREACHABLE);
    networks = Set.of(InetAddress.getByName("192.0.2.2"));
    timers.pass(Duration.ofSeconds(30));
    assertEquals(1, links.size());
  }

  @Test
  void aHistoryThatFailsStopsTheConnectionUntilTheUserAsks() throws Exception {
    connect();
    link().joins();
    halts();
    link().ends(Connection.Reason.LOST);
    assertStoppedForTheHistory(1);

    connect();
    link().ends(Connection.Reason.UNREACHABLE);
    assertInstanceOf(Connection.Waiting.class, told.getLast());
    halts();
    assertStoppedForTheHistory(2);

    connect();
    link().joins();
    assertInstanceOf(Connection.Connected.class, told.getLast());
  }

  private void halts() throws Exception {
    core.execute(() -> connection.halt(Connection.Reason.HISTORY_FAILED));
    timers.settle();
  }

  private void assertStoppedForTheHistory(int dialled) throws Exception {
    assertEquals(new Connection.Stopped(Connection.Reason.HISTORY_FAILED), told.getLast());
    timers.pass(LONGEST.multipliedBy(2));
    assertEquals(new Connection.Stopped(Connection.Reason.HISTORY_FAILED), told.getLast());
    assertEquals(dialled, links.size());
  }

  private void connect() throws Exception {
    core.execute(connection::connect);
    timers.settle();
  }

  private FakeLink link() {
    return links.getLast();
  }

  private final class FakeLink implements Link {
    private final Link.Owner owner;

    FakeLink(Link.Owner owner) {
      this.owner = owner;
    }

    void joins() throws Exception {
      core.execute(() -> owner.joined(this, "here"));
      timers.settle();
    }

    void ends(Connection.Reason reason) throws Exception {
      core.execute(() -> owner.ended(this, reason));
      timers.settle();
    }

    @Override
    public void leave() {}

    @Override
    public void abort() {}

    @Override
    public void watch() {}
  }
}
