package chat.parley.identity;

import chat.parley.crypto.RsaPublic;
import chat.parley.crypto.Sha256;
import chat.parley.model.Fingerprint;

/// The fingerprint of a key.
public final class Fingerprints {
  private Fingerprints() {}

  /// SHA-256 of the SubjectPublicKeyInfo DER (`protocol-parley1.md`, *Notation*).
  public static Fingerprint of(RsaPublic key) {
    return new Fingerprint(Sha256.digest(key.spki()));
  }

  /// SHA-256 of a SubjectPublicKeyInfo that was checked before, or is not an identity's: a relay's.
  public static Fingerprint ofSpki(byte[] spki) {
    return new Fingerprint(Sha256.digest(spki));
  }
}
