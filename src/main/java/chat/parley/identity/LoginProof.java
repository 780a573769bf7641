package chat.parley.identity;

import chat.parley.crypto.Label;
import chat.parley.crypto.RsaPss;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// The signature of a LOGIN (`protocol-parley1.md`, *Login*):
/// `"parley1 login" ‖ 0 ‖ SHA-256(relay SPKI) ‖ nonce ‖ SHA-256(key) ‖ str(name)`. It is bound to the relay
/// that the client pinned, so that a hostile relay cannot pass it on to another.
public final class LoginProof {
  private static final Label LABEL = new Label("parley1 login");

  private LoginProof() {}

  /// @param relay the pinned fingerprint of the relay, never one that came with the challenge
  /// @param nonce the challenge
  /// @param random gives the salt
  public static byte[] sign(
      Identity identity, Fingerprint relay, byte[] nonce, SecureRandom random) {
    return RsaPss.sign(
        identity.key(),
        LABEL,
        random,
        relay.bytes(),
        nonce,
        identity.fingerprint().bytes(),
        text(identity.name()));
  }

  /// Whether this person, and nobody else, logs in at this relay now.
  ///
  /// @param relay the relay's own fingerprint
  /// @param nonce what it sent on this connection
  public static boolean isBy(
      PublicIdentity person, Fingerprint relay, byte[] nonce, byte[] signature) {
    return RsaPss.verify(
        person.key(),
        LABEL,
        signature,
        relay.bytes(),
        nonce,
        person.fingerprint().bytes(),
        text(person.name()));
  }

  private static byte[] text(Name name) {
    byte[] ascii = name.value().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(2 + ascii.length).putShort((short) ascii.length).put(ascii).array();
  }
}
