package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Members that stay silent, read nothing or take too much, and what the others notice of it.
@Timeout(30)
class RelayUnderPressureTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String KIBIBYTES = "00".repeat(50_000);

  private @Nullable Relay started;

  @AfterEach
  void close() {
    if (started != null) {
      started.close();
    }
  }

  @Test
  void whoDoesNotJoinInTimeIsDropped() throws Exception {
    Relay relay = start(new Limits().login(SHORT));
    try (TestMember silent = member(relay);
        TestMember named = member(relay)) {
      named.expect("NICK");
      named.send("alice");
      named.expect(new ClassicBody.Greeting("alice", ClassicBody.CONNECTED).json());
      named.expectClosed();
      silent.expect("NICK");
      silent.expectClosed();
    }
    joined(relay, "alice").close();
  }

  @Test
  void whoSendsBytesOneByOneDoesNotJoinInTimeEither() throws Exception {
    Relay relay = start(new Limits().login(SHORT));
    try (TestMember slow = member(relay)) {
      slow.expect("NICK");
      slow.sendBytes(Arrays.copyOf(ClassicFrame.encode("alice"), 66));
      slow.expectClosed();
    }
  }

  @Test
  void whoHasJoinedInTimeStays() throws Exception {
    Relay relay = start(new Limits().login(SHORT));
    try (TestMember alice = joined(relay, "alice");
        TestMember silent = member(relay)) {
      silent.expect("NICK");
      silent.expectClosed();
      alice.send(TestMember.message("alice", "alice", "00"));
      alice.expect(TestMember.message("alice", "alice", "00"));
    }
  }

  @Test
  void whoSendsNothingForTooLongIsDropped() throws Exception {
    Relay relay = start(new Limits().idle(SHORT));
    try (TestMember alice = joined(relay, "alice")) {
      alice.expectClosed();
    }
  }

  @Test
  void moreConnectionsThanAllowedAreRefused() throws Exception {
    Relay relay = start(new Limits().connections(2));
    try (TestMember alice = joined(relay, "alice")) {
      TestMember bob = joined(relay, "bob");
      alice.expectJoin("bob");
      try (TestMember third = member(relay)) {
        third.expectClosed();
      }
      bob.abort();
      alice.expectLeave("bob");
      joined(relay, "carol").close();
    }
  }

  @Test
  void moreConnectionsOfOneAddressThanAllowedAreRefused() throws Exception {
    Relay relay = start(new Limits().perAddress(1));
    try (TestMember alice = joined(relay, "alice");
        TestMember second = member(relay)) {
      second.expectClosed();
      alice.send(TestMember.message("alice", "alice", "00"));
      alice.expect(TestMember.message("alice", "alice", "00"));
    }
  }

  @Test
  void connectionsThatDoNotJoinMakeRoomForThoseThatDo() throws Exception {
    Relay relay = start(new Limits().pending(3));
    List<TestMember> silent = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TestMember member = member(relay);
      member.expect("NICK");
      silent.add(member);
    }
    try (TestMember alice = joined(relay, "alice")) {
      for (TestMember member : silent.subList(0, 17)) {
        member.expectClosed();
      }
      alice.send(TestMember.message("alice", "alice", "00"));
      alice.expect(TestMember.message("alice", "alice", "00"));
    }
    for (TestMember member : silent) {
      member.close();
    }
  }

  @Test
  void whoFromOneAddressJoinsAgainAndAgainIsTurnedAwayForAWhile() throws Exception {
    Relay relay = start(new Limits());
    boolean refused = false;
    for (int i = 0; i < 8_000 && !refused; i++) {
      String name = "member" + i;
      try (TestMember member = member(relay)) {
        member.expect(ClassicBody.NICK);
        member.send(name);
        member.expect(new ClassicBody.Greeting(name, ClassicBody.CONNECTED).json());
        member.send(TestMember.announcement(name));
        refused = member.next().orElseThrow().contains("too many have joined");
      }
    }
    assertTrue(refused);
  }

  @Test
  void aMemberThatReadsNothingIsDroppedAndTheOthersNoticeNothing() throws Exception {
    Relay relay = start(new Limits().stall(SHORT));
    try (TestMember alice = joined(relay, "alice");
        TestMember bob = joined(relay, "bob");
        TestMember stuck = joined(relay, "stuck");
        TestMember flood = joined(relay, "flood")) {
      alice.awaitAddKey("flood");
      bob.awaitAddKey("flood");
      Thread flooding =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < 150; i++) {
                        flood.send(TestMember.message("stuck", "flood", KIBIBYTES));
                      }
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      for (int i = 0; i < 50; i++) {
        alice.send(TestMember.message("bob", "alice", "00"));
        bob.expect(TestMember.message("bob", "alice", "00"));
      }
      alice.expectLeave("stuck");
      bob.expectLeave("stuck");
      flooding.join();
      flood.await(new ClassicBody.ServerMessage("flood", "stuck is not connected").json());
      flood.send(TestMember.message("bob", "flood", "01"));
      bob.expect(TestMember.message("bob", "flood", "01"));
      assertTrue(stuck.socket().isConnected());
    }
  }

  @Test
  void whoSendsFasterThanAnotherReadsWaitsAndLosesNothing() throws Exception {
    Relay relay = start(new Limits());
    try (TestMember slow = joined(relay, "slow");
        TestMember fast = joined(relay, "fast")) {
      slow.awaitAddKey("fast");
      Thread sending = sending(fast, "slow", 150);
      for (int i = 0; i < 150; i++) {
        slow.expect(TestMember.message("slow", "fast", "%08x".formatted(i) + KIBIBYTES));
      }
      sending.join();
    }
  }

  /// Joins are told to everybody: a crowd of newcomers would else have all slower members dropped.
  @Test
  void whoJoinsWhileAMemberHasMuchToReadWaits() throws Exception {
    Relay relay = start(new Limits());
    try (TestMember slow = joined(relay, "slow");
        TestMember fast = joined(relay, "fast");
        TestMember newcomer = member(relay)) {
      slow.awaitAddKey("fast");
      Thread sending = sending(fast, "slow", 150);
      awaitLongQueue(relay);
      newcomer.expect(ClassicBody.NICK);
      newcomer.send("new");
      newcomer.expect(new ClassicBody.Greeting("new", ClassicBody.CONNECTED).json());
      newcomer.send(TestMember.announcement("new"));
      newcomer.socket().setSoTimeout(500);
      assertEquals(Optional.empty(), newcomer.next());
      newcomer.socket().setSoTimeout(10_000);
      for (int i = 0; i < 150; i++) {
        slow.await(TestMember.message("slow", "fast", "%08x".formatted(i) + KIBIBYTES));
      }
      newcomer.expectJoin("new");
      fast.expectJoin("new");
      sending.join();
    }
  }

  @Test
  void whoeverConnectsAndGoesWithoutJoiningTakesTheWayInFromNobody() throws Exception {
    Relay relay = start(new Limits());
    for (int i = 0; i < 1_500; i++) {
      try (TestMember passing = member(relay)) {
        passing.expect(ClassicBody.NICK);
      }
    }
    try (TestMember alice = joined(relay, "alice")) {
      alice.send(TestMember.message("alice", "alice", "00"));
      alice.expect(TestMember.message("alice", "alice", "00"));
    }
  }

  /// A character of one byte would become six for each member.
  @Test
  void anAnnouncementThatGrowsWhenItIsPassedOnIsRefused() throws Exception {
    Relay relay = start(new Limits());
    try (TestMember alice = joined(relay, "alice");
        TestMember newcomer = member(relay)) {
      newcomer.expect(ClassicBody.NICK);
      newcomer.send("new");
      newcomer.expect(new ClassicBody.Greeting("new", ClassicBody.CONNECTED).json());
      String announcement = TestMember.announcement("new");
      newcomer.send(
          announcement.substring(0, announcement.length() - 1)
              + ", \"more\": \""
              + "\u007f".repeat(8_000)
              + "\"}");
      newcomer.expectNote("new", "the announcement is too long");
      newcomer.expectClosed();
      alice.send(TestMember.message("alice", "alice", "00"));
      alice.expect(TestMember.message("alice", "alice", "00"));
    }
  }

  @Test
  void anAnnouncementWithTheLongestKeysIsPassedOn() throws Exception {
    Relay relay = start(new Limits());
    String name = "\u4e16".repeat(64);
    String announcement =
        new ClassicBody.Announcement(name, ("x".repeat(64) + "\n").repeat(24), "0f".repeat(1_024))
            .json();
    try (TestMember newcomer = member(relay)) {
      newcomer.expect(ClassicBody.NICK);
      newcomer.send(name);
      newcomer.expect(new ClassicBody.Greeting(name, ClassicBody.CONNECTED).json());
      newcomer.send(announcement);
      newcomer.await(new ClassicBody.AddKey(name, announcement).json());
    }
  }

  private static Thread sending(TestMember from, String to, int count) {
    return Thread.ofVirtual()
        .start(
            () -> {
              try {
                for (int i = 0; i < count; i++) {
                  from.send(TestMember.message(to, "fast", "%08x".formatted(i) + KIBIBYTES));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /// Until the relay reads no more of whoever sends.
  private static void awaitLongQueue(Relay relay) throws Exception {
    long before;
    long now = 0;
    do {
      before = now;
      Thread.sleep(200);
      now = relay.load().heldBytes();
    } while (now <= 2 << 20 || now != before);
  }

  @Test
  void whoHoldsMostGoesWhenTheMemoryForAllIsUsedUp() throws Exception {
    Relay relay = start(new Limits().memory(4 << 20));
    try (TestMember alice = joined(relay, "alice")) {
      byte[] most = Arrays.copyOf(ClassicFrame.encode("x".repeat(1 << 20)), 1_000_000);
      List<TestMember> hoarders = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        TestMember hoarder = joined(relay, "hoarder" + i);
        hoarder.sendBytes(most);
        hoarders.add(hoarder);
      }
      int left = 0;
      String body = "";
      while (left < 4) {
        body = alice.next().orElseThrow();
        left += body.contains("left the chat!") ? 1 : 0;
      }
      alice.send(TestMember.message("alice", "alice", "00"));
      alice.await(TestMember.message("alice", "alice", "00"));
      for (TestMember hoarder : hoarders) {
        hoarder.close();
      }
    }
  }

  @Test
  void answersToNonsenseDoNotPileUp() throws Exception {
    Relay relay = start(new Limits().stall(SHORT));
    try (TestMember eve = joined(relay, "eve")) {
      byte[] nonsense = ClassicFrame.encode("{}");
      byte[] many = new byte[nonsense.length * 1000];
      for (int i = 0; i < 1000; i++) {
        System.arraycopy(nonsense, 0, many, i * nonsense.length, nonsense.length);
      }
      for (int i = 0; i < 30; i++) {
        eve.sendBytes(many);
      }
      eve.send(TestMember.message("eve", "eve", "00"));
      eve.await(TestMember.message("eve", "eve", "00"));
    }
  }

  @Test
  void aRelayIsReadyAtOnce() throws Exception {
    start(new Limits()).close();
    long before = System.nanoTime();
    Relay relay = start(new Limits());
    relay.close();
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toSeconds() < 2);
    assertEquals("classic", relay.listeners().getFirst().protocol());
  }

  private Relay start(Limits limits) throws Exception {
    Relay relay =
        Relay.start(
            new RelaySettings(
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                OptionalInt.of(0),
                limits.toRelayLimits()));
    started = relay;
    return relay;
  }

  private static TestMember member(Relay relay) throws Exception {
    return new TestMember(relay.classicAddress());
  }

  private static TestMember joined(Relay relay, String nickname) throws Exception {
    return TestMember.joined(relay.classicAddress(), nickname);
  }

  /// Limits that none of these tests reaches, but for the one that it names.
  private static final class Limits {
    private int connections = 100;
    private int perAddress = 100;
    private int pending = 100;
    private long memory = 128 << 20;
    private Duration login = LONG;
    private Duration stall = LONG;
    private Duration idle = LONG;

    Limits connections(int value) {
      connections = value;
      return this;
    }

    Limits perAddress(int value) {
      perAddress = value;
      return this;
    }

    Limits pending(int value) {
      pending = value;
      return this;
    }

    Limits memory(long value) {
      memory = value;
      return this;
    }

    Limits login(Duration value) {
      login = value;
      return this;
    }

    Limits stall(Duration value) {
      stall = value;
      return this;
    }

    Limits idle(Duration value) {
      idle = value;
      return this;
    }

    RelayLimits toRelayLimits() {
      return new RelayLimits(connections, perAddress, pending, 4 << 20, memory, login, stall, idle);
    }
  }
}
