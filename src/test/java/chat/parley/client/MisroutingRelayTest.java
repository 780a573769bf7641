package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.session.ratchet.PrekeyPrivate;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real messengers at a relay that has the right key, and brings the wrong thing, to the wrong people, or under
/// the wrong name. Whatever it does, no file under `keys/` changes.
@Timeout(60)
class MisroutingRelayTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final Name CAROL = new Name("carol");
  private static final Delivery DELIVERED = new Delivery.Delivered();
  private static final Delivery AT_RELAY = new Delivery.AtRelay();

  private Map<Path, Bytes> keys = Map.of();
  private Neighbourhood here;
  private LyingRelay liar;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    keys = files();
    here = Neighbourhood.in(folder);
    liar = new LyingRelay(here.invitation(), here.dataOf("relay"));
  }

  @AfterEach
  void end() throws Exception {
    here.close();
    liar.close();
    assertEquals(keys, files());
  }

  private static Map<Path, Bytes> files() throws IOException {
    Map<Path, Bytes> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(Neighbourhood.KEYS)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        files.put(file, Files.isDirectory(file) ? Bytes.EMPTY : Bytes.of(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void case13_anOpeningUnderAnotherNameIsRefusedAndTheSenderHeardLater() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    Person carol = joins("carol");
    AtomicInteger renamed = new AtomicInteger();
    liar.lies(
        (client, said) -> {
          if (said instanceof FromRelay.Deliver deliver
              && client.equals(ALICE)
              && deliver.from().equals(BOB)) {
            renamed.incrementAndGet();
            return List.of(
                new FromRelay.Deliver(
                    deliver.sequence(), deliver.time(), CAROL, deliver.payload()));
          }
          return List.of(said);
        });

    bob.writes(alice, "on an opening");
    alice.awaitsNote("carol", ChatMessage.Note.Kind.NOT_OPENED);
    assertEquals(1, renamed.get());
    bob.awaitsDelivery("alice", AT_RELAY);
    liar.isHonestAgain();
    bob.writes(alice, "the next");
    alice.awaits("the next came", () -> alice.textsFrom("bob").contains("the next"));
    alice.letsTimePass(Duration.ofSeconds(10));

    alice.awaits("both are bob's", () -> alice.textsFrom("bob").size() == 2);
    assertEquals(List.of("on an opening", "the next"), alice.pageWith("bob"));
    assertTrue(alice.textsFrom("carol").isEmpty());
    carol.writes(alice, "from carol");
    alice.awaitsTexts("carol", List.of("from carol"));
    bob.awaitsDelivery("alice", DELIVERED);
  }

  @Test
  void whatIsBroughtToSomebodyElseOpensNothingThere() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    Person carol = joins("carol");
    Queue<FromRelay.Deliver> forBob = new ConcurrentLinkedQueue<>();
    liar.lies(
        (client, said) -> {
          if (said instanceof FromRelay.Deliver deliver && client.equals(BOB)) {
            forBob.add(deliver);
          }
          return List.of(said);
        });
    opensSession(alice, bob);
    bob.writes(alice, "hello to you");
    alice.awaitsTexts("bob", List.of("hello to you"));
    alice.writes(bob, "for bob alone");
    bob.awaitsTexts("alice", List.of("hello", "for bob alone"));

    for (FromRelay.Deliver deliver : forBob) {
      liar.tells(CAROL, deliver);
    }
    alice.writes(carol, "for carol");

    carol.awaitsTexts("alice", List.of("for carol"));
    alice.awaitsDelivery("carol", DELIVERED);
    alice.writes(bob, "for bob again");
    bob.awaitsTexts("alice", List.of("hello", "for bob alone", "for bob again"));
  }

  @Test
  void case4_anOldOpeningRollsNothingBack() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    Queue<FromRelay.Deliver> forBob = new ConcurrentLinkedQueue<>();
    liar.lies(
        (client, said) -> {
          if (said instanceof FromRelay.Deliver deliver && client.equals(BOB)) {
            forBob.add(deliver);
          }
          return List.of(said);
        });
    opensSession(alice, bob);
    List<String> toBob = new ArrayList<>(List.of("hello"));
    List<String> toAlice = new ArrayList<>();
    for (int turn = 0; turn < 20; turn++) {
      toAlice.add("to alice " + turn);
      bob.writes(alice, toAlice.getLast());
      alice.awaitsTexts("bob", toAlice);
      toBob.add("to bob " + turn);
      alice.writes(bob, toBob.getLast());
      bob.awaitsTexts("alice", toBob);
    }

    liar.tells(BOB, forBob.element());
    toBob.add("still from alice");
    alice.writes(bob, toBob.getLast());
    bob.awaitsTexts("alice", toBob);
    toAlice.add("still from bob");
    bob.writes(alice, toAlice.getLast());
    alice.awaitsTexts("bob", toAlice);
    for (ChatMessage entry : bob.with("alice")) {
      assertFalse(entry instanceof ChatMessage.Note, entry::toString);
    }
  }

  @Test
  void whoeverIsSaidToBeHereWithoutBeingSoGetsAllOnceLater() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    opensSession(alice, bob);
    alice.awaitsPresence("bob", Presence.HERE);
    bob.leaves();
    alice.awaitsPresence("bob", Presence.AWAY);
    liar.tells(ALICE, new FromRelay.Presence(BOB, true, 1));
    alice.awaitsPresence("bob", Presence.HERE);
    alice.messenger().typing(BOB);
    alice.writes("bob", "to somebody who is away");
    alice.awaits(
        "it is at the relay and no further",
        () -> alice.deliveriesTo("bob").equals(List.of(DELIVERED, AT_RELAY)));

    Person again = joins("bob");
    again.awaitsTexts("alice", List.of("to somebody who is away"));
    alice.awaitsDelivery("bob", DELIVERED);
    liar.tells(ALICE, new FromRelay.Presence(BOB, false, 2));
    alice.awaitsPresence("bob", Presence.AWAY);
    alice.writes("bob", "to somebody who is here");
    again.awaitsTexts("alice", List.of("to somebody who is away", "to somebody who is here"));
    alice.awaitsDelivery("bob", DELIVERED);
  }

  @Test
  void aKeyOfTheRelaysOwnUnderAContactsNameGetsNothing() throws Exception {
    Person alice = joins("alice");
    Person bob = joins("bob");
    Identity carol = KeysFolder.at(Neighbourhood.KEYS).unlock(CAROL, new char[0]);
    Identity falseBob = new Identity(BOB, carol.key());
    Queue<FromClient> sent = new ConcurrentLinkedQueue<>();
    liar.liesBehind(
        (client, said) -> {
          if (said instanceof FromClient.Send && client.equals(ALICE)) {
            sent.add(said);
          }
          return List.of(said);
        });
    liar.lies(
        (client, said) ->
            said instanceof FromRelay.Bundle bundle && bundle.name().equals(BOB)
                ? List.of(forged(bundle, falseBob))
                : List.of(said));

    alice.writes(bob, "for bob alone");
    alice.awaitsDelivery("bob", new Delivery.Waiting(Delivery.WaitReason.KEY_CHANGED));
    assertTrue(sent.isEmpty());
    assertTrue(bob.textsFrom("alice").isEmpty());
  }

  /// What a relay makes up that has a key pair of its own: everything in it holds, but whose key it is.
  private static FromRelay forged(FromRelay.Bundle bundle, Identity falseOwner) {
    SecureRandom random = new SecureRandom();
    PrekeyPrivate prekey = PrekeyPrivate.generate(true, random, Instant.now());
    return new FromRelay.Bundle(
        bundle.request(),
        falseOwner.name(),
        Bytes.of(falseOwner.publicKey().spki()),
        new SignedPrekey(
            Bytes.of(prekey.prekey().encode()),
            Bytes.of(prekey.prekey().sign(falseOwner, random))));
  }

  private Person joins(String name) throws Exception {
    return here.comes(name, liar.invitation()).awaitsConnection();
  }

  private static void opensSession(Person one, Person other) throws InterruptedException {
    one.writes(other, "hello");
    one.awaitsDelivery(other.name().value(), DELIVERED);
  }
}
