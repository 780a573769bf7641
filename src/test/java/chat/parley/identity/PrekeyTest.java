package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.crypto.MlKem768;
import chat.parley.crypto.RsaPrivate;
import chat.parley.crypto.X25519;
import chat.parley.model.Name;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PrekeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Identity BOB =
      new Identity(new Name("bob"), RsaPrivate.generate(2048, RANDOM));
  private static final byte[] X = X25519.publicKey(X25519.newPrivateKey(RANDOM));
  private static final byte[] K = MlKem768.publicKey(MlKem768.newSeed(RANDOM));

  private static Prekey prekey() throws PrekeyRejected {
    return new Prekey(0xdeadbeef, true, Instant.ofEpochMilli(0x0102030405L), X, K);
  }

  @Test
  void theEncodingIsTheProtocols() throws PrekeyRejected {
    byte[] encoded = prekey().encode();

    assertEquals(1229, encoded.length);
    assertEquals("deadbeef" + "01" + "0000000102030405", HexFormat.of().formatHex(encoded, 0, 13));
    assertArrayEquals(X, Arrays.copyOfRange(encoded, 13, 45));
    assertArrayEquals(K, Arrays.copyOfRange(encoded, 45, 1229));
    assertEquals(prekey(), Prekey.decode(encoded));
  }

  @Test
  void otherBytesAreRejected() throws PrekeyRejected {
    byte[] encoded = prekey().encode();
    for (int length : new int[] {0, 13, 1228, 1230, 5000}) {
      assertRejected(Arrays.copyOf(encoded, length));
    }
    assertRejected(with(encoded, 4, 2));
    assertRejected(with(encoded, 5, 0x80));
  }

  /// Case 14 of the adversary page: an unreduced ML-KEM key in a bundle.
  @Test
  void anUnreducedKeyIsRejected() throws PrekeyRejected {
    byte[] encoded = prekey().encode();
    encoded[45] = (byte) 0xff;
    encoded[46] = (byte) 0xff;
    assertRejected(encoded);
  }

  private static byte[] with(byte[] encoded, int at, int value) {
    byte[] changed = encoded.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static void assertRejected(byte[] bytes) {
    assertThrows(PrekeyRejected.class, () -> Prekey.decode(bytes));
  }

  @Test
  void aSignatureBindsPrekeyNameAndKey() throws PrekeyRejected {
    byte[] signature = prekey().sign(BOB, RANDOM);
    RsaPrivate other = RsaPrivate.generate(2048, RANDOM);

    assertTrue(prekey().isSignedBy(BOB.name(), BOB.publicKey(), signature));
    assertFalse(prekey().isSignedBy(new Name("bo"), BOB.publicKey(), signature));
    assertFalse(prekey().isSignedBy(BOB.name(), other.publicKey(), signature));
    Prekey oneTime = new Prekey(0xdeadbeef, false, prekey().issued(), X, K);
    assertFalse(oneTime.isSignedBy(BOB.name(), BOB.publicKey(), signature));
  }
}
