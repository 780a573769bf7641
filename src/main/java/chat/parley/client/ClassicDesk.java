package chat.parley.client;

import chat.parley.identity.Identity;
import chat.parley.identity.PeerEntry;
import chat.parley.identity.PublicIdentity;
import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Fingerprint;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.model.Protection;
import chat.parley.session.classic.ClassicSession;
import chat.parley.session.classic.ConnectionKey;
import chat.parley.store.VerifiedKeys;
import chat.parley.wire.FrameException;
import chat.parley.wire.classic.ClassicBody;
import chat.parley.wire.classic.ClassicFrame;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Where everything about classic conversations meets: the link, the room of a connection, and what the user
/// writes, which goes out ([RoomNews] writes down what happens in the room). Only who is in the keys folder can be written with: there are no requests,
/// and neither receipts nor a word for typing. Belongs to the core thread.
final class ClassicDesk implements Desk, ClassicLine.User, Outbox.Road {
  /// What a `message` frame takes beside the ciphertext: field names, two names, tag and IV.
  private static final int FRAME_OVERHEAD = 512;

  private final Core core;
  private final Identity me;
  private final VerifiedKeys verified;
  private final KeyRing keys;
  private final Messengers.Surroundings around;
  private final Listeners listeners;
  private final Notices notices;
  private final Contacts contacts;
  private final Journal journal;
  private final Outbox outbox = new Outbox(this);
  private final RoomNews news;
  private Connection connection = new Connection.Connecting();
  private @Nullable ConnectionKey nextKey;
  private @Nullable ClassicLink link;
  private @Nullable ClassicRoom room;

  ClassicDesk(Core core, Identity me, Listeners listeners, Messengers.Surroundings around) {
    this.core = core;
    this.me = me;
    this.verified =
        VerifiedKeys.open(around.dataFolder(), me.fingerprint(), around.clock().instant());
    this.keys = new KeyRing(verified);
    this.listeners = listeners;
    this.around = around;
    this.notices =
        new Notices(around.clock(), notice -> listeners.tell(new MessengerEvent.Noticed(notice)));
    this.contacts = new Contacts(me.name(), keys, this::attendance, listeners::tell);
    this.journal = new Journal(contacts, listeners::tell, around.clock(), around.random());
    this.news =
        new RoomNews(
            me.name(),
            keys,
            contacts,
            journal,
            outbox,
            notices,
            contact -> attendance(contact).isForged(),
            this::abortLink);
  }

  @Override
  public void begin() {
    verified
        .damaged()
        .ifPresent(path -> notices.tell(new Notice.VerificationsDamaged(path.toString())));
  }

