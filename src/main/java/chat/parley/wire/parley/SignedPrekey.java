package chat.parley.wire.parley;

import chat.parley.model.Bytes;

/// A prekey as it travels: its bytes and its owner's signature (`protocol-parley1.md`, *Prekeys*). Neither is
/// checked here beyond its length.
///
/// @param prekey 1229 bytes, which begin with the id
/// @param signature at most 1024 bytes
public record SignedPrekey(Bytes prekey, Bytes signature) {
  /// The length of a prekey in bytes: id 4, flag 1, time 8, X25519 32, ML-KEM-768 1184.
  public static final int PREKEY_BYTES = 4 + 1 + 8 + 32 + 1184;

  /// The longest signature in bytes, of a key of 8192 bits.
  public static final int MAX_SIGNATURE_BYTES = 1024;

  private static final int ID_BYTES = 4;

  /// @throws IllegalArgumentException if a length is wrong
  public SignedPrekey {
    if (prekey.length() != PREKEY_BYTES
        || signature.length() == 0
        || signature.length() > MAX_SIGNATURE_BYTES) {
      throw new IllegalArgumentException("a prekey or its signature has another length");
    }
  }

  /// Whether this is a prekey of last resort, which is given out when no other is left.
  public boolean lastResort() {
    return prekey.toArray()[ID_BYTES] != 0;
  }

  /// The prekey's id, an unsigned number of 32 bits.
  public long id() {
    byte[] bytes = prekey.toArray();
    return ((bytes[0] & 0xffL) << 24)
        | ((bytes[1] & 0xffL) << 16)
        | ((bytes[2] & 0xffL) << 8)
        | (bytes[3] & 0xffL);
  }
}
