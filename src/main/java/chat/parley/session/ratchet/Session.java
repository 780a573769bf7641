package chat.parley.session.ratchet;

import chat.parley.crypto.InvalidPublicKey;
import chat.parley.crypto.MlKem768;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.model.Bytes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One session with a contact, as a value.
///
/// @param opening what its payloads carry while the initiator has no answer; none at the responder
/// @param openedAt when this side opened it, in milliseconds
record Session(
    Transcript transcript, Optional<Opening> opening, long openedAt, RatchetState ratchet) {
  /// How long an initiator waits for an answer before it opens another session.
  static final Duration ANSWERED_WITHIN = Duration.ofDays(30);

  /// A payload, and the session after sending it.
  record Sent(Session next, Payload payload) {}

  /// A content, and the session after opening it.
  record Received(Session next, Bytes content) {}

  /// Opens a session with a prekey whose signature was checked.
  ///
  /// @throws InvalidPublicKey if a key of the prekey has low order
  static Session initiate(
      Identity self, Party contact, Prekey prekey, SecureRandom random, Instant now)
      throws InvalidPublicKey {
    RatchetKeyPair ephemeral = RatchetKeyPair.generate(random);
    Bytes theirs = Bytes.of(prekey.x25519());
    byte[] agreement = ephemeral.agree(theirs);
    MlKem768.Encapsulated kem = MlKem768.encapsulate(prekey.mlKem768(), random);
    Bytes encapsulated = Bytes.of(kem.ciphertext());
    Party own = Party.of(self);
    Transcript transcript =
        Transcript.of(own, contact, prekey, ephemeral.publicKey(), encapsulated);
    Opening opening =
        new Opening(
            prekey.id(),
            ephemeral.publicKey(),
            encapsulated,
            own.spki(),
            transcript.sign(self, random));
    RatchetState ratchet =
        RatchetState.initiator(transcript.root(agreement, kem.secret()), theirs, random);
    return new Session(transcript, Optional.of(opening), now.toEpochMilli(), ratchet);
  }

  /// Answers an opening whose transcript and signature were checked.
  static Received answer(
      Transcript transcript,
      PrekeyPrivate prekey,
      Opening opening,
      Message first,
      SecureRandom random,
      Instant now)
      throws PayloadRefused {
    RootKey root;
    try {
      root =
          transcript.root(
              prekey.x25519().agree(opening.ephemeral()),
              prekey.decapsulate(opening.encapsulated()));
    } catch (InvalidPublicKey e) {
      throw new PayloadRefused(PayloadRefused.Reason.WEAK_KEY);
    }
    RatchetState.Received received =
        RatchetState.responder(root, prekey.x25519(), transcript.digest(), first, random, now);
    return new Received(
        new Session(transcript, Optional.empty(), now.toEpochMilli(), received.next()),
        received.content());
  }

  SessionId id() {
    return transcript.session();
  }

  /// Whether the other side has said something in it.
  boolean isAnswered() {
    return opening.isEmpty();
  }

  /// Whether something can be sent on it.
  boolean canSend(Instant now) {
    boolean stale = !isAnswered() && now.toEpochMilli() - openedAt > ANSWERED_WITHIN.toMillis();
    return !stale && !ratchet.isExhausted();
  }

  Sent send(Bytes content, SecureRandom random) throws ContentTooLong {
    RatchetState.Sent sent = ratchet.send(transcript.digest(), id(), content, random);
    return new Sent(
        new Session(transcript, opening, openedAt, sent.next()),
        new Payload(opening, sent.message()));
  }

  Received open(Message message, SecureRandom random, Instant now) throws PayloadRefused {
    RatchetState.Received received = ratchet.open(transcript.digest(), message, random, now);
    return new Received(
        new Session(transcript, Optional.empty(), openedAt, received.next()), received.content());
  }

  Session freshAt(Instant now) {
    return new Session(transcript, opening, openedAt, ratchet.freshAt(now));
  }

  static Session decode(Decoder in) throws Decoder.Malformed {
    Transcript transcript = new Transcript(in.bytes(Transcript.BYTES));
    Optional<Opening> opening = in.flag() ? Optional.of(Opening.decode(in)) : Optional.empty();
    return new Session(transcript, opening, in.u63(), RatchetState.decode(in));
  }

  void encode(Encoder out) {
    out.bytes(transcript.digest()).flag(opening.isPresent());
    opening.ifPresent(each -> each.encode(out));
    out.u63(openedAt);
    ratchet.encode(out);
  }
}
