package chat.parley.client.mail;

import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.identity.PrekeyRejected;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.session.AlreadyOpened;
import chat.parley.session.NotOpened;
import chat.parley.session.ratchet.ContactSessions;
import chat.parley.session.ratchet.ContentTooLong;
import chat.parley.session.ratchet.Party;
import chat.parley.session.ratchet.Payload;
import chat.parley.session.ratchet.PrekeyPrivate;
import chat.parley.session.ratchet.PrekeyRefused;
import chat.parley.session.ratchet.SessionNeeded;
import chat.parley.wire.content.Body;
import chat.parley.wire.content.Content;
import chat.parley.wire.parley.FromClient;
import chat.parley.wire.parley.FromRelay;
import chat.parley.wire.parley.SignedPrekey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody whose client does whatever a test wants: real keys and sessions with one other, and any content
/// in them. What keeps others from doing harm is in [Mail], never here.
final class Puppet {
  private static final int ID_BYTES = 16;

  final Identity identity;
  private final World world;
  private final Map<Integer, PrekeyPrivate> prekeys = new HashMap<>();
  private final Set<Bytes> tags = new HashSet<>();
  private final Party other;
  private ContactSessions sessions;
  private @Nullable SimulatedLine line;

  Puppet(World world, Identity identity, Identity other) {
    this.world = world;
    this.identity = identity;
    this.other = new Party(other.name(), other.publicKey());
    this.sessions = ContactSessions.none(identity, this.other);
  }

  Name name() {
    return identity.name();
  }

  /// Logs in, with one prekey of last resort, new each time.
  void connect() {
    PublicIdentity self = PublicIdentity.of(name(), identity.publicKey());
    line = world.relay.connect(self);
    PrekeyPrivate prekey = PrekeyPrivate.generate(true, world.random, world.clock.instant());
    prekeys.put(prekey.prekey().id(), prekey);
    Bytes signature = Bytes.of(prekey.prekey().sign(identity, world.random));
    say(
        new FromClient.Publish(
            List.of(new SignedPrekey(Bytes.of(prekey.prekey().encode()), signature))));
    hear();
  }

  /// Opens a session with a prekey from the relay.
  void open() {
    say(new FromClient.Fetch(1, other.name()));
    FromRelay.Bundle bundle =
        line().down.stream()
            .filter(FromRelay.Bundle.class::isInstance)
            .map(FromRelay.Bundle.class::cast)
            .findFirst()
            .orElseThrow();
    line().down.remove(bundle);
    open(bundle.prekey());
  }

  void open(SignedPrekey prekey) {
    try {
      sessions =
          sessions.initiate(
              Prekey.decode(prekey.prekey().toArray()),
              prekey.signature(),
              world.random,
              world.clock.instant());
    } catch (PrekeyRefused | PrekeyRejected e) {
      throw new AssertionError(e);
    }
  }

  /// Encrypts any content, and sends nothing.
  Bytes encrypt(Bytes content) {
    try {
      ContactSessions.Sent sent = sessions.send(content, world.random, world.clock.instant());
      sessions = sent.next();
      return sent.payload();
    } catch (SessionNeeded | ContentTooLong e) {
      throw new AssertionError(e);
    }
  }

  Bytes encrypt(Body body) {
    return encrypt(letter(body).encode());
  }

  Content.Letter letter(Body body) {
    return new Content.Letter(newId(), world.clock.instant(), List.of(), body);
  }

  /// Hands a payload to the relay.
  void send(Bytes payload) {
    say(new FromClient.Send(false, newId(), other.name(), payload));
  }

  void send(Body body) {
    send(encrypt(body));
  }

  private Bytes newId() {
    byte[] id = new byte[ID_BYTES];
    world.random.nextBytes(id);
    return Bytes.of(id);
  }

  private void say(FromClient frame) {
    line().up.add(frame);
    world.relay.process(line(), Integer.MAX_VALUE);
  }

  /// Takes in all that waits, and acknowledges it.
  ///
  /// @return what of it could be opened
  List<Content> hear() {
    List<Content> heard = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = world.relay.deliver(line(), Integer.MAX_VALUE) > 0;
      while (!line().down.isEmpty()) {
        if (line().down.removeFirst() instanceof FromRelay.Deliver deliver) {
          open(deliver.payload()).ifPresent(heard::add);
          say(new FromClient.Ack(deliver.sequence()));
        }
      }
    }
    return heard;
  }

  /// The texts among contents.
  static List<String> texts(List<Content> contents) {
    List<String> texts = new ArrayList<>();
    for (Content each : contents) {
      if (each instanceof Content.Letter letter && letter.body() instanceof Body.Text text) {
        texts.add(text.text());
      }
    }
    return texts;
  }

  private Optional<Content> open(Bytes payload) {
    try {
      ContactSessions.Received received =
          sessions.open(
              Payload.decode(payload),
              id -> Optional.ofNullable(prekeys.get(id)),
              tags::contains,
              world.random,
              world.clock.instant());
      sessions = received.next();
      tags.add(received.tag());
      return Optional.of(Content.decode(received.content()));
    } catch (NotOpened | AlreadyOpened e) {
      return Optional.empty();
    }
  }

  private SimulatedLine line() {
    if (line == null) {
      throw new IllegalStateException("not connected");
    }
    return line;
  }
}
