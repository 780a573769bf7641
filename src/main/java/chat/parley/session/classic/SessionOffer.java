package chat.parley.session.classic;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.PemRejected;
import chat.parley.crypto.PublicKeyPem;
import chat.parley.crypto.RsaOaep;
import chat.parley.crypto.RsaPublic;
import chat.parley.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// The answer to a member's announcement: new keys for the pair.
///
/// @param keys what both will use
/// @param sealed the same for the `skey` frame: encrypted to the announced key, and signed
public record SessionOffer(PairKeys keys, SignedText sealed) {
  /// Checks an announcement and answers it. Takes about a tenth of a second if the signature is good, and
  /// next to nothing if it is not.
  ///
  /// @param announcement the announced PEM and its signature
  /// @param from the member's identity key
  /// @throws SignatureWrong if it is not signed by it; nothing else was done
  /// @throws HandshakeDamaged if what is signed is not an RSA key as Parley accepts it
  public static SessionOffer answer(
      SignedText announcement, RsaPublic from, Identity me, SecureRandom random)
      throws SignatureWrong, HandshakeDamaged {
    announcement.requireSignedBy(from);
    RsaPublic announced = key(announcement.text());
    PairKeys keys = PairKeys.generate(random);
    byte[] json = keys.json();
    byte[] ciphertext = RsaOaep.SHA1.encrypt(announced, json);
    Arrays.fill(json, (byte) 0);
    return new SessionOffer(keys, SignedText.by(me, HexFormat.of().formatHex(ciphertext)));
  }

  private static RsaPublic key(String pem) throws HandshakeDamaged {
    try {
      return PublicKeyPem.read(pem.getBytes(StandardCharsets.UTF_8));
    } catch (PemRejected | KeyRejected e) {
      throw new HandshakeDamaged("an announced key is not one that Parley accepts");
    }
  }
}
