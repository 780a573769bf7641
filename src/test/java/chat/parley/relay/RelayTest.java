package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import chat.parley.wire.classic.RecordedSession;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a relay tells whom, in which order, and what it refuses; with case 25 of the adversary page:
/// odd headers, any split, names that differ in case.
@Timeout(30)
class RelayTest {
  private Relay relay;

  @BeforeEach
  void start() throws Exception {
    relay = Relay.start(RelaySettings.onThisComputer(0));
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void joiningGoesInTheOrderOfTheOriginal() throws Exception {
    try (TestMember alice = member()) {
      alice.expect("NICK");
      alice.send("alice");
      alice.expect(
          "{\"to\": \"alice\", \"from\": \"server\", \"message\": \"Connected to the server!\"}");
      alice.send(TestMember.announcement("alice"));
      alice.expectJoin("alice");
      try (TestMember bob = joined("bob")) {
        alice.expectJoin("bob");
        bob.send(TestMember.message("alice", "bob", "00"));
        alice.expect(TestMember.message("alice", "bob", "00"));
      }
      alice.expectLeave("bob");
    }
  }

  @Test
  void theRecordedSessionGoesAsWithTheOriginalServer() throws Exception {
    List<String> fromServer = RecordedSession.fromServer();
    String keysFromBob = fromServer.get(4);
    try (TestMember bob = joined("bob");
        TestMember alice = member()) {
      byte[] stream = RecordedSession.clientStream();
      int joining = 64 + 5 + 64 + RecordedSession.fromClient().get(1).length();
      alice.sendBytes(Arrays.copyOf(stream, joining));
      bob.await(fromServer.get(3));
      bob.send(keysFromBob);
      byte[] received =
          alice
              .socket()
              .getInputStream()
              .readNBytes(RecordedSession.serverStream().length - 64 - fromServer.get(5).length());
      alice.sendBytes(Arrays.copyOfRange(stream, joining, stream.length));
      byte[] rest = alice.socket().getInputStream().readAllBytes();
      assertArrayEquals(
          RecordedSession.serverStream(),
          ByteBuffer.allocate(received.length + rest.length).put(received).put(rest).array());
      bob.expect(RecordedSession.fromClient().get(3));
      bob.expect(RecordedSession.fromClient().get(4));
      bob.expectLeave("alice");
    }
  }

  @Test
  void aNewcomerIsNotToldWhoIsThere() throws Exception {
    try (TestMember alice = joined("alice");
        TestMember bob = member()) {
      bob.expect("NICK");
      bob.send("bob");
      bob.expect(new ClassicBody.Greeting("bob", ClassicBody.CONNECTED).json());
      bob.send(TestMember.announcement("bob"));
      bob.expectJoin("bob");
      alice.expectJoin("bob");
      alice.send(TestMember.message("bob", "alice", "01"));
      bob.expect(TestMember.message("bob", "alice", "01"));
    }
  }

  @Test
  void aFrameSplitAtEveryByteArrivesWhole() throws Exception {
    try (TestMember alice = joined("alice");
        TestMember bob = joined("bob")) {
      String body = "{\"to\": \"bob\", \"text\": \"Grüße 👋\"}";
      byte[] frame = ClassicFrame.encode(body);
      for (int at = 1; at < frame.length; at++) {
        alice.sendBytes(Arrays.copyOfRange(frame, 0, at));
        alice.sendBytes(Arrays.copyOfRange(frame, at, frame.length));
        bob.expect(body);
      }
      for (byte single : frame) {
        alice.sendBytes(new byte[] {single});
      }
      bob.expect(body);
    }
  }

  @Test
  void aBodyIsPassedOnAsItIs() throws Exception {
    try (TestMember alice = joined("alice");
        TestMember bob = joined("bob")) {
      for (String body :
          List.of(
              "{ \"x\":[1.5e3,null , {}],\"to\":\"b\\u006fb\"}",
              "{\"type\": \"from the future\", \"from\": \"alice\", \"to\": \"bob\"}",
              "{\"to\":\"bob\",\"long\":\"" + "é".repeat(500_000) + "\"}")) {
        alice.send(body);
        bob.expect(body);
      }
    }
  }

  @Test
  void aMemberCanWriteToItself() throws Exception {
    try (TestMember alice = joined("alice")) {
      alice.send(TestMember.message("alice", "alice", "02"));
      alice.expect(TestMember.message("alice", "alice", "02"));
    }
  }

  @Test
  void whoWritesToSomebodyAbsentIsToldAndStays() throws Exception {
    try (TestMember alice = joined("alice")) {
      alice.send(TestMember.message("bob", "alice", "00"));
      alice.expectNote("alice", "bob is not connected");
      alice.send("{\"to\": \"b\\nob\\u202e\"}");
      alice.expectNote("alice", "the receiver is not connected");
      alice.send("{\"to\": \"all\"}");
      alice.expectNote("alice", "the receiver is not connected");
      alice.send(TestMember.message("alice", "alice", "00"));
      alice.expect(TestMember.message("alice", "alice", "00"));
    }
  }

  @Test
  void aTakenNameIsAskedForAgainAndThenTheConnectionEnds() throws Exception {
    try (TestMember alice = joined("alice");
        TestMember second = member()) {
      second.expect("NICK");
      second.send("alice");
      second.expect("NICK");
      second.expectClosed();
      alice.send(TestMember.message("alice", "alice", "00"));
      alice.expect(TestMember.message("alice", "alice", "00"));
    }
  }

  @Test
  void theRefusalOfATakenNameReachesWhoSentMoreAlready() throws Exception {
    try (TestMember alice = joined("alice");
        TestMember second = member()) {
      second.send("alice");
      second.send(TestMember.announcement("alice"));
      second.send(TestMember.message("alice", "alice", "666f6f"));
      second.expect("NICK");
      second.expect("NICK");
      second.expectClosed();
      alice.send("!quit");
      alice.expectClosed();
    }
  }

  @Test
  void ofManyWhoTakeOneNameAtOnceOneGetsIt() throws Exception {
    List<Callable<Boolean>> logins = new ArrayList<>();
    List<TestMember> members = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TestMember member = member();
      member.expect("NICK");
      members.add(member);
      logins.add(
          () -> {
            member.send("alice");
            return !member.next().orElse("NICK").equals("NICK");
          });
    }
    int winners = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> login : threads.invokeAll(logins)) {
        winners += login.get() ? 1 : 0;
      }
    }
    assertEquals(1, winners);
    for (TestMember member : members) {
      member.close();
    }
  }

  @Test
  void aNameIsFreeAgainOnceItsOwnerHasGone() throws Exception {
    try (TestMember bob = joined("bob")) {
      try (TestMember alice = joined("alice")) {
        bob.expectJoin("alice");
        alice.send("!quit");
        alice.expectClosed();
      }
      bob.expectLeave("alice");
      joined("alice").close();
      bob.expectJoin("alice");
      bob.expectLeave("alice");
    }
  }

  @Test
  void aNameThatWasTakenButNeverJoinedIsFreeAgainToo() throws Exception {
    try (TestMember bob = joined("bob")) {
      TestMember first = member();
      first.expect("NICK");
      first.send("alice");
      first.expect(new ClassicBody.Greeting("alice", ClassicBody.CONNECTED).json());
      first.send("!quit");
      first.expectClosed();
      joined("alice").close();
      bob.expectJoin("alice");
    }
  }

  @Test
  void anAbruptEndIsAnnouncedLikeAnyOther() throws Exception {
    try (TestMember bob = joined("bob")) {
      TestMember alice = joined("alice");
      bob.expectJoin("alice");
      alice.abort();
      bob.expectLeave("alice");
    }
  }

  @Test
  void namesThatDifferInCaseAreTwoMembers() throws Exception {
    try (TestMember small = joined("alice");
        TestMember large = joined("Alice")) {
      small.expectJoin("Alice");
      small.send(TestMember.message("Alice", "alice", "00"));
      large.expect(TestMember.message("Alice", "alice", "00"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "all", "server", "a b", "a\n", "a\u0000", "!quit me", "\u202ea"})
  void aNameThatCannotBeIsAskedForAgainAndThenTheConnectionEnds(String nickname) throws Exception {
    try (TestMember member = member()) {
      member.expect("NICK");
      member.send(nickname);
      member.expect("NICK");
      member.expectClosed();
    }
  }

  @Test
  void aNameThatIsNoTextIsAskedForAgain() throws Exception {
    try (TestMember member = member()) {
      member.expect("NICK");
      byte[] frame = ClassicFrame.encode("ab");
      frame[ClassicFrame.HEADER_LENGTH] = (byte) 0xff;
      member.sendBytes(frame);
      member.expect("NICK");
      member.expectClosed();
    }
  }

  @Test
  void nothingIsPassedOnBeforeAKeyIsAnnounced() throws Exception {
    try (TestMember bob = joined("bob");
        TestMember eve = named("eve")) {
      eve.send(TestMember.message("bob", "eve", "00"));
      eve.expectNote("eve", "a key must be announced before anything else is sent");
      eve.expectClosed();
      joined("carol").close();
      bob.expectJoin("carol");
    }
  }

  @Test
  void nothingReachesWhoHasNotAnnouncedAKey() throws Exception {
    try (TestMember bob = joined("bob");
        TestMember eve = named("eve")) {
      bob.send(TestMember.message("eve", "bob", "00"));
      bob.expectNote("bob", "eve is not connected");
      eve.send(TestMember.announcement("eve"));
      eve.expectJoin("eve");
    }
  }

  @Test
  void aKeyAnnouncedForSomebodyElseIsRefused() throws Exception {
    try (TestMember eve = named("eve")) {
      eve.send(TestMember.announcement("alice"));
      eve.expectNote("eve", "the announced key is somebody else's");
      eve.expectClosed();
    }
  }

  @Test
  void anAnnouncedKeyCannotBeReplaced() throws Exception {
    try (TestMember bob = joined("bob");
        TestMember eve = joined("eve")) {
      bob.expectJoin("eve");
      eve.send(TestMember.announcement("eve"));
      eve.expectNote("eve", "the receiver is not connected");
      eve.send("{\"type\": \"addKey\", \"from\": \"eve\", \"to\": \"bob\"}");
      eve.expectNote("eve", "a message that only the server may send is refused");
      eve.send("{\"type\": \"delKey\", \"to\": \"bob\"}");
      eve.expectNote("eve", "a message that only the server may send is refused");
      eve.send(TestMember.message("bob", "eve", "00"));
      bob.expect(TestMember.message("bob", "eve", "00"));
    }
  }

  @Test
  void nobodyCanSendInAnothersName() throws Exception {
    try (TestMember bob = joined("bob");
        TestMember eve = joined("eve")) {
      bob.expectJoin("eve");
      for (String from : List.of("bob", "server", "all", "Eve", "")) {
        eve.send(TestMember.message("bob", from, "00"));
        eve.expectNote("eve", "a message in another member's name is refused");
      }
      eve.send(TestMember.message("bob", "eve", "01"));
      bob.expect(TestMember.message("bob", "eve", "01"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "{}",
        "{\"to\": \"bob\"",
        "{\"to\": [\"bob\"]}",
        "{\"to\": \"bob\", \"from\": null}",
        "{\"to\": \"bob\", \"to\": \"bob\"}",
        "{\"to\": \"bob\", \"from\": \"eve\", \"fr\\u006fm\": \"bob\"}",
        "{\"to\": \"bob\"} {}",
        "{\"to\": \"bob\", 'x': 1}",
        "{\"to\": \"bob\", \"x\": [[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}"
      })
  void whatIsNoMessageIsRefusedAndTheConnectionKept(String body) throws Exception {
    try (TestMember bob = joined("bob");
        TestMember eve = joined("eve")) {
      bob.expectJoin("eve");
      eve.send(body);
      String answer = eve.next().orElseThrow();
      assertTrue(answer.startsWith("{\"to\": \"eve\", \"from\": \"server\""), answer);
      assertTrue(answer.contains("refused"), answer);
      eve.send(TestMember.message("bob", "eve", "01"));
      bob.expect(TestMember.message("bob", "eve", "01"));
    }
  }

  @Test
  void aBodyThatIsNotUtf8IsRefusedAndTheConnectionKept() throws Exception {
    try (TestMember eve = joined("eve")) {
      byte[] frame = ClassicFrame.encode("{\"to\": \"eve\", \"x\": \"y\"}");
      frame[frame.length - 3] = (byte) 0xff;
      eve.sendBytes(frame);
      assertTrue(eve.next().orElseThrow().contains("refused"));
      eve.send(TestMember.message("eve", "eve", "01"));
      eve.expect(TestMember.message("eve", "eve", "01"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+5", "-1", "٥", "1048577", "9999999", "12345678", "", "5 ", "GET /"})
  void whoLosesTheFramingIsToldAndDropped(String header) throws Exception {
    try (TestMember bob = joined("bob");
        TestMember eve = joined("eve")) {
      bob.expectJoin("eve");
      byte[] digits = header.getBytes(StandardCharsets.UTF_8);
      byte[] bytes = " ".repeat(64 - digits.length).getBytes(StandardCharsets.US_ASCII);
      eve.sendBytes(bytes);
      eve.sendBytes(digits);
      eve.sendBytes(new byte[5000]);
      String last = eve.next().orElseThrow();
      assertTrue(last.contains("the connection ends"), last);
      eve.expectClosed();
      bob.expectLeave("eve");
    }
  }

  @Test
  void beforeJoiningAFrameIsShort() throws Exception {
    try (TestMember eve = member()) {
      eve.expect("NICK");
      eve.send("e".repeat(ClassicFrameDecoder.MAX_LOGIN_BODY + 1));
      eve.expectClosed();
    }
    try (TestMember eve = named("eve")) {
      eve.send("e".repeat(ClassicFrameDecoder.MAX_LOGIN_BODY + 1));
      assertTrue(eve.next().orElseThrow().contains("refused before joining"));
      eve.expectClosed();
    }
  }

  @Test
  void aClosedRelayHasFreedItsPort() throws Exception {
    InetSocketAddress address = relay.classicAddress();
    try (TestMember alice = joined("alice")) {
      relay.close();
      alice.expectClosed();
      assertThrows(
          ConnectException.class,
          () -> new Socket(address.getAddress(), address.getPort()).close());
      Relay next = Relay.start(RelaySettings.onThisComputer(address.getPort()));
      assertEquals(address, next.classicAddress());
      next.close();
      next.close();
    }
  }

  @Test
  void aPortThatIsTakenIsSaidSo() {
    int port = relay.classicAddress().getPort();
    RelayNotStarted refused =
        assertThrows(
            RelayNotStarted.class, () -> Relay.start(RelaySettings.onThisComputer(port)).close());
    assertEquals(
        "the relay cannot listen on 127.0.0.1:" + port + ": Address already in use",
        refused.getMessage());
  }

  private TestMember member() throws Exception {
    return new TestMember(relay.classicAddress());
  }

  private TestMember named(String nickname) throws Exception {
    TestMember member = member();
    member.expect("NICK");
    member.send(nickname);
    member.expect(new ClassicBody.Greeting(nickname, ClassicBody.CONNECTED).json());
    return member;
  }

  private TestMember joined(String nickname) throws Exception {
    return TestMember.joined(relay.classicAddress(), nickname);
  }
}
