package chat.parley.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
/// 256 MiB that a relay must do with, and a few of them in as much less.
@Timeout(120)
class ParleyCrowdTest {
  private static final int ACCOUNTS = Integer.getInteger("parley.crowd.accounts", 250);
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
                data, List.of(), "-Xmx%dm".formatted(Math.max(64, ACCOUNTS * 256 / 1000)));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<ParleyTestClient>> logins = new ArrayList<>();
      for (int i = 0; i < ACCOUNTS; i++) {
        Identity person = TestRelay.person("member" + i);
        logins.add(threads.submit(() -> withPrekey(relay, person)));
      }
      for (Future<ParleyTestClient> login : logins) {
        clients.add(login.get());
      }
      for (int i = 0; i < ACCOUNTS; i++) {
        clients.get(i).sendMessage(i, name(i + 1), "hello " + i);
      }
      for (int i = 0; i < ACCOUNTS; i++) {
        ParleyTestClient client = clients.get((i + 1) % ACCOUNTS);
        FromRelay next = client.next().orElseThrow();
        if (next instanceof FromRelay.Accepted) {
          next = client.next().orElseThrow();
        }
        FromRelay.Deliver deliver = (FromRelay.Deliver) next;
        assertEquals(name(i), deliver.from());
        client.acknowledge(deliver.sequence());
      }
      assertTrue(relay.isAlive());
    } finally {
      for (ParleyTestClient client : clients) {
        client.close();
      }
    }
  }

  private static ParleyTestClient withPrekey(RelayProcess relay, Identity person) throws Exception {
    ParleyTestClient client = relay.loggedIn(person);
    Prekey prekey = new Prekey(1, true, Instant.now(), X, K);
    client.send(
        new FromClient.Publish(
            List.of(
                new SignedPrekey(
                    Bytes.of(prekey.encode()), Bytes.of(prekey.sign(person, RANDOM))))));
    assertEquals(List.of(1L), client.expect(FromRelay.Published.class).prekeys());
    return client;
  }

  private static Name name(int number) {
    return new Name("member" + number % ACCOUNTS);
  }
}
