package chat.parley.session.classic;

import chat.parley.crypto.RsaPss;
import chat.parley.crypto.RsaPublic;
import chat.parley.crypto.Sha256;
import chat.parley.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// A text and an identity's signature over its UTF-8: an announced key (the text is its PEM) or the keys
/// for a pair (the text is the hexadecimal ciphertext).
///
/// @param text what is signed
/// @param signatureHex the RSA-PSS signature in hexadecimal
public record SignedText(String text, String signatureHex) {
  static SignedText by(Identity signer, String text) {
    byte[] signature = RsaPss.signUnlabelled(signer.key(), utf8(text));
    return new SignedText(text, HexFormat.of().formatHex(signature));
  }

  /// What tells it from every other text, for those that must be answered once: 64 hexadecimal digits.
  public String digest() {
    return HexFormat.of().formatHex(Sha256.digest(utf8(text)));
  }

  /// @throws SignatureWrong unless the signature is of this key
  void requireSignedBy(RsaPublic signer) throws SignatureWrong {
    byte[] signature;
    try {
      signature = HexFormat.of().parseHex(signatureHex);
    } catch (IllegalArgumentException notHex) {
      throw new SignatureWrong();
    }
    if (!RsaPss.verifyUnlabelled(signer, utf8(text), signature)) {
      throw new SignatureWrong();
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
