package chat.parley.identity;

import chat.parley.crypto.InvalidPublicKey;
import chat.parley.crypto.Label;
import chat.parley.crypto.MlKem768;
import chat.parley.crypto.RsaPss;
import chat.parley.crypto.RsaPublic;
import chat.parley.crypto.X25519;
import chat.parley.model.Name;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/// The public halves that an account leaves at its relay, so that others can open a session with it while
/// it is away (`protocol-parley1.md`, *Prekeys*). Worth nothing without its owner's signature: whoever
/// gets one checks [#isSignedBy] before anything else.
public final class Prekey {
  /// The length of the encoding in bytes:
  /// `id u32 ‖ lastResort u8 ‖ issued u64 (ms) ‖ X25519 public 32 ‖ ML-KEM-768 public 1184`.
  public static final int BYTES = 4 + 1 + 8 + X25519.KEY_BYTES + MlKem768.PUBLIC_KEY_BYTES;

  private static final Label LABEL = new Label("parley1 prekey");

  private final int id;
  private final boolean lastResort;
  private final long issued;
  private final byte[] x25519;
  private final byte[] mlKem768;

  /// @param id random, unsigned
  /// @param lastResort whether the relay may give it out more than once
  /// @param issued in milliseconds, not before 1970
  /// @param x25519 32 bytes
  /// @param mlKem768 1184 bytes
  /// @throws PrekeyRejected if a key has another length or is not reduced
  public Prekey(int id, boolean lastResort, Instant issued, byte[] x25519, byte[] mlKem768)
      throws PrekeyRejected {
    this.id = id;
    this.lastResort = lastResort;
    this.issued = issued.toEpochMilli();
    this.x25519 = x25519.clone();
    this.mlKem768 = mlKem768.clone();
    if (this.issued < 0) {
      throw new PrekeyRejected("its date is out of range");
    }
    if (x25519.length != X25519.KEY_BYTES) {
      throw new PrekeyRejected("its X25519 key has another length");
    }
    try {
      MlKem768.requireValid(mlKem768);
    } catch (InvalidPublicKey e) {
      throw new PrekeyRejected("its ML-KEM key is none");
    }
  }

  /// Reads what [#encode] wrote.
  ///
  /// @throws PrekeyRejected if it is anything else
  public static Prekey decode(byte[] bytes) throws PrekeyRejected {
    if (bytes.length != BYTES) {
      throw new PrekeyRejected("it has " + bytes.length + " bytes instead of " + BYTES);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int id = in.getInt();
    byte lastResort = in.get();
    long issued = in.getLong();
    if (lastResort != 0 && lastResort != 1) {
      throw new PrekeyRejected("it is neither a one-time nor a last-resort prekey");
    }
    int keys = in.position();
    return new Prekey(
        id,
        lastResort == 1,
        Instant.ofEpochMilli(issued),
        Arrays.copyOfRange(bytes, keys, keys + X25519.KEY_BYTES),
        Arrays.copyOfRange(bytes, keys + X25519.KEY_BYTES, BYTES));
  }

  /// [#BYTES] bytes.
  public byte[] encode() {
    return ByteBuffer.allocate(BYTES)
        .putInt(id)
        .put((byte) (lastResort ? 1 : 0))
        .putLong(issued)
        .put(x25519)
        .put(mlKem768)
        .array();
  }

  /// The owner's signature, which binds the prekey to the owner's name and key.
  ///
  /// @param random gives the salt
  public byte[] sign(Identity owner, SecureRandom random) {
    return RsaPss.sign(
        owner.key(), LABEL, random, subject(owner.name(), owner.publicKey()), encode());
  }

  /// Whether the owner of this key signed the prekey under this name.
  ///
  /// @param name the name that was asked for, never one that came with the answer
  public boolean isSignedBy(Name name, RsaPublic key, byte[] signature) {
    return RsaPss.verify(key, LABEL, signature, subject(name, key), encode());
  }

  private static byte[] subject(Name name, RsaPublic key) {
    byte[] text = name.value().getBytes(StandardCharsets.US_ASCII);
    byte[] fingerprint = Fingerprints.of(key).bytes();
    return ByteBuffer.allocate(fingerprint.length + 2 + text.length)
        .put(fingerprint)
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  /// The relay's and the owner's name for it, unsigned.
  public int id() {
    return id;
  }

  /// Whether the relay may give it out more than once.
  public boolean lastResort() {
    return lastResort;
  }

  public Instant issued() {
    return Instant.ofEpochMilli(issued);
  }

  /// 32 bytes.
  public byte[] x25519() {
    return x25519.clone();
  }

  /// 1184 bytes.
  public byte[] mlKem768() {
    return mlKem768.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Prekey that && Arrays.equals(encode(), that.encode());
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return "Prekey[" + Integer.toUnsignedString(id) + (lastResort ? ", last resort]" : "]");
  }
}
