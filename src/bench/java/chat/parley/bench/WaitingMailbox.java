package chat.parley.bench;

import chat.parley.client.HistoryUnusable;
import chat.parley.client.Messenger;
import chat.parley.client.MessengerEvent;
import chat.parley.client.Messengers;
import chat.parley.identity.Identity;
import chat.parley.identity.IdentityException;
import chat.parley.identity.KeysFolder;
import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.relay.Relay;
import chat.parley.relay.RelayNotStarted;
import chat.parley.relay.RelaySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A relay with a mailbox that is full, and its owner, who comes back to it: real TLS, real databases. Ten
/// contacts have filled it, since one may fill a tenth.
final class WaitingMailbox implements AutoCloseable {
  private static final Name BOB = new Name("bob");
  private static final int SENDERS = 10;
  private static final long PATIENCE_SECONDS = 600;

  private final Path folder;
  private final Path keys;
  private final Relay relay;

  private WaitingMailbox(Path folder) throws RelayNotStarted {
    this.folder = folder;
    this.keys = folder.resolve("keys");
    this.relay = Relay.start(RelaySettings.onThisComputer(0, folder.resolve("relay")));
  }

  /// Fills a mailbox.
  ///
  /// @param folder for everybody's data
  /// @param identities the folder of the demonstration's keys
  /// @param messages how many will wait, a multiple of ten
  static void fill(Path folder, Path identities, int messages) throws Exception {
    List<String> senders = IntStream.range(0, SENDERS).mapToObj(number -> "s" + number).toList();
    copy(identities.resolve("bob"), folder.resolve("keys").resolve("bob"));
    for (String sender : senders) {
      copy(identities.resolve("alice"), folder.resolve("keys").resolve(sender));
    }
    try (WaitingMailbox mailbox = new WaitingMailbox(folder)) {
      mailbox.introduce(senders);
      for (String sender : senders) {
        mailbox.write(sender, messages / SENDERS, Delivery.AtRelay.class::isInstance);
      }
    }
  }

  /// Fills a mailbox from a process of its own, so that this one does not get warm.
  static void fillApart(Path folder, Path identities, int messages) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WaitingMailbox.class.getName(),
                folder.toString(),
                identities.toString(),
                Integer.toString(messages))
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the mailbox could not be filled");
    }
  }

  static void main(String... args) throws Exception {
    fill(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]));
  }

  /// Opens a copy of a mailbox that was filled.
  static WaitingMailbox open(Path filled, Path folder) throws IOException {
    copy(filled, folder);
    return new WaitingMailbox(folder);
  }

  private void introduce(List<String> senders) throws Exception {
    try (Messenger _ = logIn("bob")) {
      for (String sender : senders) {
        write(sender, 1, Delivery.Delivered.class::isInstance);
      }
    }
  }

  private void write(String sender, int count, Predicate<Delivery> enough) throws Exception {
    CountDownLatch sent = new CountDownLatch(count);
    Set<ChatMessage> seen = new HashSet<>();
    try (Messenger messenger = logIn(sender)) {
      messenger.listen(
          event -> {
            if (event instanceof MessengerEvent.MessageChanged changed
                && changed.message() instanceof ChatMessage.Outgoing own
                && enough.test(own.delivery())
                && seen.add(own)) {
              sent.countDown();
            }
          });
      for (int number = 0; number < count; number++) {
        messenger.send(BOB, "A message of about the usual length, number " + number + ".");
      }
      await(sent);
    }
  }

  /// The owner logs in, and takes in what waits.
  void drain(int messages) throws Exception {
    try (Messenger bob = owner()) {
      await(arrivals(bob, messages));
    }
  }

  /// The owner, who begins to take in what waits.
  Messenger owner() throws Exception {
    return logIn("bob");
  }

  /// Counts down with each text that comes.
  static CountDownLatch arrivals(Messenger owner, int messages) {
    CountDownLatch came = new CountDownLatch(messages);
    owner.listen(
        event -> {
          if (event instanceof MessengerEvent.MessageAdded added
              && added.message() instanceof ChatMessage.Incoming) {
            came.countDown();
          }
        });
    return came;
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(latch.getCount() + " are missing");
    }
  }

  private Messenger logIn(String name) throws IdentityException, HistoryUnusable {
    KeysFolder all = KeysFolder.at(keys);
    Identity identity = all.unlock(new Name(name), new char[0]);
    Invitation invitation =
        new Invitation(
            "127.0.0.1", relay.parleyAddress().getPort(), relay.fingerprint().orElseThrow());
    Messengers messengers =
        new Messengers(
            folder.resolve(name),
            () -> {
              throw new IOException("there is no relay of one's own");
            });
    return messengers.open(identity, all, new RelayAddress.Parley(invitation));
  }

  @Override
  public void close() {
    relay.close();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
