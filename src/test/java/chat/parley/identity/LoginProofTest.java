package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.Keys;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class LoginProofTest {
  private static final Fingerprint RELAY = new Fingerprint(new byte[32]);
  private static final byte[] NONCE = {1, 2, 3};

  @Test
  void aSignatureHoldsForItsRelayNonceNameAndKeyAlone() throws Exception {
    Identity alice = new Identity(new Name("alice"), Keys.privateKey());
    byte[] signature = LoginProof.sign(alice, RELAY, NONCE, new SecureRandom());
    PublicIdentity known = PublicIdentity.of(alice.name(), alice.publicKey().spki());
    assertTrue(LoginProof.isBy(known, RELAY, NONCE, signature));
    Fingerprint other = Fingerprints.ofSpki(new byte[] {1});
    assertFalse(LoginProof.isBy(known, other, NONCE, signature));
    assertFalse(LoginProof.isBy(known, RELAY, new byte[] {1, 2, 4}, signature));
    assertFalse(
        LoginProof.isBy(
            PublicIdentity.of(new Name("alicf"), alice.publicKey()), RELAY, NONCE, signature));
    assertFalse(
        LoginProof.isBy(
            PublicIdentity.of(alice.name(), Keys.privateKey("other.pem").publicKey()),
            RELAY,
            NONCE,
            signature));
    signature[0] ^= 1;
    assertFalse(LoginProof.isBy(known, RELAY, NONCE, signature));
  }
}
