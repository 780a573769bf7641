package chat.parley.session.classic;

import chat.parley.crypto.AesCbc;
import chat.parley.crypto.DecryptionFailed;
import chat.parley.crypto.HmacSha256;
import chat.parley.session.AlreadyOpened;
import chat.parley.session.NotOpened;
import chat.parley.session.SecureSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Texts between a pair of members, from one `skey` to the next or to the end of the connection.
///
/// The same keys serve both directions, so a text opens only if the sender named inside is the other one:
/// one's own texts do not come back as the contact's. Since the IV is not authenticated, and a server could
/// write another sender into a short one, one's own are remembered, too.
public final class ClassicSession implements SecureSession<String, SealedText> {
  private static final HexFormat HEX = HexFormat.of();

  private final PairKeys keys;
  private final String self;
  private final String contact;
  private final SecureRandom random;
  private final OpenedTags opened;
  private final OpenedTags own = new OpenedTags(OpenedTags.MAX);
  private boolean closed;

  /// @param self one's own nickname
  /// @param contact the other's nickname, exactly as the server has it
  public ClassicSession(PairKeys keys, String self, String contact, SecureRandom random) {
    this(keys, self, contact, random, OpenedTags.MAX);
  }

  ClassicSession(PairKeys keys, String self, String contact, SecureRandom random, int maxOpened) {
    this.keys = keys;
    this.self = self;
    this.contact = contact;
    this.random = random;
    this.opened = new OpenedTags(maxOpened);
  }

  /// How long [SealedText#messageHex] becomes for a text, in digits.
  ///
  /// @param self one's own nickname
  public static long sealedLength(String text, String self) {
    long plain = new TextPair(text, self).json().length;
    return 2 * (plain / AesCbc.IV_BYTES + 1) * AesCbc.IV_BYTES;
  }

  @Override
  public SealedText encrypt(String text) {
    byte[] iv = new byte[AesCbc.IV_BYTES];
    random.nextBytes(iv);
    return encrypt(text, iv);
  }

  SealedText encrypt(String text, byte[] iv) {
    requireOpen();
    byte[] plain = new TextPair(text, self).json();
    String messageHex = HEX.formatHex(AesCbc.PKCS7.encrypt(keys.aes(), iv, plain));
    byte[] tag = HmacSha256.tag(keys.hmac(), ascii(messageHex));
    if (!self.equals(contact)) {
      own.add(tag);
    }
    return new SealedText(messageHex, HEX.formatHex(tag), HEX.formatHex(iv));
  }

  /// @throws SessionWorn if it has opened as many as it can remember
  @Override
  public String decrypt(SealedText sealed) throws AlreadyOpened, NotOpened {
    requireOpen();
    byte[] tag = bytes(sealed.signatureHex());
    if (!HmacSha256.verify(keys.hmac(), tag, ascii(sealed.messageHex()))) {
      throw new NotOpened("a message is damaged or not encrypted under the session's keys");
    }
    if (own.contains(tag)) {
      throw new NotOpened("a message is one's own");
    }
    if (opened.contains(tag)) {
      throw new AlreadyOpened();
    }
    if (opened.isFull()) {
      throw new SessionWorn();
    }
    TextPair content = content(sealed);
    if (!content.second().equals(contact)) {
      throw new NotOpened("a message names another sender inside");
    }
    opened.add(tag);
    return content.first();
  }

  private TextPair content(SealedText sealed) throws NotOpened {
    byte[] iv = bytes(sealed.ivHex());
    byte[] ciphertext = bytes(sealed.messageHex());
    if (iv.length != AesCbc.IV_BYTES) {
      throw new NotOpened("a message has an IV of the wrong length");
    }
    try {
      return TextPair.parse(AesCbc.PKCS7.decrypt(keys.aes(), iv, ciphertext));
    } catch (DecryptionFailed | IOException e) {
      throw new NotOpened("a message does not hold a text and its sender");
    }
  }

  /// Forgets the keys: nothing can be encrypted or opened any more.
  public void close() {
    closed = true;
    keys.wipe();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  private static byte[] bytes(String hex) throws NotOpened {
    try {
      return HEX.parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw new NotOpened("a message is not hexadecimal");
    }
  }

  private static byte[] ascii(String hex) {
    return hex.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "ClassicSession";
  }
}
