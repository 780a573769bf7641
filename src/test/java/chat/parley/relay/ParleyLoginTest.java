package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.BadKeys;
import chat.parley.crypto.Keys;
import chat.parley.crypto.PublicKeyPem;
import chat.parley.crypto.RsaPublic;
import chat.parley.identity.Fingerprints;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.MailboxLimits;
import chat.parley.relay.store.SqliteRelayStore;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.RefusalCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in, and what everybody else is told. Cases 17 (a second login) and 22 (keys and names) of the
/// adversary.
@Timeout(60)
class ParleyLoginTest {
  private static final Name ALICE = new Name("alice");
  private static final int LOGIN = 0x02;

  @TempDir private Path folder;
  private TestRelay relay;

  @BeforeEach
  void start() throws Exception {
    relay = TestRelay.start(folder);
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Test
  void whoSignsTheChallengeIsWelcome() throws Exception {
    long before = System.currentTimeMillis();
    try (ParleyTestClient alice = relay.connect()) {
      FromRelay.Welcome welcome = alice.logIn(TestRelay.person("alice"), relay.pin());
      assertTrue(welcome.time() >= before);
      assertEquals(new FromRelay.Limits(FrameLimits.FRAME, 10_000, 64 << 20, 0), welcome.limits());
      assertEquals(List.of(), welcome.prekeys());
      assertEquals(0, welcome.waiting());
    }
  }

  @Test
  void aSignatureForAnotherRelayIsRefused() throws Exception {
    try (ParleyTestClient mallory = relay.connect()) {
      FromRelay.Challenge challenge = mallory.expect(FromRelay.Challenge.class);
      mallory.send(
          ParleyTestClient.login(
              TestRelay.person("alice"), ALICE, Fingerprints.ofSpki(new byte[] {1}), challenge));
      mallory.expectRefused(RefusalCode.BAD_SIGNATURE);
    }
  }

  @Test
  void aSignatureOfAnotherChallengeNameOrKeyIsRefused() throws Exception {
    Identity person = TestRelay.person("alice");
    FromRelay.Challenge old;
    try (ParleyTestClient first = relay.connect()) {
      old = first.expect(FromRelay.Challenge.class);
    }
    try (ParleyTestClient replay = relay.connect()) {
      assertFalse(replay.expect(FromRelay.Challenge.class).nonce().equals(old.nonce()));
      replay.send(ParleyTestClient.login(person, ALICE, relay.pin(), old));
      replay.expectRefused(RefusalCode.BAD_SIGNATURE);
    }
    try (ParleyTestClient other = relay.connect()) {
      FromClient.Login login =
          ParleyTestClient.login(
              person, new Name("alicf"), relay.pin(), other.expect(FromRelay.Challenge.class));
      other.send(new FromClient.Login(ALICE, login.key(), login.signature()));
      other.expectRefused(RefusalCode.BAD_SIGNATURE);
    }
    try (ParleyTestClient other = relay.connect()) {
      FromClient.Login login =
          ParleyTestClient.login(
              person, ALICE, relay.pin(), other.expect(FromRelay.Challenge.class));
      Bytes key = Bytes.of(TestRelay.stranger("alice").publicKey().spki());
      other.send(new FromClient.Login(ALICE, key, login.signature()));
      other.expectRefused(RefusalCode.BAD_SIGNATURE);
    }
  }

  @Test
  void aNameBelongsToTheFirstKeyAcrossARestart() throws Exception {
    relay.loggedIn("alice").close();
    relay.close();
    relay = TestRelay.start(folder);
    try (ParleyTestClient thief = relay.connect()) {
      thief.send(
          ParleyTestClient.login(
              TestRelay.stranger("alice"),
              ALICE,
              relay.pin(),
              thief.expect(FromRelay.Challenge.class)));
      thief.expectRefused(RefusalCode.NAME_TAKEN);
    }
    relay.loggedIn("alice").close();
  }

  @Test
  void aSecondLoginOfTheSameKeyReplacesTheFirst() throws Exception {
    try (ParleyTestClient first = relay.loggedIn("alice");
        ParleyTestClient second = relay.loggedIn("alice")) {
      first.expectRefused(RefusalCode.REPLACED);
      second.settle();
    }
  }

  @Test
  void ofManyLoginsAtOnceOneStays() throws Exception {
    List<ParleyTestClient> clients = new ArrayList<>();
    List<FromRelay.Challenge> challenges = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clients.add(relay.connect());
      challenges.add(clients.get(i).expect(FromRelay.Challenge.class));
    }
    for (int i = 0; i < 8; i++) {
      clients
          .get(i)
          .send(
              ParleyTestClient.login(
                  TestRelay.person("alice"), ALICE, relay.pin(), challenges.get(i)));
    }
    int replaced = 0;
    ParleyTestClient last = null;
    for (ParleyTestClient client : clients) {
      client.expect(FromRelay.Welcome.class);
      client.timeout(2_000);
      Optional<FromRelay> next = client.next();
      if (next.isPresent() && next.get() instanceof FromRelay.Refused refused) {
        assertEquals(RefusalCode.REPLACED, refused.code());
        replaced++;
      } else {
        last = client;
      }
    }
    assertEquals(7, replaced);
    assertTrue(last != null);
    for (ParleyTestClient client : clients) {
      client.close();
    }
  }

