package chat.parley.session.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.crypto.BadKeys;
import chat.parley.crypto.RsaOaep;
import chat.parley.crypto.RsaPrivate;
import chat.parley.identity.Identity;
import chat.parley.model.Name;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String NOT_SIGNED = "00".repeat(256);

  private static Identity alice;
  private static Identity bob;
  private static RsaPrivate connectionKey;
  private static ConnectionKey aliceConnection;

  @BeforeAll
  static void makeKeys() {
    alice = new Identity(new Name("alice"), RsaPrivate.generate(2048, RANDOM));
    bob = new Identity(new Name("bob"), RsaPrivate.generate(2048, RANDOM));
    connectionKey = RsaPrivate.generate(2048, RANDOM);
    aliceConnection = new ConnectionKey(connectionKey);
  }

  @Test
  void an_announcement_and_its_answer_give_both_the_same_keys() throws Exception {
    SessionOffer offer =
        SessionOffer.answer(aliceConnection.announce(alice), alice.publicKey(), bob, RANDOM);

    PairKeys atAlice = aliceConnection.open(offer.sealed(), bob.publicKey());

    assertArrayEquals(offer.keys().aes(), atAlice.aes());
    assertArrayEquals(offer.keys().hmac(), atAlice.hmac());
  }

  @Test
  void each_answer_has_other_keys() throws Exception {
    SignedText announcement = aliceConnection.announce(alice);

    SessionOffer one = SessionOffer.answer(announcement, alice.publicKey(), bob, RANDOM);
    SessionOffer two = SessionOffer.answer(announcement, alice.publicKey(), bob, RANDOM);

    assertFalse(Arrays.equals(one.keys().aes(), two.keys().aes()));
    assertFalse(Arrays.equals(one.keys().hmac(), two.keys().hmac()));
  }

  @Test
  void an_announcement_with_a_wrong_signature_costs_no_randomness_and_so_no_key_derivation() {
    String pem = aliceConnection.announce(alice).text();
    CountingRandom random = new CountingRandom();

    for (String signature : List.of("", "0", "zz", "00", NOT_SIGNED)) {
      SignedText forged = new SignedText(pem, signature);
      assertThrows(
          SignatureWrong.class, () -> SessionOffer.answer(forged, alice.publicKey(), bob, random));
    }
    assertEquals(0, random.drawn);
  }

  @Test
  void an_announcement_that_another_member_signed_is_refused() {
    SignedText bobs = aliceConnection.announce(bob);

    assertThrows(
        SignatureWrong.class, () -> SessionOffer.answer(bobs, alice.publicKey(), bob, RANDOM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
      })
  void a_signed_announcement_of_no_key_is_damaged(String pem) {
    CountingRandom random = new CountingRandom();
    SignedText announcement = SignedText.by(alice, pem);

    assertThrows(
        HandshakeDamaged.class,
        () -> SessionOffer.answer(announcement, alice.publicKey(), bob, random));
    assertEquals(0, random.drawn);
  }

  /// Case 22 of the adversary page, in classic: keys of a form that others read otherwise.
  @Test
  void a_signed_announcement_of_a_key_that_breaks_a_rule_is_damaged() throws Exception {
    for (Map.Entry<String, byte[]> bad : BadKeys.all().entrySet()) {
      CountingRandom random = new CountingRandom();
      String pem =
          "-----BEGIN PUBLIC KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bad.getValue())
              + "\n-----END PUBLIC KEY-----";
      SignedText announcement = SignedText.by(alice, pem);

      assertThrows(
          HandshakeDamaged.class,
          () -> SessionOffer.answer(announcement, alice.publicKey(), bob, random),
          bad.getKey());
      assertEquals(0, random.drawn, bad.getKey());
    }
  }

  @Test
  void a_session_key_with_a_wrong_signature_is_refused_before_it_is_decrypted() throws Exception {
    SessionOffer offer =
        SessionOffer.answer(aliceConnection.announce(alice), alice.publicKey(), bob, RANDOM);

    assertThrows(
        SignatureWrong.class,
        () ->
            aliceConnection.open(
                new SignedText(offer.sealed().text(), NOT_SIGNED), bob.publicKey()));
    // Decrypting this would fail in another way: the signature is looked at first.
    assertThrows(
        SignatureWrong.class,
        () -> aliceConnection.open(new SignedText("damaged", NOT_SIGNED), bob.publicKey()));
  }

  @Test
  void a_signed_session_key_for_another_connection_is_damaged() throws Exception {
    ConnectionKey other = ConnectionKey.generate(RANDOM);
    SessionOffer offer = SessionOffer.answer(other.announce(alice), alice.publicKey(), bob, RANDOM);

    assertThrows(
        HandshakeDamaged.class, () -> aliceConnection.open(offer.sealed(), bob.publicKey()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "[\"00\", \"00\"]", "[\"zz\", \"zz\"]", "{}", "null"})
  void a_signed_session_key_that_holds_no_keys_is_damaged(String json) {
    byte[] ciphertext =
        RsaOaep.SHA1.encrypt(connectionKey.publicKey(), json.getBytes(StandardCharsets.US_ASCII));
    SignedText sealed = SignedText.by(bob, HexFormat.of().formatHex(ciphertext));

    assertThrows(HandshakeDamaged.class, () -> aliceConnection.open(sealed, bob.publicKey()));
  }

  private static final class CountingRandom extends SecureRandom {
    private static final long serialVersionUID = 1;
    private int drawn;

    @Override
    public void nextBytes(byte[] bytes) {
      drawn++;
      super.nextBytes(bytes);
    }
  }
}
