package chat.parley.identity;

import chat.parley.crypto.RsaPublic;
import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.nio.file.Path;

/// The public key of a folder.
///
/// @param file the `pub.pem` it was read from
public record PeerKey(Name name, RsaPublic key, Fingerprint fingerprint, Path file) {
  /// The key's SubjectPublicKeyInfo DER.
  public Bytes spki() {
    return Bytes.of(key.spki());
  }

  /// The length of the modulus in bits.
  public int bits() {
    return key.bits();
  }
}
