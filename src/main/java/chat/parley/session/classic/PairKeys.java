package chat.parley.session.classic;

import chat.parley.crypto.AesCbc;
import chat.parley.crypto.Pbkdf2;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// The two keys that a pair of members shares, in both directions: 32 bytes for AES, 32 for HMAC. A secret
/// that [#wipe] ends.
public final class PairKeys {
  private static final int ROUNDS = 100_000;
  private static final int SEED_BYTES = 32;
  private static final int KEY_BYTES = AesCbc.KEY_BYTES;
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] aes;
  private final byte[] hmac;

  private PairKeys(byte[] aes, byte[] hmac) {
    this.aes = aes;
    this.hmac = hmac;
  }

  /// Makes new ones: PBKDF2-HMAC-SHA256 of 100,000 rounds over 32 random bytes in hexadecimal, salted with
  /// 32 more. Takes about a tenth of a second.
  static PairKeys generate(SecureRandom random) {
    byte[] password = new byte[SEED_BYTES];
    byte[] salt = new byte[SEED_BYTES];
    random.nextBytes(password);
    random.nextBytes(salt);
    return derive(HEX.formatHex(password).toCharArray(), salt);
  }

  static PairKeys derive(char[] password, byte[] salt) {
    byte[] both = Pbkdf2.derive(password, salt, ROUNDS, 2 * KEY_BYTES);
    Arrays.fill(password, '\0');
    PairKeys keys =
        new PairKeys(
            Arrays.copyOf(both, KEY_BYTES), Arrays.copyOfRange(both, KEY_BYTES, 2 * KEY_BYTES));
    Arrays.fill(both, (byte) 0);
    return keys;
  }

  /// Reads what a session key frame encrypts: `["<64 hex>", "<64 hex>"]`.
  static PairKeys parse(byte[] json) throws HandshakeDamaged {
    try {
      TextPair pair = TextPair.parse(json);
      byte[] aes = HEX.parseHex(pair.first());
      byte[] hmac = HEX.parseHex(pair.second());
      if (aes.length == KEY_BYTES && hmac.length == KEY_BYTES) {
        return new PairKeys(aes, hmac);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Falls through to the sentence below: what else is in there could be a key.
    }
    throw new HandshakeDamaged("a session key is not two keys of 32 bytes");
  }

  byte[] json() {
    return new TextPair(HEX.formatHex(aes), HEX.formatHex(hmac)).json();
  }

  byte[] aes() {
    return aes;
  }

  byte[] hmac() {
    return hmac;
  }

  void wipe() {
    Arrays.fill(aes, (byte) 0);
    Arrays.fill(hmac, (byte) 0);
  }

  @Override
  public String toString() {
    return "PairKeys";
  }
}
