package chat.parley.identity;

import chat.parley.crypto.RsaPrivate;
import chat.parley.crypto.RsaPublic;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;

/// A person who can log in: a name and its key pair, unlocked.
public final class Identity {
  private final Name name;
  private final RsaPrivate key;
  private final Fingerprint fingerprint;

  public Identity(Name name, RsaPrivate key) {
    this.name = name;
    this.key = key;
    this.fingerprint = Fingerprints.of(key.publicKey());
  }

  public Name name() {
    return name;
  }

  public RsaPrivate key() {
    return key;
  }

  public RsaPublic publicKey() {
    return key.publicKey();
  }

  /// The public key's SubjectPublicKeyInfo DER.
  public byte[] spki() {
    return key.publicKey().spki();
  }

  /// The length of the modulus in bits.
  public int keyBits() {
    return key.publicKey().bits();
  }

  public Fingerprint fingerprint() {
    return fingerprint;
  }

  @Override
  public String toString() {
    return "Identity[" + name + "]";
  }
}
