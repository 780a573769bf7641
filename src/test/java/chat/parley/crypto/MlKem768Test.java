package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KEM;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlKem768Test {
  private static final HexFormat HEX = HexFormat.of();

  /// NIST ACVP, ML-KEM-keyGen-FIPS203, ML-KEM-768, tcId 26: `d ‖ z`, and the beginning, the end and the
  /// SHA-256 of `ek`.
  @Test
  void makesTheKeyOfTheNistVector() {
    byte[] seed =
        HEX.parseHex(
            "e34a701c4c87582f42264ee422d3c684d97611f2523efe0c998af05056d693dc"
                + "a85768f3486bd32a01bf9a8f21ea938e648eae4e5448c34c3eb88820b159eedd");

    byte[] publicKey = MlKem768.publicKey(seed);

    assertEquals(
        "6d14a071f7cc452558d5e71a7b087062ecb1386844588246126402b1fa163773",
        HEX.formatHex(publicKey, 0, 32));
    assertEquals(
        "2bc80ba146226216fe62968a60d04e8c170d741c7a2b0e1abdac968",
        HEX.formatHex(publicKey).substring(2 * publicKey.length - 55));
    assertEquals(
        "7799c9d8eef172aa78c073514f2f039c240de8c5cb61bca82ba0bc46041ce279",
        HEX.formatHex(Sha256.digest(publicKey)));
  }

  /// The accumulated vectors of Go's `crypto/mlkem` (`TestAccumulated`, made after C2SP CCTV `ML-KEM`):
  /// keys, ciphertexts, secrets and implicit rejections of 100 seeds, hashed into one value.
  @Test
  void agreesWithTheAccumulatedVectorsOfGo() throws InvalidPublicKey {
    SHAKEDigest input = new SHAKEDigest(128);
    SHAKEDigest output = new SHAKEDigest(128);
    for (int i = 0; i < 100; i++) {
      byte[] seed = draw(input, MlKem768.SEED_BYTES);
      byte[] publicKey = MlKem768.publicKey(seed);
      MlKem768.Encapsulated made =
          MlKem768.encapsulate(publicKey, new OneDraw(draw(input, MlKem768.SECRET_BYTES)));
      absorb(output, publicKey, made.ciphertext(), made.secret());
      assertArrayEquals(made.secret(), MlKem768.decapsulate(seed, made.ciphertext()));
      absorb(output, MlKem768.decapsulate(seed, draw(input, MlKem768.CIPHERTEXT_BYTES)));
    }

    assertEquals(
        "1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415",
        HEX.formatHex(draw(output, 32)));
  }

  @Test
  void agreesWithTheImplementationOfTheRuntime() throws Exception {
    SecureRandom random = new SecureRandom();
    KEM kem = KEM.getInstance("ML-KEM-768");
    KeyPair theirs = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
    byte[] spki = theirs.getPublic().getEncoded();
    byte[] header = Arrays.copyOf(spki, spki.length - MlKem768.PUBLIC_KEY_BYTES);
    byte[] raw = Arrays.copyOfRange(spki, header.length, spki.length);

    MlKem768.Encapsulated made = MlKem768.encapsulate(raw, random);
    assertArrayEquals(
        made.secret(),
        kem.newDecapsulator(theirs.getPrivate()).decapsulate(made.ciphertext()).getEncoded());

    byte[] seed = MlKem768.newSeed(random);
    byte[] ours = Arrays.copyOf(header, spki.length);
    System.arraycopy(MlKem768.publicKey(seed), 0, ours, header.length, MlKem768.PUBLIC_KEY_BYTES);
    KEM.Encapsulated other =
        kem.newEncapsulator(
                KeyFactory.getInstance("ML-KEM-768").generatePublic(new X509EncodedKeySpec(ours)))
            .encapsulate();
    assertArrayEquals(other.key().getEncoded(), MlKem768.decapsulate(seed, other.encapsulation()));
  }

  @Test
  void aCoefficientOf3329OrMoreIsRefused() throws InvalidPublicKey {
    byte[] key = MlKem768.publicKey(new byte[MlKem768.SEED_BYTES]);
    MlKem768.requireValid(key);
    for (int coefficient : new int[] {0, 1, 383, 767}) {
      for (int value : new int[] {3329, 4095}) {
        byte[] bad = key.clone();
        write(bad, coefficient, value);
        assertThrows(InvalidPublicKey.class, () -> MlKem768.requireValid(bad));
        assertThrows(InvalidPublicKey.class, () -> MlKem768.encapsulate(bad, new SecureRandom()));
      }
      byte[] good = key.clone();
      write(good, coefficient, 3328);
      MlKem768.requireValid(good);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1183, 1185})
  void publicKeysOfOtherLengthsAreRefused(int length) {
    assertThrows(InvalidPublicKey.class, () -> MlKem768.requireValid(new byte[length]));
  }

  @Test
  void seedsAndCiphertextsOfOtherLengthsAreRefused() {
    byte[] seed = new byte[MlKem768.SEED_BYTES];
    assertThrows(IllegalArgumentException.class, () -> MlKem768.publicKey(new byte[2400]));
    assertThrows(IllegalArgumentException.class, () -> MlKem768.decapsulate(seed, new byte[1087]));
  }

  @Test
  void aCiphertextOfAnotherKeyGivesAnotherSecret() throws InvalidPublicKey {
    SecureRandom random = new SecureRandom();
    byte[] seed = MlKem768.newSeed(random);
    MlKem768.Encapsulated made =
        MlKem768.encapsulate(MlKem768.publicKey(MlKem768.newSeed(random)), random);

    assertFalse(Arrays.equals(made.secret(), MlKem768.decapsulate(seed, made.ciphertext())));
  }

  /// Two coefficients of 12 bits in three bytes, the low bits first (FIPS 203, algorithm 5).
  private static void write(byte[] key, int coefficient, int value) {
    int at = coefficient / 2 * 3;
    if (coefficient % 2 == 0) {
      key[at] = (byte) value;
      key[at + 1] = (byte) ((key[at + 1] & 0xf0) | (value >> 8));
    } else {
      key[at + 1] = (byte) ((key[at + 1] & 0x0f) | (value << 4));
      key[at + 2] = (byte) (value >> 4);
    }
  }

  private static byte[] draw(SHAKEDigest from, int length) {
    byte[] drawn = new byte[length];
    from.doOutput(drawn, 0, length);
    return drawn;
  }

  private static void absorb(SHAKEDigest into, byte[]... parts) {
    for (byte[] part : parts) {
      into.update(part, 0, part.length);
    }
  }

  private static final class OneDraw extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] bytes;

    OneDraw(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      assertEquals(bytes.length, target.length);
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
