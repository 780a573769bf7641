package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class X25519Test {
  private static final HexFormat HEX = HexFormat.of();
  private static final String ALICE =
      "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
  private static final String BOB =
      "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";

  /// RFC 7748 §5.2, the two single vectors; the second coordinate has its highest bit set.
  @ParameterizedTest
  @CsvSource({
    "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
        + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
        + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
    "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
        + "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
        + "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
  })
  void agreesWithThePublishedVectors(String privateKey, String publicKey, String secret)
      throws InvalidPublicKey {
    assertEquals(
        secret, HEX.formatHex(X25519.agree(HEX.parseHex(privateKey), HEX.parseHex(publicKey))));
  }

  /// RFC 7748 §5.2, the iterated vector after 1 and after 1,000 rounds.
  @Test
  void agreesWithTheIteratedVector() throws InvalidPublicKey {
    byte[] k = new byte[X25519.KEY_BYTES];
    k[0] = 9;
    byte[] u = k.clone();
    for (int round = 1; round <= 1000; round++) {
      byte[] next = X25519.agree(k, u);
      u = k;
      k = next;
      if (round == 1) {
        assertEquals(
            "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079", HEX.formatHex(k));
      }
    }
    assertEquals(
        "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", HEX.formatHex(k));
  }

  /// RFC 7748 §6.1.
  @Test
  void twoPartiesAgree() throws InvalidPublicKey {
    byte[] alice = X25519.publicKey(HEX.parseHex(ALICE));
    byte[] bob = X25519.publicKey(HEX.parseHex(BOB));

    assertEquals(
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a", HEX.formatHex(alice));
    assertEquals(
        "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", HEX.formatHex(bob));
    assertEquals(
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742",
        HEX.formatHex(X25519.agree(HEX.parseHex(ALICE), bob)));
    assertArrayEquals(
        X25519.agree(HEX.parseHex(BOB), alice), X25519.agree(HEX.parseHex(ALICE), bob));
  }

  /// All encodings of points of low order: RFC 7748 §6.1 and §7, the values as listed by D. J. Bernstein
  /// (cr.yp.to/ecdh.html, *Validate*), with and without the ignored bit.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void pointsOfLowOrderAreRefused(String point) {
    byte[] key = HEX.parseHex(point);
    assertThrows(InvalidPublicKey.class, () -> X25519.agree(HEX.parseHex(ALICE), key));
    byte[] ignoredBit = key.clone();
    ignoredBit[31] |= (byte) 0x80;
    assertThrows(InvalidPublicKey.class, () -> X25519.agree(HEX.parseHex(ALICE), ignoredBit));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33})
  void keysOfOtherLengthsAreRefused(int length) {
    assertThrows(InvalidPublicKey.class, () -> X25519.agree(HEX.parseHex(ALICE), new byte[length]));
    assertThrows(IllegalArgumentException.class, () -> X25519.publicKey(new byte[length]));
  }

  @Test
  void aNewKeyIsAsLongAsItMustBe() {
    assertEquals(X25519.KEY_BYTES, X25519.newPrivateKey(new SecureRandom()).length);
  }
}
