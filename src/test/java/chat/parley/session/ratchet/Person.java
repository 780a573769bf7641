package chat.parley.session.ratchet;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.RsaPrivate;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.session.AlreadyOpened;
import chat.parley.session.NotOpened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One side of a conversation with one contact, which commits everything at once, as a client would.
final class Person {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Identity ALICE = demonstration("alice");
  static final Identity BOB = demonstration("bob");
  static final Identity CAROL = demonstration("carol");

  final Identity identity;
  final SecureRandom random;
  final Map<Integer, PrekeyPrivate> prekeys = new HashMap<>();
  final Set<Bytes> tags = new HashSet<>();
  ContactSessions sessions;

  Person(Identity identity, Identity contact, long seed) {
    this.identity = identity;
    this.random = new SeededRandom(seed);
    this.sessions = ContactSessions.none(identity, Party.of(contact));
  }

  private static Identity demonstration(String name) {
    try {
      String pem = Files.readString(Path.of("keys", name, "priv.pem"));
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
      return new Identity(new Name(name), RsaPrivate.fromPkcs8(der));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (KeyRejected e) {
      throw new IllegalStateException(e);
    }
  }

  static Person alice() {
    return new Person(ALICE, BOB, 1);
  }

  static Person bob() {
    return new Person(BOB, ALICE, 2);
  }

  /// A new prekey, kept.
  PrekeyPrivate publish(boolean lastResort, Instant now) {
    PrekeyPrivate prekey = PrekeyPrivate.generate(lastResort, random, now);
    prekeys.put(prekey.prekey().id(), prekey);
    return prekey;
  }

  void open(Person contact, Instant now) throws PrekeyRefused {
    open(contact, contact.publish(false, now), now);
  }

  void open(Person contact, PrekeyPrivate prekey, Instant now) throws PrekeyRefused {
    Bytes signature = Bytes.of(prekey.prekey().sign(contact.identity, random));
    sessions = sessions.initiate(prekey.prekey(), signature, random, now);
  }

  Bytes say(String text, Instant now) throws SessionNeeded, ContentTooLong {
    ContactSessions.Sent sent = sessions.send(utf8(text), random, now);
    sessions = sent.next();
    return sent.payload();
  }

  String hear(Bytes payload, Instant now) throws AlreadyOpened, NotOpened {
    return text(receive(payload, now).content());
  }

  ContactSessions.Received receive(Bytes payload, Instant now) throws AlreadyOpened, NotOpened {
    ContactSessions.Received received = peek(payload, now);
    sessions = received.next();
    tags.add(received.tag());
    received.spent().ifPresent(this::spend);
    return received;
  }

  /// Opens without committing anything.
  ContactSessions.Received peek(Bytes payload, Instant now) throws AlreadyOpened, NotOpened {
    return sessions.open(
        Payload.decode(payload),
        id -> Optional.ofNullable(prekeys.get(id)),
        tags::contains,
        random,
        now);
  }

  private void spend(int id) {
    prekeys.computeIfPresent(id, (key, half) -> half.prekey().lastResort() ? half : null);
  }

  Bytes state() {
    return sessions.encode();
  }

  /// As after a restart, or from a copy of the database.
  void restore(Bytes state) throws StateDamaged {
    sessions = ContactSessions.decode(identity, sessions.contact(), state);
  }

  static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(Bytes content) {
    return new String(content.toArray(), StandardCharsets.UTF_8);
  }

  static Bytes flipped(Bytes bytes, int bit) {
    byte[] copy = bytes.toArray();
    copy[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.of(copy);
  }
}
