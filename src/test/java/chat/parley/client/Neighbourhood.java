package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.relay.ParleyTestClient;
import chat.parley.relay.Relay;
import chat.parley.relay.RelayNotStarted;
import chat.parley.relay.RelaySettings;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real relay and people who log in there, whose prekeys it has already: making those takes seconds, and so
/// is done once for all tests, each of which gets copies of everybody's folders.
public final class Neighbourhood implements AutoCloseable {
  public static final Path KEYS = Path.of("keys");

  private static final List<String> NAMES = List.of("alice", "bob", "carol");
  private static final String HERE = "127.0.0.1";
  private static @Nullable Path model;

  private final Path folder;
  private final List<Person> people = new ArrayList<>();
  private Relay relay;

  private Neighbourhood(Path folder) throws RelayNotStarted {
    this.folder = folder;
    this.relay = Relay.start(RelaySettings.onThisComputer(0, folder.resolve("relay")));
  }

  /// Starts the relay.
  ///
  /// @param folder an empty one for everybody's data
  public static Neighbourhood in(Path folder) throws Exception {
    furnish(folder);
    return new Neighbourhood(folder);
  }

  /// Copies everybody's data, the relay's under `relay`, and starts nothing.
  public static void furnish(Path folder) throws Exception {
    copy(model(), folder);
  }

  private static synchronized Path model() throws Exception {
    Path made = model;
    if (made == null) {
      made = Files.createTempDirectory("parley-neighbourhood-");
      Path kept = made;
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(kept)));
      try (Neighbourhood first = new Neighbourhood(made)) {
        for (String name : NAMES) {
          first.joins(name);
        }
        first.awaitPrekeys();
      }
      model = made;
    }
    return made;
  }

  private void awaitPrekeys() throws Exception {
    Identity bob = KeysFolder.at(KEYS).unlock(new Name("bob"), new char[0]);
    Identity asker = new Identity(new Name("asker"), bob.key());
    try (ParleyTestClient client =
        ParleyTestClient.loggedIn(relay.parleyAddress(), invitation().relay(), asker)) {
      for (String name : NAMES) {
        do {
          Thread.sleep(50);
          client.send(new FromClient.Fetch(1, new Name(name)));
        } while (!(client.next().orElseThrow() instanceof FromRelay.Bundle));
      }
    }
  }

  /// How to reach the relay.
  public Invitation invitation() {
    return new Invitation(HERE, relay.parleyAddress().getPort(), relay.fingerprint().orElseThrow());
  }

  /// Somebody logs in, and is there when this returns.
  public Person joins(String name) throws Exception {
    return comes(name, invitation()).awaitsConnection();
  }

  /// Somebody begins to log in.
  public Person comes(String name, Invitation where) throws Exception {
    Person person = Person.join(name, KEYS, folder, where);
    people.add(person);
    return person;
  }

  public void stopRelay() {
    relay.close();
  }

  /// Starts the relay again, where it was.
  public void startRelay() throws RelayNotStarted {
    int port = relay.parleyAddress().getPort();
    relay = Relay.start(RelaySettings.onThisComputer(port, folder.resolve("relay")));
  }

  /// Where somebody's data is.
  public Path dataOf(String name) {
    return folder.resolve(name);
  }

  /// Copies a folder with all that is in it.
  public static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    people.forEach(Person::close);
    relay.close();
  }
}
