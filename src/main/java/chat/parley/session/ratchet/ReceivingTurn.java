package chat.parley.session.ratchet;

import chat.parley.crypto.InvalidPublicKey;
import chat.parley.model.Bytes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/// The receiving half of a turn of the ratchet, made for a message with a new ratchet key: one agreement and
/// one [ChainWalk], after which the message has opened or nothing has happened. The sending half, with this
/// side's new key pair, follows only then.
final class ReceivingTurn {
  private final RootKey root;
  private final Header header;
  private final ChainWalk walk;
  private final Bytes content;

  private ReceivingTurn(RootKey root, Header header, ChainWalk walk, Bytes content) {
    this.root = root;
    this.header = header;
    this.walk = walk;
    this.content = content;
  }

  static ReceivingTurn open(RootKey root, RatchetKeyPair own, Bytes transcript, Message message)
      throws PayloadRefused {
    Header header = message.header();
    try {
      RootKey.Turn turn = root.turn(own.agree(header.ratchetKey()));
      ChainWalk walk = ChainWalk.to(header.counter(), turn.chain());
      Bytes content = walk.end().messageKey().open(transcript, message);
      return new ReceivingTurn(turn.root(), header, walk, content);
    } catch (InvalidPublicKey e) {
      throw new PayloadRefused(PayloadRefused.Reason.WEAK_KEY);
    }
  }

  Bytes content() {
    return content;
  }

  /// The state after both halves.
  ///
  /// @param sent how many messages this side's chain had that ends here
  /// @param skipped the keys of older messages that are still on their way
  RatchetState next(long sent, SkippedKeys skipped, SecureRandom random, Instant now)
      throws PayloadRefused {
    RatchetKeyPair own = RatchetKeyPair.generate(random);
    try {
      RootKey.Turn turn = root.turn(own.agree(header.ratchetKey()));
      return new RatchetState(
          turn.root(),
          own,
          header.ratchetKey(),
          turn.chain(),
          sent,
          Optional.of(walk.end().next()),
          skipped.with(header.ratchetKey(), walk, now));
    } catch (InvalidPublicKey e) {
      throw new PayloadRefused(PayloadRefused.Reason.WEAK_KEY);
    }
  }
}
