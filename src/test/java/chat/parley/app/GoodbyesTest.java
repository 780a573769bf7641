package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.client.Messenger;
import chat.parley.client.MessengerFactory;
import chat.parley.crypto.Keys;
import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GoodbyesTest {
  private static final KeysFolder KEYS = KeysFolder.at(Path.of("keys"));

  private final Deque<Runnable> background = new ArrayDeque<>();
  private final Goodbyes goodbyes = new Goodbyes(background::add);
  private final FakeMessenger alice = FakeMessenger.alice();
  private final MessengerFactory factory =
      goodbyes.before((identity, keys, relay) -> new FakeMessenger(identity.name(), clock()));

  @Test
  void nobodyComesBackBeforeTheGoodbyeIsOver() throws Exception {
    goodbyes.say(alice);
    CompletableFuture<Messenger> again = CompletableFuture.supplyAsync(() -> open("alice"));
    assertEquals(new Name("bob"), open("bob").account().name());
    assertFalse(again.isDone());
    background.remove().run();
    assertTrue(alice.calls().contains("close"));
    assertEquals(new Name("alice"), again.get(10, TimeUnit.SECONDS).account().name());
  }

  @Test
  void theEndWaitsForAll() throws Exception {
    goodbyes.say(alice);
    CompletableFuture<Void> end = CompletableFuture.runAsync(goodbyes::awaitAll);
    assertFalse(end.isDone());
    background.remove().run();
    end.get(10, TimeUnit.SECONDS);
  }

  private Messenger open(String name) {
    try {
      return factory.open(
          new Identity(new Name(name), Keys.privateKey()), KEYS, new RelayAddress.OnThisComputer());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static InstantSource clock() {
    return InstantSource.system();
  }
}
