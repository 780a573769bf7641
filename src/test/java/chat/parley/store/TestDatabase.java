package chat.parley.store;

import chat.parley.crypto.Keys;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact.Standing;
import chat.parley.model.Delivery;
import chat.parley.model.Fingerprint;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// A database to try things with, and values to put into it.
final class TestDatabase {
  static final Name BOB = new Name("bob-of-the-tests");
  static final Name CAROL = new Name("carol");
  static final Instant NOW = Instant.parse("2026-11-22T21:07:33.123456789Z");
  static final Fingerprint PIN = new Fingerprint(filled(32, 7).toArray());
  static final Fingerprint KEY = new Fingerprint(filled(32, 9).toArray());

  private static final SecureRandom RANDOM = new SecureRandom();

  private TestDatabase() {}

  static Identity alice() throws Exception {
    return new Identity(new Name("alice"), Keys.privateKey());
  }

  /// Somebody with another key.
  static Identity mallory() throws Exception {
    return new Identity(new Name("mallory"), Keys.privateKey("other.pem"));
  }

  static ClientDatabase open(Path folder) throws Exception {
    return open(folder, InstantSource.fixed(NOW));
  }

  static ClientDatabase open(Path folder, InstantSource clock) throws Exception {
    return ClientDatabase.open(folder, alice(), PIN, RANDOM, clock);
  }

  /// The file that [#open] opens.
  static Path file(Path folder) throws Exception {
    return file(folder, alice(), PIN);
  }

  static Path file(Path folder, Identity identity, Fingerprint pin) {
    return DatabaseFile.of(folder, DatabaseFile.owner(identity.fingerprint(), pin)).path();
  }

  /// Everything that lies beside the database's file, the journal too.
  static List<byte[]> bytesOnDisk(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("accounts"))) {
      return files.map(TestDatabase::read).toList();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean occurs(byte[] part, byte[] whole) {
    return new String(whole, StandardCharsets.ISO_8859_1)
        .contains(new String(part, StandardCharsets.ISO_8859_1));
  }

  static void addContacts(ClientDatabase database) throws Exception {
    database.change(
        tables -> {
          tables.contacts().put(StoredContact.of(BOB, Standing.ACCEPTED));
          tables.contacts().put(StoredContact.of(CAROL, Standing.REQUEST));
        });
  }

  static ChatMessage.Incoming incoming(Name from, int number) {
    return new ChatMessage.Incoming(
        id(number), from, NOW.plusSeconds(number), "text " + number, false);
  }

  static ChatMessage.Outgoing outgoing(Name to, int number, Delivery delivery) {
    return new ChatMessage.Outgoing(
        id(number), to, NOW.plusSeconds(number), "own text " + number, delivery);
  }

  static LoggedContent content(int number) {
    return new LoggedContent(contentId(number), NOW.plusSeconds(number), KEY);
  }

  static MessageId id(int number) {
    return MessageId.of(ByteBuffer.allocate(16).putInt(number).array());
  }

  static Bytes contentId(int number) {
    return Bytes.of(ByteBuffer.allocate(16).putInt(12, number).array());
  }

  static Bytes filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return Bytes.of(bytes);
  }

  static Bytes random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