  /// Case 22.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice.",
        "-a",
        "con",
        "nul.txt",
        "LPT1",
        "lpt1",
        "Alice",
        "ALİCE",
        "\u212a",
        "..",
        "server",
        "all",
        "",
        "a b",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void whatIsNoNameIsRefused(String name) throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr", "TR"));
    try (ParleyTestClient client = relay.connect()) {
      client.expect(FromRelay.Challenge.class);
      client.sendControl(
          LOGIN, "{\"name\":\"%s\",\"key\":\"AAAA\",\"signature\":\"AAAA\"}".formatted(name));
      client.expectRefused(RefusalCode.NAME_INVALID);
    } finally {
      Locale.setDefault(before);
    }
  }

  /// Case 22.
  @Test
  void aKeyThatBreaksARuleIsRefused() throws Exception {
    for (Map.Entry<String, byte[]> bad : BadKeys.all().entrySet()) {
      assertKeyRejected(bad.getKey(), bad.getValue());
    }
    relay.loggedIn("alice").close();
  }

  private void assertKeyRejected(String what, byte[] spki) throws Exception {
    try (ParleyTestClient client = relay.connect()) {
      client.expect(FromRelay.Challenge.class);
      byte[] signature = new byte[Math.min(spki.length, 2_048)];
      client.send(new FromClient.Login(ALICE, Bytes.of(spki), Bytes.of(signature)));
      client.expectRefused(RefusalCode.KEY_REJECTED);
    } catch (AssertionError e) {
      throw new AssertionError(what, e);
    }
  }

  @Test
  void withAKeysFolderOnlyItsNamesAndKeysAreAdmitted() throws Exception {
    relay.close();
    Path keys = Files.createDirectories(folder.resolve("keys"));
    writeKey(keys, "alice", Keys.publicKey());
    writeKey(keys, "bob", Keys.privateKey("other.pem").publicKey());
    ParleySettings open = TestRelay.settings(folder);
    relay =
        TestRelay.start(
            new ParleySettings(
                0,
                open.data(),
                Optional.empty(),
                new Admission.Keys(keys),
                true,
                open.mailbox(),
                open.limits()));
    relay.loggedIn("alice").close();
    for (String name : List.of("bob", "carol")) {
      try (ParleyTestClient client = relay.connect()) {
        client.send(
            ParleyTestClient.login(
                TestRelay.person(name),
                new Name(name),
                relay.pin(),
                client.expect(FromRelay.Challenge.class)));
        client.expectRefused(RefusalCode.NOT_ADMITTED);
      }
    }
    writeKey(keys, "carol", Keys.publicKey());
    relay.loggedIn("carol").close();
  }

  @Test
  void whoIsTakenOutOfTheFolderIsEndedWhileOnline() throws Exception {
    relay.close();
    Path keys = Files.createDirectories(folder.resolve("keys"));
    for (String name : List.of("alice", "bob", "carol")) {
      writeKey(keys, name, Keys.publicKey());
    }
    ParleySettings open = TestRelay.settings(folder);
    relay =
        TestRelay.start(
            new ParleySettings(
                0,
                open.data(),
                Optional.empty(),
                new Admission.Keys(keys),
                true,
                open.mailbox(),
                open.limits()));
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient bob = relay.loggedIn("bob");
        ParleyTestClient carol = relay.loggedIn("carol")) {
      Files.delete(keys.resolve("bob").resolve("pub.pem"));
      Files.writeString(keys.resolve("carol").resolve("pub.pem"), "-----BEGIN PUBLIC KEY-----");
      relay.relay().dismiss();
      bob.expectRefused(RefusalCode.NOT_ADMITTED);
      alice.settle();
      carol.settle();
      writeKey(keys, "carol", Keys.privateKey("other.pem").publicKey());
      relay.relay().dismiss();
      carol.expectRefused(RefusalCode.NOT_ADMITTED);
      alice.settle();
    }
  }

  /// The newcomer does not even wait for its welcome.
  @Test
  void whoseKeyIsReplacedInTheFolderIsEndedByTheLoginOfTheNewOne() throws Exception {
    relay.close();
    Path keys = Files.createDirectories(folder.resolve("keys"));
    writeKey(keys, "alice", Keys.publicKey());
    ParleySettings open = TestRelay.settings(folder);
    HinderedStore store =
        new HinderedStore(SqliteRelayStore.open(folder, MailboxLimits.DEFAULT, Clock.systemUTC()));
    relay =
        new TestRelay(
            Relay.start(
                TestRelay.relaySettings(
                    new ParleySettings(
                        0,
                        open.data(),
                        Optional.empty(),
                        new Admission.Keys(keys),
                        true,
                        open.mailbox(),
                        open.limits())),
                (parley, clock) -> store.asStore()));
    try (ParleyTestClient old = relay.loggedIn("alice")) {
      writeKey(keys, "alice", Keys.privateKey("other.pem").publicKey());
      store.hold("rebind");
      try (ParleyTestClient newcomer = relay.connect()) {
        newcomer.send(
            ParleyTestClient.login(
                TestRelay.stranger("alice"),
                ALICE,
                relay.pin(),
                newcomer.expect(FromRelay.Challenge.class)));
        while (store.held() == 0) {
          Thread.sleep(5);
        }
      }
      while (relay.relay().load().connections() > 1) {
        Thread.sleep(5);
      }
      store.letGo();
      old.expectRefused(RefusalCode.REPLACED);
    }
  }

  @Test
  void aKeyThatIsReplacedInTheFolderIsLetInAndTheOldOneIsNot() throws Exception {
    relay.close();
    Path keys = Files.createDirectories(folder.resolve("keys"));
    writeKey(keys, "alice", Keys.publicKey());
    ParleySettings open = TestRelay.settings(folder);
    relay =
        TestRelay.start(
            new ParleySettings(
                0,
                open.data(),
                Optional.empty(),
                new Admission.Keys(keys),
                true,
                open.mailbox(),
                open.limits()));
    relay.loggedIn("alice").close();
    writeKey(keys, "alice", Keys.privateKey("other.pem").publicKey());
    ParleyTestClient.loggedIn(relay.address(), relay.pin(), TestRelay.stranger("alice")).close();
    assertEquals(RefusalCode.NOT_ADMITTED, answerTo("alice"));
  }

  @Test
  void anAddressTakesSoManyNewNamesAndKeepsThoseItHas() throws Exception {
    relay.close();
    AddressRates usual = TestRelay.LIMITS.addresses();
    AddressRates few =
        new AddressRates(usual.requests(), new Rate(2, 0.000_1), usual.sends(), usual.sendBytes());
    relay =
        TestRelay.start(
            TestRelay.settings(folder, MailboxLimits.DEFAULT, TestRelay.LIMITS.with(few)));
    relay.loggedIn("alice").close();
    relay.loggedIn("bob").close();
    assertEquals(RefusalCode.BUSY, answerTo("carol"));
    relay.loggedIn("alice").close();
  }

  private RefusalCode answerTo(String name) throws Exception {
    try (ParleyTestClient client = relay.connect()) {
      client.send(
          ParleyTestClient.login(
              TestRelay.person(name),
              new Name(name),
              relay.pin(),
              client.expect(FromRelay.Challenge.class)));
      return client.expect(FromRelay.Refused.class).code();
    }
  }

  private static void writeKey(Path keys, String name, RsaPublic key) throws Exception {
    Files.writeString(
        Files.createDirectories(keys.resolve(name)).resolve("pub.pem"), PublicKeyPem.write(key));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x05, 0x06, 0x10, 0x13, 0x7e, 0x77})
  void beforeLoginNothingElseIsTaken(int type) throws Exception {
    try (ParleyTestClient client = relay.connect()) {
      client.expect(FromRelay.Challenge.class);
      client.sendControl(type, "{\"x\":12}");
      client.expectRefused(RefusalCode.PROTOCOL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "{\"name\":\"alice\"", "{\"name\":1,\"key\":\"AA==\"}"})
  void aLoginThatIsNoneIsRefused(String json) throws Exception {
    try (ParleyTestClient client = relay.connect()) {
      client.expect(FromRelay.Challenge.class);
      client.sendControl(LOGIN, json);
      client.expectRefused(RefusalCode.PROTOCOL);
    }
  }

  @Test
  void beforeWelcomeAFrameIsShort() throws Exception {
    for (byte[] length : List.of(new byte[] {0, 0, 32, 1}, new byte[4], new byte[] {-1, 0, 0, 0})) {
      try (ParleyTestClient client = relay.connect()) {
        client.expect(FromRelay.Challenge.class);
        client.sendBytes(length);
        client.expectRefused(RefusalCode.PROTOCOL);
      }
    }
  }

  @Test
  void afterWelcomeAFrameOfFullLengthIsReadAndALongerOneEndsTheConnection() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      byte[] longest = new byte[4 + FrameLimits.FRAME];
      longest[1] = 4;
      longest[4] = 0x55;
      alice.sendBytes(longest);
      assertEquals("unknown-type", alice.expect(FromRelay.Failure.class).code());
      alice.sendBytes(new byte[] {0, 4, 0, 1});
      assertEquals("frame", alice.expect(FromRelay.Failure.class).code());
      alice.expectClosed();
    }
  }

  @Test
  void aSecondLoginOnOneConnectionIsAnErrorAndNothingMore() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.sendControl(LOGIN, "{\"name\":\"bob\",\"key\":\"AAAA\",\"signature\":\"AAAA\"}");
      assertEquals("protocol", alice.expect(FromRelay.Failure.class).code());
      alice.settle();
    }
  }

  @Test
  void whoDoesNotLogInInTimeIsDropped() throws Exception {
    relay.close();
    RelayLimits limits = RelayLimits.DEFAULT;
    RelaySettings settings =
        new RelaySettings(
            RelaySettings.address("127.0.0.1"),
            Optional.of(TestRelay.settings(folder)),
            java.util.OptionalInt.empty(),
            new RelayLimits(
                limits.connections(),
                limits.connectionsPerAddress(),
                limits.pendingLogins(),
                limits.queueBytes(),
                limits.memoryBytes(),
                java.time.Duration.ofMillis(1_500),
                limits.stallTimeout(),
                limits.idleTimeout()));
    relay = new TestRelay(Relay.start(settings));
    try (ParleyTestClient alice = relay.loggedIn("alice");
        ParleyTestClient silent = relay.connect()) {
      silent.expect(FromRelay.Challenge.class);
      silent.expectClosed();
      alice.settle();
    }
  }

  @Test
  void ofOneAddressTwentyMayDallyAndTheOldestMakesRoom() throws Exception {
    List<ParleyTestClient> pending = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      pending.add(relay.connect());
      pending.getLast().expect(FromRelay.Challenge.class);
    }
    pending.getFirst().expectClosed();
    relay.loggedIn("alice").close();
    for (ParleyTestClient client : pending) {
      client.close();
    }
  }

  @Test
  void anAddressThatLogsInTooOftenIsToldThatTheRelayIsBusy() throws Exception {
    relay.close();
    relay =
        TestRelay.start(
            TestRelay.settings(folder, MailboxLimits.DEFAULT, withLogins(new Rate(2, 1))));
    boolean busy = false;
    for (int i = 0; i < 10 && !busy; i++) {
      try (ParleyTestClient client = relay.connect()) {
        client.send(
            ParleyTestClient.login(
                TestRelay.person("alice"),
                ALICE,
                relay.pin(),
                client.expect(FromRelay.Challenge.class)));
        busy =
            client.next().orElseThrow() instanceof FromRelay.Refused refused
                && refused.code() == RefusalCode.BUSY;
      }
    }
    assertTrue(busy);
  }

  /// Of keys of 8192 bits an address may bring fewer than of usual ones.
  @Test
  void aLongKeyCountsForWhatItCosts() throws Exception {
    relay.close();
    relay =
        TestRelay.start(
            TestRelay.settings(folder, MailboxLimits.DEFAULT, withLogins(new Rate(100, 1))));
    assertEquals(2, loginsUntilBusy(1_062));
  }

  /// A key of 4,400 bits is not one of 2,048: it counts as the next length, of which thirteen are a hundred.
  @Test
  void aKeyOfALengthInBetweenCountsForMore() throws Exception {
    relay.close();
    relay =
        TestRelay.start(
            TestRelay.settings(folder, MailboxLimits.DEFAULT, withLogins(new Rate(100, 1))));
    int logins = loginsUntilBusy(588);
    assertTrue(logins >= 13 && logins <= 20, logins + " were judged");
  }

  private int loginsUntilBusy(int keyLength) throws Exception {
    for (int i = 0; i < 90; i++) {
      try (ParleyTestClient client = relay.connect()) {
        client.expect(FromRelay.Challenge.class);
        client.send(
            new FromClient.Login(ALICE, Bytes.of(new byte[keyLength]), Bytes.of(new byte[9])));
        if (client.expect(FromRelay.Refused.class).code() == RefusalCode.BUSY) {
          return i;
        }
      }
    }
    throw new AssertionError("never busy");
  }

  private static ParleyLimits withLogins(Rate logins) {
    ParleyLimits usual = TestRelay.LIMITS;
    return new ParleyLimits(
        usual.pendingPerAddress(),
        usual.handover(),
        usual.windowMessages(),
        usual.windowBytes(),
        usual.letterBytes(),
        usual.pingAfter(),
        usual.silentAfter(),
        logins,
        usual.requests(),
        usual.sends(),
        usual.sendBytes(),
        usual.addresses());
  }

  @Test
  void aKeyIsSentAsPlainBase64() throws Exception {
    try (ParleyTestClient client = relay.connect()) {
      client.expect(FromRelay.Challenge.class);
      String key = Base64.getMimeEncoder().encodeToString(Keys.publicKey().spki());
      client.sendControl(
          LOGIN,
          "{\"name\":\"alice\",\"key\":\"%s\",\"signature\":\"AAAA\"}"
              .formatted(key.replace("\r\n", "\\r\\n")));
      client.expectRefused(RefusalCode.PROTOCOL);
    }
  }
}
