package chat.parley.session.ratchet;

import chat.parley.crypto.Hkdf;
import chat.parley.crypto.Label;
import chat.parley.crypto.RsaPss;
import chat.parley.crypto.Sha256;
import chat.parley.identity.Identity;
import chat.parley.identity.Prekey;
import chat.parley.model.Bytes;
import java.security.SecureRandom;

/// The digest of everything public that an opening agrees on: both names and keys, the prekey, and what was
/// made for this session. The initiator signs it, the root key and every tag depend on it.
record Transcript(Bytes digest) {
  static final int BYTES = Sha256.BYTES;

  private static final Label SESSION = new Label("parley1 session");
  private static final Label INITIATE = new Label("parley1 initiate");
  private static final Label ROOT = new Label("parley1 root");

  static Transcript of(
      Party initiator, Party responder, Prekey prekey, Bytes ephemeral, Bytes encapsulated) {
    return of(initiator.encode(), responder, prekey, ephemeral, encapsulated);
  }

  /// @param initiator as [Party#encode] has it
  static Transcript of(
      byte[] initiator, Party responder, Prekey prekey, Bytes ephemeral, Bytes encapsulated) {
    return new Transcript(
        Bytes.of(
            Sha256.digest(
                SESSION.prefix(),
                initiator,
                responder.encode(),
                prekey.encode(),
                ephemeral.toArray(),
                encapsulated.toArray())));
  }

  SessionId session() {
    return new SessionId(Bytes.of(digest.toArray(), 0, SessionId.BYTES));
  }

  Bytes sign(Identity initiator, SecureRandom random) {
    return Bytes.of(RsaPss.sign(initiator.key(), INITIATE, random, digest.toArray()));
  }

  boolean isSignedBy(Party initiator, Bytes signature) {
    return RsaPss.verify(initiator.key(), INITIATE, signature.toArray(), digest.toArray());
  }

  /// @param agreement the X25519 shared secret
  /// @param encapsulated the ML-KEM-768 shared secret
  RootKey root(byte[] agreement, byte[] encapsulated) {
    byte[] secret = new Encoder().raw(agreement).raw(encapsulated).toArray();
    return new RootKey(Bytes.of(Hkdf.derive(digest.toArray(), secret, ROOT, RootKey.BYTES)));
  }
}
