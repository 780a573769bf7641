package chat.parley.session.ratchet;

import chat.parley.crypto.AesCbc;
import chat.parley.crypto.DecryptionFailed;
import chat.parley.crypto.Hkdf;
import chat.parley.crypto.HmacSha256;
import chat.parley.crypto.Label;
import chat.parley.model.Bytes;
import java.security.SecureRandom;
import java.util.Arrays;

/// The key of one message.
///
/// The IV is random, so that a database that was restored from a copy, and uses a message key again,
/// still repeats no pair of key and IV.
record MessageKey(Bytes key) {
  static final int BYTES = 32;
  private static final Label LABEL = new Label("parley1 message");
  private static final byte[] NO_SALT = new byte[32];

  /// Encrypts a padded content and authenticates it together with transcript and header.
  Message seal(Bytes transcript, Header header, byte[] padded, SecureRandom random) {
    byte[] derived = derived();
    byte[] iv = new byte[AesCbc.IV_BYTES];
    random.nextBytes(iv);
    byte[] blocks = AesCbc.NO_PADDING.encrypt(cipherKey(derived), iv, padded);
    byte[] ciphertext = Arrays.copyOf(iv, iv.length + blocks.length);
    System.arraycopy(blocks, 0, ciphertext, iv.length, blocks.length);
    byte[] tag = HmacSha256.tag(macKey(derived), transcript.toArray(), header.encode(), ciphertext);
    return new Message(header, Bytes.of(ciphertext), Bytes.of(tag));
  }

  /// The content, if the tag is right.
  Bytes open(Bytes transcript, Message message) throws PayloadRefused {
    byte[] derived = derived();
    byte[] ciphertext = message.ciphertext().toArray();
    if (!HmacSha256.verify(
        macKey(derived),
        message.tag().toArray(),
        transcript.toArray(),
        message.header().encode(),
        ciphertext)) {
      throw new PayloadRefused(PayloadRefused.Reason.NOT_AUTHENTIC);
    }
    byte[] iv = Arrays.copyOf(ciphertext, AesCbc.IV_BYTES);
    byte[] blocks = Arrays.copyOfRange(ciphertext, AesCbc.IV_BYTES, ciphertext.length);
    try {
      return Padding.unpad(AesCbc.NO_PADDING.decrypt(cipherKey(derived), iv, blocks))
          .map(Bytes::of)
          .orElseThrow(() -> new PayloadRefused(PayloadRefused.Reason.BAD_PADDING));
    } catch (DecryptionFailed e) {
      throw new PayloadRefused(PayloadRefused.Reason.MALFORMED);
    }
  }

  private byte[] derived() {
    return Hkdf.derive(NO_SALT, key.toArray(), LABEL, AesCbc.KEY_BYTES + HmacSha256.BYTES);
  }

  private static byte[] cipherKey(byte[] derived) {
    return Arrays.copyOf(derived, AesCbc.KEY_BYTES);
  }

  private static byte[] macKey(byte[] derived) {
    return Arrays.copyOfRange(derived, AesCbc.KEY_BYTES, derived.length);
  }
}
