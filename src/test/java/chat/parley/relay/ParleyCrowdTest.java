package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.MlKem768;
import chat.parley.crypto.X25519;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.identity.PrekeyRejected;
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
/// 256 MiB that a relay must do with, and a few of them in as much less.
@Timeout(900)
class ParleyCrowdTest {
  private static final int ACCOUNTS = Integer.getInteger("parley.crowd.accounts", 40);
  private static final int ONE_TIME = 50;
  private static final int THREADS = 8;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final List<Prekey> PREKEYS = prekeys();

  @TempDir private Path folder;

  @Test
  void manyAccountsLogInLeavePrekeysAndGetTheirMail() throws Exception {
    List<List<SignedPrekey>> prekeys = atOnce(ACCOUNTS, number -> signed(person(number)));
    Path data = Files.createDirectories(folder.resolve("data"));
    List<ParleyTestClient> clients = new ArrayList<>();
    try (RelayProcess relay =
        RelayProcess.start(
            data, List.of(), "-Xmx%dm".formatted(Math.max(64, ACCOUNTS * 256 / 1000)))) {
      clients.addAll(atOnce(ACCOUNTS, number -> relay.loggedIn(person(number))));
      atOnce(ACCOUNTS, number -> publish(clients.get(number), prekeys.get(number)));
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

  /// Some log out, are written to, and log in again: not so many that their address logs in too often.
  private static void writeToThoseAway(RelayProcess relay, List<ParleyTestClient> clients)
      throws Exception {
    int count = ACCOUNTS / 10;
    for (int i = 0; i < count; i++) {
      clients.get(i).close();
    }
    for (int i = 0; i < count; i++) {
      clients.get(count + i).sendMessage(ACCOUNTS + i, name(i), "later " + i);
    }
    for (int i = 0; i < count; i++) {
      clients.get(count + i).expect(new FromRelay.Accepted(ParleyTestClient.id(ACCOUNTS + i)));
    }
    List<ParleyTestClient> again = atOnce(count, number -> relay.loggedIn(person(number)));
    for (int i = 0; i < count; i++) {
      ParleyTestClient client = again.get(i);
      clients.set(i, client);
      client.acknowledge(client.expectText(name(count + i), "later " + i));
      client.settle();
    }
  }

  /// What is done for each of many.
  @FunctionalInterface
  private interface Task<T> {
    T of(int number) throws Exception;
  }

  private static <T> List<T> atOnce(int count, Task<T> task) throws Exception {
    List<T> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<T>> begun = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        begun.add(threads.submit(() -> task.of(number)));
      }
      for (Future<T> each : begun) {
        done.add(each.get());
      }
    }
    return done;
  }

  /// Prekeys that are the same for all, since nobody opens anything with them, and signed by each. That is done before
  /// anybody logs in: it takes so long that who waits for the others would be taken for dead.
  private static List<SignedPrekey> signed(Identity owner) {
    return PREKEYS.stream()
        .map(
            prekey ->
                new SignedPrekey(Bytes.of(prekey.encode()), Bytes.of(prekey.sign(owner, RANDOM))))
        .toList();
  }

  private static List<Prekey> prekeys() {
    Instant issued = Instant.now();
    byte[] x = X25519.publicKey(X25519.newPrivateKey(RANDOM));
    byte[] k = MlKem768.publicKey(MlKem768.newSeed(RANDOM));
    try {
      List<Prekey> prekeys = new ArrayList<>();
      for (int id = 1; id <= ONE_TIME; id++) {
        prekeys.add(new Prekey(id, false, issued, x, k));
      }
      prekeys.add(new Prekey(ONE_TIME + 1, true, issued, x, k));
      return prekeys;
    } catch (PrekeyRejected e) {
      throw new IllegalStateException(e);
    }
  }

  private static FromRelay publish(ParleyTestClient client, List<SignedPrekey> prekeys)
      throws Exception {
    client.send(new FromClient.Publish(prekeys));
    FromRelay.Published published = client.expect(FromRelay.Published.class);
    assertEquals(prekeys.size(), published.prekeys().size());
    return published;
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
