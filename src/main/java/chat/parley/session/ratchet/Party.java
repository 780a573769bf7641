package chat.parley.session.ratchet;

import chat.parley.crypto.KeyRejected;
import chat.parley.crypto.RsaPublic;
import chat.parley.identity.Fingerprints;
import chat.parley.identity.Identity;
import chat.parley.model.Bytes;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One of the two people whom a session binds: a name together with the key that is pinned for it.
public final class Party {
  private final Name name;
  private final RsaPublic key;
  private final Fingerprint fingerprint;

  public Party(Name name, RsaPublic key) {
    this.name = name;
    this.key = key;
    this.fingerprint = Fingerprints.of(key);
  }

  /// A name together with a key as it came or was stored.
  ///
  /// @param spki the DER SubjectPublicKeyInfo
  /// @return nothing if Parley does not accept the key
  public static Optional<Party> of(Name name, Bytes spki) {
    try {
      return Optional.of(new Party(name, RsaPublic.fromSpki(spki.toArray())));
    } catch (KeyRejected e) {
      return Optional.empty();
    }
  }

  static Party of(Identity identity) {
    return new Party(identity.name(), identity.publicKey());
  }

  public Name name() {
    return name;
  }

  public Fingerprint fingerprint() {
    return fingerprint;
  }

  RsaPublic key() {
    return key;
  }

  /// The DER SubjectPublicKeyInfo.
  public Bytes spki() {
    return Bytes.of(key.spki());
  }

  boolean hasKeyOf(Party other) {
    return fingerprint.equals(other.fingerprint);
  }

  /// `fingerprint ‖ str(name)`, as a transcript has it.
  byte[] encode() {
    return encode(name, fingerprint);
  }

  /// The same of a key that was not checked for anything.
  static byte[] encode(Name name, Fingerprint fingerprint) {
    return new Encoder()
        .raw(fingerprint.bytes())
        .sized(Bytes.of(name.value().getBytes(StandardCharsets.US_ASCII)))
        .toArray();
  }

  @Override
  public String toString() {
    return "Party[" + name + "]";
  }
}
