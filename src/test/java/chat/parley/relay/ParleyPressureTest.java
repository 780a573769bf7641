package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.MailboxLimits;
import chat.parley.relay.store.SqliteRelayStore;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What members cost a relay of Parley 1 that ask for much and read little, and what the others notice of it.
@Timeout(60)
class ParleyPressureTest {
  /// More than any of them is sent.
  private static final int QUEUE = 8 << 20;

  private static final int MEMORY = 10 << 20;

  @TempDir private Path folder;
  private @Nullable TestRelay started;

  @AfterEach
  void close() {
    if (started != null) {
      started.close();
    }
  }

  /// What they leave unread is more than all may take: the largest go, and their memory with them at once.
  @Test
  void whoReadsNothingGoesWhereTheMemoryIsUsedUpAndNobodyElse() throws Exception {
    TestRelay relay = start(QUEUE, withWideWindows());
    List<ParleyTestClient> slow = new ArrayList<>();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      for (int i = 0; i < 8; i++) {
        ParleyTestClient client = slowReader(relay, "slow" + i);
        slow.add(client);
        try {
          sendToItself(client, "slow" + i, 84);
        } catch (IOException dropped) {
          // It held most of the memory.
        }
      }
      awaitCalm(relay);
      alice.settle();
      Relay.Load load = relay.relay().load();
      assertTrue(load.heldBytes() <= MEMORY, load.toString());
      assertTrue(load.connections() > 2 && load.connections() < 9, load.toString());
    } finally {
      for (ParleyTestClient client : slow) {
        client.close();
      }
    }
  }

  /// TLS answers by itself who asks it for new keys.
  @Test
  void whoAsksForNewKeysAndDoesNotReadThemGoes() throws Exception {
    TestRelay relay = start(QUEUE / 2, withWideWindows());
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient flood = slowReader(relay, "flood")) {
      // What its system and the relay's take in before anything waits would hold a hundred thousand
      // answers.
      sendToItself(flood, "flood", 65);
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 200_000; i++) {
              flood.socket().startHandshake();
            }
          });
      awaitCalm(relay);
      assertEquals(1, relay.relay().load().connections());
      assertEquals(0, relay.relay().load().heldBytes());
      alice.settle();
    }
  }

  @Test
  void whoListsAllAccountsFasterThanTheStoreAnswersIsToldToSlowDown() throws Exception {
    HinderedStore store = new HinderedStore(openStore());
    TestRelay relay = start(store);
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      store.hold("accounts");
      for (int request = 0; request < 20; request++) {
        alice.send(new FromClient.ListAccounts(request, ""));
      }
      for (int request = 8; request < 20; request++) {
        alice.expect(new FromRelay.NoAccounts(request, "slow-down"));
      }
      store.letGo();
      for (int request = 0; request < 8; request++) {
        assertEquals(request, alice.expect(FromRelay.Accounts.class).request());
      }
      store.fail("accounts");
      for (int request = 0; request < 20; request++) {
        alice.send(new FromClient.ListAccounts(request, ""));
        alice.expect(new FromRelay.NoAccounts(request, "slow-down"));
      }
      store.fail();
      alice.send(new FromClient.ListAccounts(20, ""));
      alice.expect(FromRelay.Accounts.class);
    }
  }

  /// A page may hold a mebibyte, and there is room for 32 at once.
  @Test
  void moreMailThanThereIsMemoryForIsNotAskedForAtOnce() throws Exception {
    HinderedStore store = new HinderedStore(openStore());
    TestRelay relay = start(store);
    store.hold("page");
    List<ParleyTestClient> members = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        members.add(relay.loggedIn("member" + i));
        members.getLast().settle();
      }
      assertEquals(32, store.held());
      members.removeLast().close();
      store.letGo();
      for (int i = 0; i < members.size(); i++) {
        members.get(i).awaitCaughtUp(new Name("member" + i));
      }
    } finally {
      for (ParleyTestClient member : members) {
        member.close();
      }
    }
  }

  @Test
  void pagesThatTheStoreFailsAreAskedForAgain() throws Exception {
    HinderedStore store = new HinderedStore(openStore());
    TestRelay relay = start(store);
    store.fail("page");
    List<ParleyTestClient> members = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        members.add(relay.loggedIn("member" + i));
        members.getLast().settle();
      }
      store.fail();
      for (int i = 0; i < members.size(); i++) {
        members.get(i).awaitCaughtUp(new Name("member" + i));
      }
    } finally {
      for (ParleyTestClient member : members) {
        member.close();
      }
    }
  }

  /// An agreement over 8192 bits would cost the relay two hundred times as much.
  @Test
  void whoWantsAnExpensiveKeyAgreementIsRefused() throws Exception {
    TestRelay relay = start(QUEUE, TestRelay.LIMITS);
    assertThrows(IOException.class, () -> shakeHands(relay, "ffdhe8192"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x25519", "secp256r1"})
  void whoAgreesOnAKeyTheUsualWayIsLetIn(String group) throws Exception {
    shakeHands(start(QUEUE, TestRelay.LIMITS), group);
  }

  private static void shakeHands(TestRelay relay, String group) throws IOException {
    try (Socket plain = new Socket(relay.address().getAddress(), relay.address().getPort());
        SSLSocket socket =
            (SSLSocket)
                ParleyTestClient.tls(relay.pin())
                    .getSocketFactory()
                    .createSocket(plain, "relay", 1, true)) {
      plain.setSoTimeout(10_000);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setNamedGroups(new String[] {group});
      parameters.setApplicationProtocols(new String[] {"parley/1"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  private TestRelay start(int queue, ParleyLimits limits) throws Exception {
    TestRelay relay = new TestRelay(Relay.start(settings(queue, limits)));
    started = relay;
    return relay;
  }

  private TestRelay start(HinderedStore store) throws Exception {
    TestRelay relay =
        new TestRelay(
            Relay.start(settings(QUEUE, TestRelay.LIMITS), (parley, clock) -> store.asStore()));
    started = relay;
    return relay;
  }

  private SqliteRelayStore openStore() throws Exception {
    return SqliteRelayStore.open(folder, TestRelay.settings(folder).mailbox(), Clock.systemUTC());
  }

  /// So much goes to one recipient before it has to acknowledge any of it that its system cannot take it all.
  private static ParleyLimits withWideWindows() {
    ParleyLimits usual = TestRelay.LIMITS;
    return new ParleyLimits(
        usual.pendingPerAddress(),
        usual.handover(),
        usual.windowMessages(),
        QUEUE,
        1 << 30,
        usual.pingAfter(),
        usual.silentAfter(),
        usual.logins(),
        usual.requests(),
        usual.sends(),
        usual.sendBytes(),
        usual.addresses());
  }

  private RelaySettings settings(int queue, ParleyLimits limits) {
    RelayLimits usual = RelayLimits.DEFAULT;
    return new RelaySettings(
        RelaySettings.address("127.0.0.1"),
        Optional.of(TestRelay.settings(folder, MailboxLimits.DEFAULT, limits)),
        OptionalInt.empty(),
        new RelayLimits(
            usual.connections(),
            usual.connectionsPerAddress(),
            usual.pendingLogins(),
            queue,
            MEMORY,
            usual.loginTimeout(),
            Duration.ofMinutes(1),
            usual.idleTimeout()));
  }

  private static ParleyTestClient slowReader(TestRelay relay, String name) throws Exception {
    ParleyTestClient client = ParleyTestClient.connectSlowReader(relay.address(), relay.pin());
    client.logIn(TestRelay.person(name), relay.pin());
    return client;
  }

  private static void sendToItself(ParleyTestClient client, String name, int count)
      throws Exception {
    Name self = new Name(name);
    client.awaitCaughtUp(self);
    Bytes large = Bytes.of(new byte[60_000]);
    for (int number = 0; number < count; number++) {
      client.send(new FromClient.Send(true, ParleyTestClient.id(number), self, large));
    }
  }

  /// Waits until what was sent has been dealt with.
  private static void awaitCalm(TestRelay relay) throws InterruptedException {
    Relay.Load before;
    Relay.Load now = relay.relay().load();
    do {
      before = now;
      Thread.sleep(300);
      now = relay.relay().load();
    } while (!now.equals(before));
  }
}
