package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.MlKem768;
import chat.parley.crypto.X25519;
import chat.parley.identity.Fingerprints;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.relay.store.MailboxLimits;
import chat.parley.relay.store.RelayStore;
import chat.parley.relay.store.SqliteRelayStore;
import chat.parley.wire.parley.FrameLimits;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Prekeys (case 19 of the adversary, the relay's half), presence, the directory.
@Timeout(60)
class ParleyServicesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final byte[] X = X25519.publicKey(X25519.newPrivateKey(RANDOM));
  private static final byte[] K = MlKem768.publicKey(MlKem768.newSeed(RANDOM));

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
  void publishedPrekeysAreThereAtTheNextLogin() throws Exception {
    try (ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.send(new FromClient.Publish(prekeys(TestRelay.person("bob"), 3)));
      assertEquals(List.of(1L, 2L, 3L, 1000L), sorted(bob.expect(FromRelay.Published.class)));
      bob.send(new FromClient.Publish(prekeys(TestRelay.person("bob"), 2)));
      assertEquals(List.of(1L, 2L, 1000L), sorted(bob.expect(FromRelay.Published.class)));
    }
    relay.close();
    relay = TestRelay.start(folder);
    try (ParleyTestClient bob = relay.connect()) {
      assertEquals(
          Set.of(1L, 2L, 1000L),
          Set.copyOf(bob.logIn(TestRelay.person("bob"), relay.pin()).prekeys()));
    }
  }

  @Test
  void prekeysThatAreNotTheirOwnersAreRefusedAndTheOldOnesStay() throws Exception {
    Identity person = TestRelay.person("bob");
    List<SignedPrekey> good = prekeys(person, 2);
    SignedPrekey first = good.getFirst();
    byte[] unreduced = first.prekey().toArray();
    for (int i = 45; i < 100; i++) {
      unreduced[i] = -1;
    }
    List<List<SignedPrekey>> refused =
        List.of(
            prekeys(TestRelay.stranger("bob"), 2),
            prekeys(TestRelay.person("alice"), 2),
            List.of(first, first),
            List.of(prekey(person, 7, true), prekey(person, 8, true)),
            List.of(new SignedPrekey(first.prekey(), good.get(1).signature())),
            List.of(new SignedPrekey(Bytes.of(unreduced), first.signature())));
    try (ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.send(new FromClient.Publish(good));
      bob.expect(FromRelay.Published.class);
      for (List<SignedPrekey> set : refused) {
        bob.send(new FromClient.Publish(set));
        assertEquals("prekeys-refused", bob.expect(FromRelay.Failure.class).code());
      }
    }
    try (ParleyTestClient bob = relay.connect()) {
      assertEquals(3, bob.logIn(person, relay.pin()).prekeys().size());
    }
  }

  /// Case 19: one asker gets three a day, then the one of last resort; another still gets one-time ones.
  @Test
  void aOneTimePrekeyIsGivenOutOnceAndOneAskerGetsThree() throws Exception {
    Set<Long> given = new HashSet<>();
    try (ParleyTestClient bob = relay.loggedIn("bob")) {
      bob.send(new FromClient.Publish(prekeys(TestRelay.person("bob"), 5)));
      bob.expect(FromRelay.Published.class);
      try (ParleyTestClient alice = relay.loggedIn("alice")) {
        for (int i = 0; i < 3; i++) {
          SignedPrekey prekey = fetch(alice, i);
          assertFalse(prekey.lastResort());
          assertTrue(given.add(prekey.id()));
          assertEquals(
              5 - given.size() + 1, bob.expect(FromRelay.Published.class).prekeys().size());
        }
        assertTrue(fetch(alice, 3).lastResort());
        assertTrue(fetch(alice, 4).lastResort());
      }
      try (ParleyTestClient carol = relay.loggedIn("carol")) {
        assertTrue(given.add(fetch(carol, 0).id()));
        assertTrue(given.add(fetch(carol, 1).id()));
        assertTrue(fetch(carol, 2).lastResort());
      }
    }
    assertEquals(5, given.size());
  }

  @Test
  void aPrekeyThatWasGivenOutIsGoneAfterARestart() throws Exception {
    try (ParleyTestClient bob = relay.loggedIn("bob");
        ParleyTestClient alice = relay.loggedIn("alice")) {
      bob.send(new FromClient.Publish(prekeys(TestRelay.person("bob"), 1)));
      bob.expect(FromRelay.Published.class);
      assertFalse(fetch(alice, 0).lastResort());
    }
    relay.close();
    relay = TestRelay.start(folder);
    try (ParleyTestClient carol = relay.loggedIn("carol")) {
      assertTrue(fetch(carol, 0).lastResort());
    }
  }

  @Test
  void whoHasNothingToFetchIsSaidInAWord() throws Exception {
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.send(new FromClient.Fetch(1, BOB));
      alice.expect(new FromRelay.NoBundle(1, "no-prekey"));
      alice.send(new FromClient.Fetch(2, new Name("nobody")));
      alice.expect(new FromRelay.NoBundle(2, "no-account"));
    }
  }

  /// Case 22: names.
  @ParameterizedTest
  @ValueSource(strings = {"alice.", "-a", "con", "Alice", "ALİCE", "\u212a", "..", "server", ""})
  void whatIsNoNameCannotBeAskedForOrWatched(String name) throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.sendControl(0x06, "{\"request\":1,\"name\":\"%s\"}".formatted(name));
      assertEquals("body", alice.expect(FromRelay.Failure.class).code());
      alice.sendControl(0x08, "{\"names\":[\"%s\"]}".formatted(name));
      assertEquals("body", alice.expect(FromRelay.Failure.class).code());
      alice.settle();
    }
  }

  @Test
  void whomMembersWatchCountsAsMemoryOfTheRelay() throws Exception {
    relay.close();
    RelayLimits usual = RelayLimits.DEFAULT;
    int bytes = 2_200_000;
    relay =
        new TestRelay(
            Relay.start(
                new RelaySettings(
                    RelaySettings.address("127.0.0.1"),
                    Optional.of(TestRelay.settings(folder)),
                    OptionalInt.empty(),
                    new RelayLimits(
                        usual.connections(),
                        usual.connectionsPerAddress(),
                        usual.pendingLogins(),
                        bytes,
                        bytes,
                        usual.loginTimeout(),
                        usual.stallTimeout(),
                        usual.idleTimeout()))));
    List<Name> many =
        IntStream.range(0, FrameLimits.WATCHED).mapToObj(i -> new Name("name" + i)).toList();
    List<ParleyTestClient> watchers = new ArrayList<>();
    int alive = 0;
    try {
      for (int i = 0; i < 20; i++) {
        ParleyTestClient watcher = relay.loggedIn("watcher" + i);
        watchers.add(watcher);
        watcher.send(new FromClient.Watch(many));
      }
      try (ParleyTestClient modest = relay.loggedIn("modest")) {
        modest.settle();
      }
      for (ParleyTestClient watcher : watchers) {
        try {
          watcher.settle();
          alive++;
        } catch (IOException | NoSuchElementException | AssertionError dropped) {
          // It held most of the memory.
        }
      }
    } finally {
      for (ParleyTestClient watcher : watchers) {
        watcher.close();
      }
    }
    assertTrue(alive >= 6 && alive <= 8, alive + " are there");
  }

  @Test
  void presenceIsToldWhereBothWatch() throws Exception {
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.send(new FromClient.Watch(List.of(BOB, ALICE, new Name("nobody"))));
      alice.settle();
      try (ParleyTestClient bob = relay.loggedIn("bob")) {
        bob.settle();
        alice.settle();
        bob.send(new FromClient.Watch(List.of(ALICE)));
        assertPresence(bob, ALICE, true);
        assertPresence(alice, BOB, true);
        bob.send(new FromClient.Watch(List.of(ALICE)));
        bob.settle();
        alice.settle();
      }
      assertPresence(alice, BOB, false);
      try (ParleyTestClient bob = relay.loggedIn("bob");
          ParleyTestClient carol = relay.loggedIn("carol")) {
        bob.send(new FromClient.Watch(List.of(ALICE)));
        assertPresence(bob, ALICE, true);
        assertPresence(alice, BOB, true);
        carol.send(new FromClient.Watch(List.of(ALICE, BOB)));
        carol.settle();
        alice.send(new FromClient.Watch(List.of()));
        assertPresence(bob, ALICE, false);
      }
      alice.settle();
    }
  }

  @Test
  void anOpenDirectoryListsAllAccountsWithTheirFingerprints() throws Exception {
    relay.loggedIn("bob").close();
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.send(new FromClient.ListAccounts(7, ""));
      FromRelay.Accounts accounts = alice.expect(FromRelay.Accounts.class);
      assertEquals(7, accounts.request());
      assertFalse(accounts.more());
      assertEquals(
          List.of(
              new FromRelay.Listed(ALICE, TestRelay.person("alice").fingerprint()),
              new FromRelay.Listed(BOB, Fingerprints.of(TestRelay.person("bob").publicKey()))),
          accounts.accounts());
      alice.send(new FromClient.ListAccounts(8, "alice"));
      assertEquals(List.of(BOB), names(alice.expect(FromRelay.Accounts.class)));
    }
  }

  @Test
  void aPageOfTheDirectoryHasAThousandAccounts() throws Exception {
    relay.close();
    Bytes key = Bytes.of(TestRelay.person("alice").publicKey().spki());
    List<Name> names = new ArrayList<>(List.of(ALICE));
    try (RelayStore store =
        SqliteRelayStore.open(folder, MailboxLimits.DEFAULT, Clock.systemUTC())) {
      List<CompletableFuture<RelayStore.Bound>> bound = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        names.add(new Name("somebody-of-a-long-name-no-%04d".formatted(i)));
        bound.add(store.bind(names.getLast(), key, true));
      }
      for (CompletableFuture<RelayStore.Bound> each : bound) {
        assertEquals(RelayStore.Bound.OWN, each.get());
      }
    }
    relay = TestRelay.start(folder);
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.send(new FromClient.ListAccounts(1, ""));
      FromRelay.Accounts first = alice.expect(FromRelay.Accounts.class);
      assertEquals(1_000, first.accounts().size());
      assertEquals(names.subList(0, 1_000), names(first));
      assertTrue(first.more());
      alice.send(new FromClient.ListAccounts(2, names(first).getLast().value()));
      FromRelay.Accounts second = alice.expect(FromRelay.Accounts.class);
      assertEquals(names.subList(1_000, 1_001), names(second));
      assertFalse(second.more());
    }
  }

  private static List<Name> names(FromRelay.Accounts accounts) {
    return accounts.accounts().stream().map(FromRelay.Listed::name).toList();
  }

  @Test
  void aClosedDirectoryListsNobody() throws Exception {
    relay.close();
    ParleySettings open = TestRelay.settings(folder);
    relay =
        TestRelay.start(
            new ParleySettings(
                0,
                folder,
                Optional.empty(),
                open.admission(),
                false,
                open.mailbox(),
                open.limits()));
    try (ParleyTestClient alice = relay.loggedIn("alice")) {
      alice.send(new FromClient.ListAccounts(1, ""));
      alice.expect(new FromRelay.NoAccounts(1, "closed"));
    }
  }

  private static SignedPrekey fetch(ParleyTestClient asker, int request) throws Exception {
    asker.send(new FromClient.Fetch(request, BOB));
    FromRelay.Bundle bundle = asker.expect(FromRelay.Bundle.class);
    assertEquals(request, bundle.request());
    assertEquals(BOB, bundle.name());
    assertEquals(Bytes.of(TestRelay.person("bob").publicKey().spki()), bundle.key());
    assertTrue(
        Prekey.decode(bundle.prekey().prekey().toArray())
            .isSignedBy(
                BOB, TestRelay.person("bob").publicKey(), bundle.prekey().signature().toArray()));
    return bundle.prekey();
  }

  private static void assertPresence(ParleyTestClient client, Name who, boolean online)
      throws Exception {
    FromRelay.Presence presence = client.expect(FromRelay.Presence.class);
    assertEquals(who, presence.name());
    assertEquals(online, presence.online());
    assertTrue(Math.abs(System.currentTimeMillis() - presence.since()) < 60_000);
  }

  /// So many one-time prekeys from id 1 on, and one of last resort with id 1000.
  private static List<SignedPrekey> prekeys(Identity owner, int oneTime) throws Exception {
    List<SignedPrekey> prekeys = new ArrayList<>();
    for (int id = 1; id <= oneTime; id++) {
      prekeys.add(prekey(owner, id, false));
    }
    prekeys.add(prekey(owner, 1000, true));
    return prekeys;
  }

  private static SignedPrekey prekey(Identity owner, int id, boolean lastResort) throws Exception {
    Prekey prekey = new Prekey(id, lastResort, Instant.now(), X, K);
    return new SignedPrekey(Bytes.of(prekey.encode()), Bytes.of(prekey.sign(owner, RANDOM)));
  }

  private static List<Long> sorted(FromRelay.Published published) {
    List<Long> ids = new ArrayList<>(published.prekeys());
    Collections.sort(ids);
    return ids;
  }
}
