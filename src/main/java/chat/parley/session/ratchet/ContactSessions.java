package chat.parley.session.ratchet;

import chat.parley.crypto.InvalidPublicKey;
import chat.parley.crypto.Label;
import chat.parley.crypto.Sha256;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.model.Bytes;
import chat.parley.session.AlreadyOpened;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// All sessions with one contact under one key, as a value that never changes: what is sent and opened gives
/// the next value, to be committed together with the message, before the network hears of either.
///
/// The session that was last opened or last received on comes first: it is the one to send on. There is no
/// tie-break when both sides open one at once, since that would stop the ratchet from healing.
public final class ContactSessions {
  /// How many sessions are kept: the ones last used.
  static final int MOST = 5;

  private static final Duration PREKEY_VALID = Duration.ofDays(90);
  private static final int VERSION = 1;
  private static final Label BINDING = new Label("parley1 state");

  private final Identity self;
  private final Party contact;
  private final List<Session> sessions;
  private final OpenedIds opened;

  private ContactSessions(Identity self, Party contact, List<Session> sessions, OpenedIds opened) {
    this.self = self;
    this.contact = contact;
    this.sessions = List.copyOf(sessions);
    this.opened = opened;
  }

  /// No session yet.
  ///
  /// @param contact the name together with the key that is pinned for it
  public static ContactSessions none(Identity self, Party contact) {
    return new ContactSessions(self, contact, List.of(), OpenedIds.NONE);
  }

  /// What was sent.
  ///
  /// @param next the sessions after it
  /// @param session the session that carries it
  public record Sent(ContactSessions next, Bytes payload, SessionId session) {}

  /// What was opened.
  ///
  /// @param next the sessions after it
  /// @param tag to be remembered, see [OpenedTags]
  /// @param session the session that carried it
  /// @param spent the prekey that the contact opened a session with by this payload: a one-time prekey is
  ///     deleted in the transaction that commits the content
  /// @param replaces whether the contact opened a session while another was in use: a line in the
  ///     conversation
  public record Received(
      ContactSessions next,
      Bytes content,
      Bytes tag,
      SessionId session,
      OptionalInt spent,
      boolean replaces) {}

  /// Opens a session, which becomes the one to send on.
  ///
  /// @param prekey as fetched for the contact's name
  /// @param signature as fetched with it
  /// @throws PrekeyRefused if it is not to be used; nothing was computed with it unless its signature holds
  public ContactSessions initiate(Prekey prekey, Bytes signature, SecureRandom random, Instant now)
      throws PrekeyRefused {
    if (contact.hasKeyOf(Party.of(self))) {
      throw new PrekeyRefused(PrekeyRefused.Reason.OWN_KEY);
    }
    if (!prekey.isSignedBy(contact.name(), contact.key(), signature.toArray())) {
      throw new PrekeyRefused(PrekeyRefused.Reason.BAD_SIGNATURE);
    }
    if (prekey.issued().isBefore(now.minus(PREKEY_VALID))) {
      throw new PrekeyRefused(PrekeyRefused.Reason.TOO_OLD);
    }
    try {
      return withFirst(Session.initiate(self, contact, prekey, random, now), opened);
    } catch (InvalidPublicKey e) {
      throw new PrekeyRefused(PrekeyRefused.Reason.WEAK_KEY);
    }
  }

  /// Whether something can be sent; if not, a session is to be opened first.
  public boolean canSend(Instant now) {
    return !sessions.isEmpty() && sessions.getFirst().canSend(now);
  }

  /// Encrypts a content.
  ///
  /// @throws SessionNeeded if there is no session, or the contact has not answered one for 30 days
  /// @throws ContentTooLong if it is longer than [Padding#MAX_CONTENT_BYTES]
  public Sent send(Bytes content, SecureRandom random, Instant now)
      throws SessionNeeded, ContentTooLong {
    if (!canSend(now)) {
      throw new SessionNeeded();
    }
    Session.Sent sent = sessions.getFirst().send(content, random);
    return new Sent(withFirst(sent.next(), opened), sent.payload().encode(), sent.next().id());
  }

  /// Opens what came under the contact's name: see the package for the order of the checks.
  ///
  /// @throws AlreadyOpened if this very payload was opened before
  /// @throws UnexpectedKey if it opens a session with another key than the contact's
  /// @throws PayloadRefused if nothing here opens it
  public Received open(
      Payload payload, PrekeyShelf prekeys, OpenedTags tags, SecureRandom random, Instant now)
      throws AlreadyOpened, UnexpectedKey, PayloadRefused {
    if (tags.contains(payload.tag())) {
      throw new AlreadyOpened();
    }
    Optional<Session> live =
        sessions.stream().filter(each -> each.id().equals(payload.session())).findFirst();
    if (live.isPresent()) {
      Session.Received received = live.get().open(payload.message(), random, now);
      return received(payload, received, opened, OptionalInt.empty());
    }
    Opening opening =
        payload.opening().orElseThrow(() -> new PayloadRefused(PayloadRefused.Reason.NO_SESSION));
    Session.Received received = answer(opening, payload, prekeys, random, now);
    return received(
        payload,
        received,
        opened.with(payload.session(), opening.prekey()),
        OptionalInt.of(opening.prekey()));
  }

