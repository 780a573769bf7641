package chat.parley.session.ratchet;

import chat.parley.model.Bytes;
import java.util.Optional;

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
