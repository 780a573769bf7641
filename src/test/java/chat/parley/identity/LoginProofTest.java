package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.Keys;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
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

  /// PROTOCOL.md, *Login*, put together by hand, and the platform's own RSASSA-PSS.
  @Test
  void whatIsSignedIsWhatTheProtocolSays() throws Exception {
    Identity alice = new Identity(new Name("alice"), Keys.privateKey());
    String pem = new String(Keys.bytes("pub.pem"), StandardCharsets.US_ASCII);
    byte[] spki = Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]*-----", ""));
    byte[] relaySpki = {1, 2, 3};
    byte[] nonce = "a nonce of thirty-two characters".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.write("parley1 login".getBytes(StandardCharsets.US_ASCII));
    signed.write(0);
    signed.write(sha256(relaySpki));
    signed.write(nonce);
    signed.write(sha256(spki));
    signed.write(new byte[] {0, 5});
    signed.write("alice".getBytes(StandardCharsets.UTF_8));

    Signature pss = Signature.getInstance("RSASSA-PSS");
    pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    pss.initVerify(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki)));
    pss.update(signed.toByteArray());
    assertTrue(
        pss.verify(
            LoginProof.sign(alice, Fingerprints.ofSpki(relaySpki), nonce, new SecureRandom())));
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
