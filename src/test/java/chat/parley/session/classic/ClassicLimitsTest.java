package chat.parley.session.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.crypto.RsaPrivate;
import chat.parley.identity.Identity;
import chat.parley.model.Name;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the classic protocol does not protect from, kept with its bytes: the threat model points here, and so
/// nobody can take it for protected.
class ClassicLimitsTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static Identity alice;
  private static Identity bob;
  private static Identity mallory;
  private static ConnectionKey aliceConnection;
  private static SessionOffer offer;

  @BeforeAll
  static void makeKeys() throws Exception {
    alice = new Identity(new Name("alice"), RsaPrivate.generate(2048, RANDOM));
    bob = new Identity(new Name("bob"), RsaPrivate.generate(2048, RANDOM));
    mallory = new Identity(new Name("mallory"), RsaPrivate.generate(2048, RANDOM));
    aliceConnection = ConnectionKey.generate(RANDOM);
    offer = SessionOffer.answer(aliceConnection.announce(alice), alice.publicKey(), bob, RANDOM);
  }

  @Test
  void a_relay_can_change_the_first_characters_of_a_text() throws Exception {
    SealedText sealed = session("bob", "alice").encrypt("pay 5 to carol");
    byte[] iv = HexFormat.of().parseHex(sealed.ivHex());
    iv["[\"pay ".length()] ^= '5' ^ '9';
    SealedText changed =
        new SealedText(sealed.messageHex(), sealed.signatureHex(), HexFormat.of().formatHex(iv));

    assertEquals("pay 9 to carol", session("alice", "bob").decrypt(changed));
  }

  @Test
  void what_forgot_that_it_opened_a_message_opens_it_again() throws Exception {
    SealedText sealed = session("bob", "alice").encrypt("pay 5 to carol");

    assertEquals("pay 5 to carol", session("alice", "bob").decrypt(sealed));
    assertEquals("pay 5 to carol", session("alice", "bob").decrypt(sealed));
  }

  @Test
  void a_member_can_pass_another_s_connection_key_on_as_its_own() throws Exception {
    SignedText stolen = SignedText.by(mallory, aliceConnection.announce(alice).text());

    SessionOffer forMallory = SessionOffer.answer(stolen, mallory.publicKey(), bob, RANDOM);
    PairKeys atAlice = aliceConnection.open(forMallory.sealed(), bob.publicKey());

    assertArrayEquals(forMallory.keys().aes(), atAlice.aes());
  }

  private static ClassicSession session(String me, String contact) {
    return new ClassicSession(offer.keys(), me, contact, RANDOM);
  }
}
