package chat.parley.session.ratchet;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.RsaPublic;
import chat.parley.identity.Fingerprints;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Name;
import java.util.Optional;
import java.util.OptionalInt;

/// What one side hands to the relay for the other, as bytes: `1 ‖ 1 ‖ opening ‖ message` until the session
/// is answered, then `1 ‖ 2 ‖ message`. Of the right form, and nothing more is known about it.
public final class Payload {
  /// The longest payload in bytes.
  public static final int MAX_BYTES =
      2 + Opening.MAX_BYTES + Header.BYTES + 16 + Padding.MAX_BYTES + 32;

  private static final int VERSION = 1;
  private static final int WITH_OPENING = 1;
  private static final int WITHOUT_OPENING = 2;

  private final Optional<Opening> opening;
  private final Message message;

  Payload(Optional<Opening> opening, Message message) {
    this.opening = opening;
    this.message = message;
  }

  /// @throws PayloadRefused as [PayloadRefused.Reason#MALFORMED] if it has not the form
  public static Payload decode(Bytes bytes) throws PayloadRefused {
    if (bytes.length() > MAX_BYTES) {
      throw new PayloadRefused(PayloadRefused.Reason.MALFORMED);
    }
    try {
      Decoder in = new Decoder(bytes.toArray());
      if (in.u8() != VERSION) {
        throw new Decoder.Malformed();
      }
      return switch (in.u8()) {
        case WITH_OPENING -> new Payload(Optional.of(Opening.decode(in)), Message.decode(in));
        case WITHOUT_OPENING -> new Payload(Optional.empty(), Message.decode(in));
        default -> throw new Decoder.Malformed();
      };
    } catch (Decoder.Malformed e) {
      throw new PayloadRefused(PayloadRefused.Reason.MALFORMED);
    }
  }

  Bytes encode() {
    Encoder out = new Encoder().u8(VERSION);
    if (opening.isPresent()) {
      out.u8(WITH_OPENING);
      opening.get().encode(out);
    } else {
      out.u8(WITHOUT_OPENING);
    }
    message.encode(out);
    return Bytes.of(out.toArray());
  }

  /// The SubjectPublicKeyInfo that the sender of an opening claims to have, not checked for anything: what
  /// a message request of a stranger goes by.
  public Optional<Bytes> claimedKey() {
    return opening.map(Opening::spki);
  }

  /// Whether its opening may hold, as far as that can be known at little cost, before anything is computed with
  /// the key that it claims: the prekey is here, the id is the transcript's, the signature has the key's length.
  ///
  /// @param name under which it came
  /// @return the length of the claimed modulus in bits, by which anybody can know what it costs to go on; empty if
  ///     the opening does not hold, or there is none
  public OptionalInt plausibleBits(Identity self, Name name, PrekeyShelf prekeys) {
    try {
      return opening.isPresent()
          ? plausibleBits(opening.get(), self, name, prekeys)
          : OptionalInt.empty();
    } catch (KeyRejected e) {
      return OptionalInt.empty();
    }
  }

  private OptionalInt plausibleBits(Opening claimed, Identity self, Name name, PrekeyShelf prekeys)
      throws KeyRejected {
    byte[] spki = claimed.spki().toArray();
    int bits = RsaPublic.claimedBits(spki);
    if (claimed.signature().length() != (bits + 7) / 8) {
      return OptionalInt.empty();
    }
    byte[] initiator = Party.encode(name, Fingerprints.ofSpki(spki));
    return prekeys
            .find(claimed.prekey())
            .map(
                own ->
                    Transcript.of(
                        initiator,
                        Party.of(self),
                        own.prekey(),
                        claimed.ephemeral(),
                        claimed.encapsulated()))
            .filter(transcript -> transcript.session().equals(session()))
            .isPresent()
        ? OptionalInt.of(bits)
        : OptionalInt.empty();
  }

  /// How far along their chains it claims that its place and the end of the chain before are: about so many
  /// steps are done before its tag can be checked.
  public long reach() {
    return Math.max(message.header().counter(), message.header().previous());
  }

  /// The session that it claims to belong to.
  public SessionId session() {
    return message.header().session();
  }

  /// The 32 bytes by which a repeated payload is known.
  public Bytes tag() {
    return message.tag();
  }

  Optional<Opening> opening() {
    return opening;
  }

  Message message() {
    return message;
  }
}
