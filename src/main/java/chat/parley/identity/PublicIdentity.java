package chat.parley.identity;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.RsaPublic;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;

/// What others know of a person: a name and a public key that passed the rules of `protocol-parley1.md`, *Identity
/// keys*. Whether the key is really that person's is another matter.
///
/// @param fingerprint the key's
public record PublicIdentity(Name name, RsaPublic key, Fingerprint fingerprint) {
  /// Reads a key from the wire.
  ///
  /// @param spki a SubjectPublicKeyInfo DER
  /// @throws IdentityException if the key breaks a rule
  public static PublicIdentity of(Name name, byte[] spki) throws IdentityException {
    try {
      return of(name, RsaPublic.fromSpki(spki));
    } catch (KeyRejected e) {
      throw new IdentityException(KeyProblem.of(e, name.value()));
    }
  }

  public static PublicIdentity of(Name name, RsaPublic key) {
    return new PublicIdentity(name, key, Fingerprints.of(key));
  }

  /// The same key under another name.
  public PublicIdentity named(Name other) {
    return new PublicIdentity(other, key, fingerprint);
  }

  /// The key's SubjectPublicKeyInfo DER.
  public byte[] spki() {
    return key.spki();
  }

  /// The length of the modulus in bits.
  public int bits() {
    return key.bits();
  }

  /// Whether this person signed a prekey, under this name and with this key.
  public boolean hasSigned(Prekey prekey, byte[] signature) {
    return prekey.isSignedBy(name, key, signature);
  }
}