  private Session.Received answer(
      Opening opening, Payload payload, PrekeyShelf prekeys, SecureRandom random, Instant now)
      throws UnexpectedKey, PayloadRefused {
    Party own = Party.of(self);
    if (opening.spki().equals(own.spki()) || contact.hasKeyOf(own)) {
      throw new PayloadRefused(PayloadRefused.Reason.OWN_KEY);
    }
    if (!opening.spki().equals(contact.spki())) {
      throw new UnexpectedKey(opening.spki());
    }
    if (opened.contains(payload.session())) {
      throw new PayloadRefused(PayloadRefused.Reason.OPENED_BEFORE);
    }
    if (opened.isFull()) {
      throw new PayloadRefused(PayloadRefused.Reason.TOO_MANY_OPENINGS);
    }
    PrekeyPrivate prekey =
        prekeys
            .find(opening.prekey())
            .orElseThrow(() -> new PayloadRefused(PayloadRefused.Reason.PREKEY_GONE));
    Transcript transcript =
        Transcript.of(contact, own, prekey.prekey(), opening.ephemeral(), opening.encapsulated());
    if (!transcript.session().equals(payload.session())) {
      throw new PayloadRefused(PayloadRefused.Reason.WRONG_TRANSCRIPT);
    }
    if (!transcript.isSignedBy(contact, opening.signature())) {
      throw new PayloadRefused(PayloadRefused.Reason.BAD_SIGNATURE);
    }
    return Session.answer(transcript, prekey, opening, payload.message(), random, now);
  }

  private Received received(
      Payload payload, Session.Received received, OpenedIds ids, OptionalInt spent) {
    boolean inUse = sessions.stream().anyMatch(Session::isAnswered);
    return new Received(
        withFirst(received.next(), ids),
        received.content(),
        payload.tag(),
        payload.session(),
        spent,
        spent.isPresent() && inUse);
  }

  private ContactSessions withFirst(Session first, OpenedIds ids) {
    List<Session> ordered = new ArrayList<>(MOST);
    ordered.add(first);
    sessions.stream()
        .filter(each -> !each.id().equals(first.id()))
        .limit(MOST - 1)
        .forEach(ordered::add);
    return new ContactSessions(self, contact, ordered, ids);
  }

  /// Without what is too old: keys of messages that have not come for 60 days, and the memory of openings
  /// whose prekey is gone. Called once a day or so, also while nothing comes.
  ///
  /// @param prekeyIsKept whether the private half of a prekey is still here
  public ContactSessions freshAt(Instant now, IntPredicate prekeyIsKept) {
    return new ContactSessions(
        self,
        contact,
        sessions.stream().map(each -> each.freshAt(now)).toList(),
        opened.whose(prekeyIsKept));
  }

  /// All sessions closed, since another key was accepted for the name. What this contact has opened is
  /// remembered, in case the key comes back.
  public ContactSessions closed() {
    return new ContactSessions(self, contact, List.of(), opened);
  }

  public Party contact() {
    return contact;
  }

  /// Reads what [#encode] wrote for the same two people.
  ///
  /// @throws StateDamaged if it is anything else
  public static ContactSessions decode(Identity self, Party contact, Bytes bytes)
      throws StateDamaged {
    try {
      Decoder in = new Decoder(bytes.toArray());
      if (in.u8() != VERSION) {
        throw new StateDamaged("sessions of another version");
      }
      if (!in.bytes(Sha256.BYTES).equals(binding(self, contact))) {
        throw new StateDamaged("sessions of somebody else");
      }
      int count = Decoder.count(in.u8(), MOST);
      List<Session> sessions = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        sessions.add(Session.decode(in));
      }
      OpenedIds opened = OpenedIds.decode(in);
      in.requireEnd();
      return new ContactSessions(self, contact, sessions, opened);
    } catch (Decoder.Malformed e) {
      throw new StateDamaged("sessions");
    }
  }

  /// The whole state, in version 1: a secret. A typical one has about 400 bytes a session, the largest
  /// possible one, every session waiting for 2,000 messages, 800 KiB.
  public Bytes encode() {
    Encoder out = new Encoder().u8(VERSION).bytes(binding(self, contact)).u8(sessions.size());
    sessions.forEach(each -> each.encode(out));
    opened.encode(out);
    return Bytes.of(out.toArray());
  }

  private static Bytes binding(Identity self, Party contact) {
    return Bytes.of(Sha256.digest(BINDING.prefix(), Party.of(self).encode(), contact.encode()));
  }

  @Override
  public String toString() {
    return "ContactSessions[" + contact.name() + ", " + sessions.size() + "]";
  }
}
