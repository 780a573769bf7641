package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class RsaPssLabelTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RsaPrivate KEY = RsaPrivate.generate(RsaPublic.MIN_BITS, RANDOM);
  private static final Label LABEL = new Label("test one");
  private static final byte[] PART = {1, 2, 3};

  @Test
  void aSignatureHoldsForItsLabelAndBytesOnly() {
    byte[] signature = RsaPss.sign(KEY, LABEL, RANDOM, PART, PART);

    assertTrue(RsaPss.verify(KEY.publicKey(), LABEL, signature, PART, PART));
    assertTrue(RsaPss.verify(KEY.publicKey(), LABEL, signature, new byte[] {1, 2, 3, 1, 2, 3}));
    assertFalse(RsaPss.verify(KEY.publicKey(), LABEL, signature, PART));
    assertFalse(RsaPss.verify(KEY.publicKey(), new Label("test two"), signature, PART, PART));
    assertFalse(RsaPss.verifyUnlabelled(KEY.publicKey(), PART, signature));
  }

  @Test
  void aSignatureOfAnotherLengthIsRefused() {
    assertFalse(RsaPss.verify(KEY.publicKey(), LABEL, new byte[0], PART));
    assertFalse(RsaPss.verify(KEY.publicKey(), LABEL, new byte[257], PART));
  }
}
