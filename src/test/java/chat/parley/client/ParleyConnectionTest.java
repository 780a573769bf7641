package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Connection;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.relay.Relay;
import chat.parley.relay.RelaySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How a messenger stands with a relay of Parley 1: a real relay, real TLS.
@Timeout(60)
class ParleyConnectionTest {
  private static final Path KEYS = Path.of("keys");

  @TempDir Path data;

  private final List<Person> people = new ArrayList<>();
  private Relay relay;

  @BeforeEach
  void start() throws Exception {
    relay = Relay.start(RelaySettings.onThisComputer(0, data.resolve("relay")));
  }

  @AfterEach
  void end() {
    people.forEach(Person::close);
    relay.close();
  }

  @Test
  void oneLogsInAndTheAddressIsNamed() throws Exception {
    Person alice = person("alice", invitation()).awaitsConnection();
    assertEquals(
        new Connection.Connected("127.0.0.1:" + relay.parleyAddress().getPort()),
        alice.connection());
    alice.close();
    alice.awaitsStop(Connection.Reason.CLOSED);
  }

  @Test
  void case21_anotherKeyStopsTheConnectionUntilTheUserAsks() throws Exception {
    Invitation other =
        new Invitation(
            "127.0.0.1",
            relay.parleyAddress().getPort(),
            new Fingerprint(new byte[Fingerprint.BYTES]));
    Person alice = person("alice", other);
    alice.awaitsStop(Connection.Reason.RELAY_CHANGED);
  }

  @Test
  void case21_aRelayWhoseKeyChangedMeanwhileStopsTheConnection() throws Exception {
    Person alice = person("alice", invitation()).awaitsConnection();
    int port = relay.parleyAddress().getPort();
    relay.close();
    relay = Relay.start(RelaySettings.onThisComputer(port, data.resolve("other")));
    alice.awaitsStop(Connection.Reason.RELAY_CHANGED);

    relay.close();
    relay = Relay.start(RelaySettings.onThisComputer(port, data.resolve("relay")));
    alice.messenger().reconnectNow();
    alice.awaitsConnection();
  }

  @Test
  void oneComesBackWhenTheRelayDoes() throws Exception {
    Person alice = person("alice", invitation()).awaitsConnection();
    int port = relay.parleyAddress().getPort();
    relay.close();
    alice.awaitsConnection(Connection.Waiting.class::isInstance);
    relay = Relay.start(RelaySettings.onThisComputer(port, data.resolve("relay")));
    alice.awaitsConnection();
  }

  @Test
  void aSecondLoginOfTheSameKeyReplacesTheFirstWhichStaysAway() throws Exception {
    Person first = person("alice", invitation()).awaitsConnection();
    Person second = Person.join("alice", KEYS, data.resolve("another computer"), invitation());
    people.add(second);
    second.awaitsConnection();
    first.awaitsStop(Connection.Reason.REPLACED);
    assertInstanceOf(Connection.Connected.class, second.connection());

    first.messenger().reconnectNow();
    first.awaitsConnection();
    second.awaitsStop(Connection.Reason.REPLACED);
  }

  @Test
  void aNameThatBelongsToAnotherKeyIsTakenForGood() throws Exception {
    person("alice", invitation()).awaitsConnection();
    Path keys = data.resolve("keys");
    Files.createDirectories(keys.resolve("alice"));
    for (String file : List.of("priv.pem", "pub.pem")) {
      Files.copy(KEYS.resolve("bob").resolve(file), keys.resolve("alice").resolve(file));
    }
    Person impostor = Person.join("alice", keys, data.resolve("impostor"), invitation());
    people.add(impostor);
    impostor.awaitsStop(Connection.Reason.NAME_TAKEN);
  }

  @Test
  void aClassicServerIsNoRelayOfParley() throws Exception {
    try (Relay classic = Relay.start(RelaySettings.onThisComputer(0))) {
      Person alice =
          person(
              "alice",
              new Invitation(
                  "127.0.0.1", classic.classicAddress().getPort(), invitation().relay()));
      alice.awaitsStop(Connection.Reason.NOT_A_RELAY);
    }
  }

  @Test
  void aHistoryIsOpenInOneWindowOnlyAndADamagedOneCanBePutAside() throws Exception {
    Person alice = person("alice", invitation());
    HistoryUnusable inUse =
        assertThrows(HistoryUnusable.class, () -> person("alice", invitation()));
    assertEquals(HistoryUnusable.Reason.IN_USE, inUse.reason());
    alice.close();

    Files.writeString(inUse.file(), "no database any more");
    HistoryUnusable damaged =
        assertThrows(HistoryUnusable.class, () -> person("alice", invitation()));
    assertEquals(HistoryUnusable.Reason.DAMAGED, damaged.reason());
    Path aside = damaged.rescue().orElseThrow().putAside();
    assertEquals("no database any more", Files.readString(aside));
    person("alice", invitation()).awaitsConnection();
  }

  @Test
  void oneCanLogInAgainWhileTheLastGoodbyeIsStillBeingSaid() throws Exception {
    Messengers messengers = Person.messengers(data.resolve("alice"));
    KeysFolder keys = KeysFolder.at(KEYS);
    Identity alice = keys.unlock(new Name("alice"), new char[0]);
    RelayAddress address = new RelayAddress.Parley(invitation());
    for (int time = 0; time < 3; time++) {
      Messenger first = messengers.open(alice, keys, address);
      Thread closing = Thread.ofPlatform().start(first::close);
      while (closing.getState() == Thread.State.RUNNABLE) {
        closing.join(Duration.ofMillis(1));
      }
    }
    messengers.open(alice, keys, address).close();
  }

  private Invitation invitation() {
    return new Invitation(
        "127.0.0.1", relay.parleyAddress().getPort(), relay.fingerprint().orElseThrow());
  }

  private Person person(String name, Invitation invitation) throws Exception {
    Person person = Person.join(name, KEYS, data, invitation);
    people.add(person);
    return person;
  }
}
