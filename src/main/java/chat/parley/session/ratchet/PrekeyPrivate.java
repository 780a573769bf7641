package chat.parley.session.ratchet;

import chat.parley.crypto.MlKem768;
import chat.parley.crypto.X25519;
import chat.parley.identity.Prekey;
import chat.parley.identity.PrekeyRejected;
import chat.parley.model.Bytes;
import java.security.SecureRandom;
import java.time.Instant;

/// A prekey of one's own with its private halves. Committed before the public ones are published; deleted as
/// `protocol-parley1.md`, *Prekeys*, says.
public final class PrekeyPrivate {
  private static final int VERSION = 1;

  private final Prekey prekey;
  private final RatchetKeyPair x25519;
  private final Bytes seed;

  private PrekeyPrivate(Prekey prekey, RatchetKeyPair x25519, Bytes seed) {
    this.prekey = prekey;
    this.x25519 = x25519;
    this.seed = seed;
  }

  /// A new prekey with a random id, which the caller checks to be none that it has.
  ///
  /// @param lastResort whether the relay may give it out more than once
  /// @param now its date of issue
  public static PrekeyPrivate generate(boolean lastResort, SecureRandom random, Instant now) {
    int id = random.nextInt();
    byte[] x25519 = X25519.newPrivateKey(random);
    byte[] seed = MlKem768.newSeed(random);
    try {
      return of(id, lastResort, now, x25519, seed);
    } catch (PrekeyRejected e) {
      throw new IllegalArgumentException("no prekey can have this date", e);
    }
  }

  private static PrekeyPrivate of(
      int id, boolean lastResort, Instant issued, byte[] x25519, byte[] seed)
      throws PrekeyRejected {
    RatchetKeyPair pair = RatchetKeyPair.of(x25519);
    Prekey prekey =
        new Prekey(id, lastResort, issued, pair.publicKey().toArray(), MlKem768.publicKey(seed));
    return new PrekeyPrivate(prekey, pair, Bytes.of(seed));
  }

  /// Reads what [#encode] wrote, and makes the public halves again.
  ///
  /// @throws StateDamaged if it is anything else
  public static PrekeyPrivate decode(Bytes bytes) throws StateDamaged {
    try {
      Decoder in = new Decoder(bytes.toArray());
      if (in.u8() != VERSION) {
        throw new StateDamaged("a prekey of another version");
      }
      PrekeyPrivate decoded =
          of(
              (int) in.u32(),
              in.flag(),
              Instant.ofEpochMilli(in.u63()),
              in.array(X25519.KEY_BYTES),
              in.array(MlKem768.SEED_BYTES));
      in.requireEnd();
      return decoded;
    } catch (Decoder.Malformed | PrekeyRejected e) {
      throw new StateDamaged("a prekey");
    }
  }

  /// `version u8 ‖ id u32 ‖ lastResort u8 ‖ issued u64 (ms) ‖ X25519 private 32 ‖ ML-KEM seed 64`: a secret.
  public Bytes encode() {
    return Bytes.of(
        new Encoder()
            .u8(VERSION)
            .u32(prekey.id())
            .flag(prekey.lastResort())
            .u63(prekey.issued().toEpochMilli())
            .bytes(x25519.privateKey())
            .bytes(seed)
            .toArray());
  }

  /// When the prekey was issued that [#encode] wrote, without making its public halves again.
  ///
  /// @throws StateDamaged if it is anything else
  public static Instant issued(Bytes bytes) throws StateDamaged {
    try {
      Decoder in = new Decoder(bytes.toArray());
      if (in.u8() != VERSION) {
        throw new StateDamaged("a prekey of another version");
      }
      in.u32();
      in.flag();
      return Instant.ofEpochMilli(in.u63());
    } catch (Decoder.Malformed e) {
      throw new StateDamaged("a prekey");
    }
  }

  /// What is published.
  public Prekey prekey() {
    return prekey;
  }

  RatchetKeyPair x25519() {
    return x25519;
  }

  byte[] decapsulate(Bytes encapsulated) {
    return MlKem768.decapsulate(seed.toArray(), encapsulated.toArray());
  }

  @Override
  public String toString() {
    return "PrekeyPrivate[" + prekey + "]";
  }
}