  @Override
  public List<Contact> contacts() {
    return contacts.all();
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public Protection protection() {
    return Protection.CLASSIC;
  }

  // What the user does

  @Override
  public void send(Name contact, String text) {
    if (isTooLarge(text)) {
      journal.outgoing(contact, text, new Delivery.Failed(Delivery.FailReason.TOO_LARGE));
      return;
    }
    Delivery waiting = new Delivery.Waiting(obstacle(contact));
    outbox.add(contact, journal.outgoing(contact, text, waiting).id());
  }

  private boolean isTooLarge(String text) {
    return FRAME_OVERHEAD + ClassicSession.sealedLength(text, me.name().value())
        > ClassicFrame.MAX_BODY;
  }

  @Override
  public void retry(MessageId id) {
    Optional<ChatMessage.Outgoing> message = journal.outgoing(id);
    if (message.isPresent()
        && message.get().delivery() instanceof Delivery.Failed
        && !isTooLarge(message.get().text())) {
      Name contact = message.get().conversation();
      delivery(contact, id, new Delivery.Waiting(obstacle(contact)));
      outbox.add(contact, id);
    }
  }

  @Override
  public void discard(MessageId id) {
    journal
        .outgoing(id)
        .filter(
            message ->
                message.delivery() instanceof Delivery.Failed
                    || outbox.remove(message.conversation(), id))
        .ifPresent(message -> journal.remove(message.conversation(), id));
  }

  @Override
  public List<ChatMessage> page(Name contact, @Nullable MessageId before, int limit) {
    return contacts
        .existing(contact)
        .map(conversation -> conversation.page(before, limit))
        .orElse(List.of());
  }

  @Override
  public Passage fromBeginning(Name contact) {
    return new Snapshot(() -> page(contact, null, Integer.MAX_VALUE));
  }

  @Override
  public Passage fromEnd(Name contact) {
    return new Snapshot(() -> page(contact, null, Integer.MAX_VALUE).reversed());
  }

  @Override
  public Optional<ShownKey> shownKey(Name contact) {
    return keys.key(contact)
        .map(key -> new ShownKey(PublicIdentity.of(contact, key.key()), key.file()));
  }

  @Override
  public void markRead(Name contact) {
    journal.markRead(contact);
  }

  @Override
  public void verify(Name contact, Fingerprint compared) {
    try {
      keys.verify(contact, compared, around.clock().instant());
    } catch (IOException e) {
      notices.tell(new Notice.VerificationsNotSaved());
    }
    news.changed(contact);
  }

  @Override
  public void withdrawVerification(Name contact) {
    try {
      keys.withdraw(contact);
    } catch (IOException e) {
      notices.tell(new Notice.VerificationsNotSaved());
    }
    news.changed(contact);
  }

  @Override
  public void tell(Notice notice) {
    notices.tell(notice);
  }

  // The keys folder

  @Override
  public void keysRead(List<PeerEntry> peers) {
    KeyRing.Changes changes = keys.update(peers);
    for (Name contact : changes.touched()) {
      boolean isRekeyed = changes.rekeyed().contains(contact);
      if (room != null && (isRekeyed || isKeyAwaited(room, contact))) {
        room.rekeyed(contact);
      }
      // A changed pub.pem of one's own is no news of a contact, and no reason to talk to oneself.
      if (isRekeyed && !contact.equals(me.name())) {
        notices.tell(new Notice.KeyChanged(contact));
        journal.note(contact, ChatMessage.Note.Kind.KEY_CHANGED);
      }
      news.changed(contact);
    }
  }

  private boolean isKeyAwaited(ClassicRoom here, Name contact) {
    return keys.key(contact).isPresent()
        && here.standing(contact).equals(Optional.of(ClassicMembers.Standing.KEY_MISSING));
  }

  // The connection

  private void makeKey() {
    core.offload(
        () -> {
          ConnectionKey made = ConnectionKey.generate(around.random());
          return () -> {
            nextKey = made;
            enter();
          };
        },
        () -> {});
  }

  @Override
  public void opened(ClassicLink opened) {
    link = opened;
    enter();
  }

  /// Goes in as soon as there is a link, and a key for it.
  private void enter() {
    ClassicLink to = link;
    ConnectionKey key = nextKey;
    if (to != null && key != null && room == null) {
      nextKey = null;
      room = new ClassicRoom(core, news, me, key, around.random(), body -> submit(to, body));
      room.enter();
      outbox.sendAll();
    }
  }

  private void submit(ClassicLink to, ClassicBody body) {
    try {
      var _ = to.submit(body.json(), () -> {});
    } catch (FrameException e) {
      throw new IllegalStateException("a frame of a handshake is short", e);
    }
  }

  @Override
  public void arrived(ClassicBody body, Runnable done) {
    if (room == null) {
      // An original server tells of others at once: they will answer our announcement.
      if (body instanceof ClassicBody.SessionKey || body instanceof ClassicBody.EncryptedMessage) {
        news.senseless("a frame came before the key was announced");
      }
      done.run();
    } else {
      room.receive(body, done);
    }
  }

  @Override
  public void disconnected() {
    if (room != null) {
      room.close();
    }
    room = null;
    link = null;
    outbox.linkLost();
  }

  @Override
  public void changed(Connection next) {
    connection = next;
    if (next instanceof Connection.Connecting && nextKey == null) {
      makeKey();
    }
    listeners.tell(new MessengerEvent.ConnectionChanged(next));
    contacts.refreshAll();
    outbox.sendAll();
  }

  private Contacts.Attendance attendance(Name contact) {
    if (!(connection instanceof Connection.Connected)) {
      return new Contacts.Attendance(Presence.UNKNOWN, false);
    }
    Optional<ClassicMembers.Standing> standing =
        room == null ? Optional.empty() : room.standing(contact);
    return new Contacts.Attendance(
        standing.isPresent() ? Presence.HERE : Presence.AWAY,
        standing.equals(Optional.of(ClassicMembers.Standing.SIGNATURE_WRONG)));
  }

  @Override
  public void senseless(String sentence) {
    news.senseless(sentence);
  }

  private void abortLink() {
    if (link != null) {
      link.abort();
    }
  }

  // The way out

  @Override
  public Delivery.WaitReason obstacle(Name contact) {
    if (keys.isBlocked(contact)) {
      return Delivery.WaitReason.KEY_CHANGED;
    }
    if (room == null) {
      return Delivery.WaitReason.NOT_CONNECTED;
    }
    Optional<ClassicMembers.Standing> standing = room.standing(contact);
    if (standing.isEmpty()) {
      return Delivery.WaitReason.CONTACT_AWAY;
    }
    boolean hasKey = contact.equals(me.name()) || keys.key(contact).isPresent();
    return hasKey && standing.get() == ClassicMembers.Standing.PROVEN
        ? Delivery.WaitReason.SENDING
        : Delivery.WaitReason.NO_SESSION_YET;
  }

  @Override
  public boolean hasRoom() {
    return link != null && link.hasRoom();
  }

  @Override
  public BooleanSupplier take(Name contact, MessageId message, Runnable written)
      throws FrameException {
    if (room == null || link == null) {
      throw new IllegalStateException("there is no way out");
    }
    Optional<ChatMessage.Outgoing> outgoing = journal.outgoing(contact, message);
    if (outgoing.isEmpty()) {
      // It was sent once, and had to make room in the conversation before it came back.
      core.execute(written);
      return () -> false;
    }
    return link.submit(room.seal(contact, outgoing.get().text()).json(), written);
  }

  @Override
  public void delivery(Name contact, MessageId message, Delivery delivery) {
    journal.delivery(contact, message, delivery);
  }
}
