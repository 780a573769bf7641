package chat.parley.session.ratchet;

import chat.parley.crypto.InvalidPublicKey;
import chat.parley.crypto.X25519;
import chat.parley.model.Bytes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/// One side of a Double Ratchet (Signal, *The Double Ratchet Algorithm*, section 3, without header
/// encryption), as a value: sending and opening give another state and leave this one as it is.
///
/// @param root from which the next turn goes on
/// @param own this side's current key pair
/// @param theirs the other side's current public key
/// @param sending the next place in this side's chain
/// @param previous how many messages this side's chain before had
/// @param receiving the next place in the other side's chain; none until the initiator has an answer
/// @param skipped keys of messages that are still on their way
record RatchetState(
    RootKey root,
    RatchetKeyPair own,
    Bytes theirs,
    ChainKey sending,
    long previous,
    Optional<ChainKey> receiving,
    SkippedKeys skipped) {

  /// A message, and the state after sending it.
  record Sent(RatchetState next, Message message) {}

  /// A content, and the state after opening it.
  record Received(RatchetState next, Bytes content) {}

  /// The initiator's first state.
  ///
  /// @param theirs the X25519 half of the prekey
  /// @throws InvalidPublicKey if it has low order
  static RatchetState initiator(RootKey root, Bytes theirs, SecureRandom random)
      throws InvalidPublicKey {
    RatchetKeyPair own = RatchetKeyPair.generate(random);
    RootKey.Turn turn = root.turn(own.agree(theirs));
    return new RatchetState(
        turn.root(), own, theirs, turn.chain(), 0, Optional.empty(), SkippedKeys.NONE);
  }

  /// The responder's first state: there is none before a first message opens.
  ///
  /// @param prekey the X25519 half of the prekey, as the first own pair
  static Received responder(
      RootKey root,
      RatchetKeyPair prekey,
      Bytes transcript,
      Message first,
      SecureRandom random,
      Instant now)
      throws PayloadRefused {
    ReceivingTurn turn = ReceivingTurn.open(root, prekey, transcript, first);
    return new Received(turn.next(0, SkippedKeys.NONE, random, now), turn.content());
  }

  /// Whether the chain has no place left: never, in practice.
  boolean isExhausted() {
    return sending.index() >= ChainKey.END;
  }

  Sent send(Bytes transcript, SessionId session, Bytes content, SecureRandom random)
      throws ContentTooLong {
    Header header = new Header(session, own.publicKey(), previous, sending.index());
    Message message =
        sending.messageKey().seal(transcript, header, Padding.pad(content.toArray()), random);
    return new Sent(
        new RatchetState(root, own, theirs, sending.next(), previous, receiving, skipped), message);
  }

  Received open(Bytes transcript, Message message, SecureRandom random, Instant now)
      throws PayloadRefused {
    Header header = message.header();
    Optional<SkippedKeys.Skipped> late = skipped.find(header, now);
    if (late.isPresent()) {
      Bytes content = late.get().key().open(transcript, message);
      return new Received(
          withReceiving(receiving, skipped.without(late.get()).freshAt(now)), content);
    }
    if (receiving.isPresent() && header.ratchetKey().equals(theirs)) {
      ChainWalk walk = ChainWalk.to(header.counter(), receiving.get());
      Bytes content = walk.end().messageKey().open(transcript, message);
      return new Received(
          withReceiving(
              Optional.of(walk.end().next()), skipped.freshAt(now).with(theirs, walk, now)),
          content);
    }
    requireNear(header.previous());
    ReceivingTurn turn = ReceivingTurn.open(root, own, transcript, message);
    return new Received(
        turn.next(sending.index(), skippedWithRestOfChain(header, now), random, now),
        turn.content());
  }

  private void requireNear(long end) throws PayloadRefused {
    if (end - receiving.map(ChainKey::index).orElse(0L) > ChainWalk.MOST_AHEAD) {
      throw new PayloadRefused(PayloadRefused.Reason.TOO_FAR_AHEAD);
    }
  }

  /// The keys of the chain that the other side has ended, up to its end. Only for a message that is
  /// authentic: nobody else can make this side walk that way.
  private SkippedKeys skippedWithRestOfChain(Header header, Instant now) throws PayloadRefused {
    SkippedKeys fresh = skipped.freshAt(now);
    if (receiving.isEmpty() || header.previous() <= receiving.get().index()) {
      return fresh;
    }
    return fresh.with(theirs, ChainWalk.to(header.previous(), receiving.get()), now);
  }

  private RatchetState withReceiving(Optional<ChainKey> chain, SkippedKeys left) {
    return new RatchetState(root, own, theirs, sending, previous, chain, left);
  }

  /// Without the keys that are too old.
  RatchetState freshAt(Instant now) {
    SkippedKeys fresh = skipped.freshAt(now);
    return fresh.equals(skipped) ? this : withReceiving(receiving, fresh);
  }

  static RatchetState decode(Decoder in) throws Decoder.Malformed {
    RootKey root = new RootKey(in.bytes(RootKey.BYTES));
    RatchetKeyPair own = RatchetKeyPair.decode(in);
    Bytes theirs = in.bytes(X25519.KEY_BYTES);
    ChainKey sending = ChainKey.decode(in);
    long previous = in.u32();
    Optional<ChainKey> receiving = in.flag() ? Optional.of(ChainKey.decode(in)) : Optional.empty();
    return new RatchetState(
        root, own, theirs, sending, previous, receiving, SkippedKeys.decode(in));
  }

  void encode(Encoder out) {
    out.bytes(root.key());
    own.encode(out);
    out.bytes(theirs);
    sending.encode(out);
    out.u32(previous).flag(receiving.isPresent());
    receiving.ifPresent(chain -> chain.encode(out));
    skipped.encode(out);
  }
}
