package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.MlKem768;
import chat.parley.crypto.X25519;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many accounts at once on a relay with a small heap: `-Dparley.crowd.accounts=1000` are a thousand in the
/// 256 MiB that a relay must do with, and a few of them in as much less. What takes long is to sign their prekeys.
@Timeout(900)
class ParleyCrowdTest {
  private static final int ACCOUNTS = Integer.getInteger("parley.crowd.accounts", 50);
  private static final int ONE_TIME = 50;
  private static final int LAST_RESORT = 1_000;
  private static final int THREADS = 8;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] X = X25519.publicKey(X25519.newPrivateKey(RANDOM));
  private static final byte[] K = MlKem768.publicKey(MlKem768.newSeed(RANDOM));

  @TempDir private Path folder;

  @Test
  void manyAccountsLogInLeavePrekeysAndGetTheirMail() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    List<ParleyTestClient> clients = new ArrayList<>();
    try (RelayProcess relay =
        RelayProcess.start(
            data, List.of(), "-Xmx%dm".formatted(Math.max(64, ACCOUNTS * 256 / 1000)))) {
      clients.addAll(atOnce(ACCOUNTS, number -> withPrekeys(relay, person(number))));
      for (int i = 0; i < ACCOUNTS; i++) {
        fetch(clients.get(i), person(i + 1));
      }
      writeToThoseThere(clients);
      writeToThoseAway(relay, clients);
      assertTrue(relay.isAlive());
    } finally {
      for (ParleyTestClient client : clients) {
        client.close();
      }
    }
  }

  private static void writeToThoseThere(List<ParleyTestClient> clients) throws Exception {
    for (int i = 0; i < ACCOUNTS; i++) {
      clients.get(i).sendMessage(i, name(i + 1), "hello " + i);
    }
    for (int i = 0; i < ACCOUNTS; i++) {
      ParleyTestClient client = clients.get((i + 1) % ACCOUNTS);
      FromRelay next = client.next().orElseThrow();
      boolean isAccepted = next instanceof FromRelay.Accepted;
      FromRelay.Deliver deliver =
          isAccepted ? client.expect(FromRelay.Deliver.class) : (FromRelay.Deliver) next;
      assertEquals(name(i), deliver.from());
      assertEquals(ParleyTestClient.text("hello " + i), deliver.payload());
      client.acknowledge(deliver.sequence());
      if (!isAccepted) {
        client.expect(FromRelay.Accepted.class);
      }
    }
  }

  /// Every second one logs out, is written to, and logs in again.
  private static void writeToThoseAway(RelayProcess relay, List<ParleyTestClient> clients)
      throws Exception {
    for (int i = 1; i < ACCOUNTS; i += 2) {
      clients.get(i).close();
    }
    for (int i = 1; i < ACCOUNTS; i += 2) {
      clients.get(i - 1).sendMessage(ACCOUNTS + i, name(i), "later " + i);
    }
    for (int i = 1; i < ACCOUNTS; i += 2) {
      clients.get(i - 1).expect(new FromRelay.Accepted(ParleyTestClient.id(ACCOUNTS + i)));
    }
    List<ParleyTestClient> again =
        atOnce(ACCOUNTS / 2, number -> relay.loggedIn(person(2 * number + 1)));
    for (int i = 1; i < ACCOUNTS; i += 2) {
      ParleyTestClient client = again.get(i / 2);
      clients.set(i, client);
      client.acknowledge(client.expectText(name(i - 1), "later " + i));
      client.settle();
    }
  }

  /// What somebody becomes on the wire.
  @FunctionalInterface
  private interface Login {
    ParleyTestClient of(int number) throws Exception;
  }

  private static List<ParleyTestClient> atOnce(int count, Login login) throws Exception {
    List<ParleyTestClient> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<ParleyTestClient>> logins = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        logins.add(threads.submit(() -> login.of(number)));
      }
      for (Future<ParleyTestClient> each : logins) {
        clients.add(each.get());
      }
    }
    return clients;
  }

  /// Somebody's prekeys are 50 for one use and one of last resort. The halves are the same for all, since nobody opens
  /// anything with them; the signatures are not.
  private static ParleyTestClient withPrekeys(RelayProcess relay, Identity person)
      throws Exception {
    ParleyTestClient client = relay.loggedIn(person);
    List<SignedPrekey> prekeys = new ArrayList<>();
    for (int id = 1; id <= ONE_TIME; id++) {
      prekeys.add(prekey(person, id, false));
    }
    prekeys.add(prekey(person, LAST_RESORT, true));
    client.send(new FromClient.Publish(prekeys));
    assertEquals(ONE_TIME + 1, client.expect(FromRelay.Published.class).prekeys().size());
    return client;
  }

  private static SignedPrekey prekey(Identity owner, int id, boolean lastResort) throws Exception {
    Prekey prekey = new Prekey(id, lastResort, Instant.now(), X, K);
    return new SignedPrekey(Bytes.of(prekey.encode()), Bytes.of(prekey.sign(owner, RANDOM)));
  }

  private static void fetch(ParleyTestClient asker, Identity owner) throws Exception {
    asker.send(new FromClient.Fetch(1, owner.name()));
    FromRelay.Bundle bundle = asker.expect(FromRelay.Bundle.class);
    assertEquals(owner.name(), bundle.name());
    assertFalse(bundle.prekey().lastResort());
    assertTrue(
        Prekey.decode(bundle.prekey().prekey().toArray())
            .isSignedBy(owner.name(), owner.publicKey(), bundle.prekey().signature().toArray()));
  }

  private static Identity person(int number) throws Exception {
    return TestRelay.person(name(number).value());
  }

  private static Name name(int number) {
    return new Name("member" + number % ACCOUNTS);
  }
}
