package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Any damage to a key file is refused with a typed exception, or leaves the very key.
class PemDamagePropertyTest {
  private static final String[] PRIVATE = {
    "pkcs8.pem",
    "pkcs1.pem",
    "pkcs8-aes-256.pem",
    "pkcs8-hmac-sha512.pem",
    "pkcs1-aes-256.pem",
    "pkcs1-des3.pem"
  };

  @Property(tries = 100)
  void aTruncatedPrivateKeyIsRefused(
      @ForAll @IntRange(max = 5) int which, @ForAll @IntRange(max = 1_000_000) int at)
      throws Exception {
    byte[] whole = Keys.bytes(PRIVATE[which]);
    assertRefusedOrTheSame(Arrays.copyOf(whole, at % whole.length));
  }

  @Property(tries = 250)
  void aFlippedBitInAPrivateKeyIsRefused(
      @ForAll @IntRange(max = 5) int which,
      @ForAll @IntRange(max = 1_000_000) int at,
      @ForAll @IntRange(max = 7) int bit)
      throws Exception {
    byte[] file = Keys.bytes(PRIVATE[which]);
    file[at % file.length] ^= (byte) (1 << bit);
    assertRefusedOrTheSame(file);
  }

  private static void assertRefusedOrTheSame(byte[] file) throws Exception {
    try {
      assertEquals(
          Keys.publicKey(), PrivateKeyPem.read(file).unlock(Keys.passphrase()).publicKey());
    } catch (PemRejected | KeyRejected e) {
      assertNotEquals(null, e.getMessage());
    }
  }

  @Property(tries = 300)
  void aTruncatedPublicKeyIsRefused(@ForAll @IntRange(max = 1_000) int at) throws Exception {
    byte[] whole = Keys.bytes("pub.pem");
    try {
      assertEquals(Keys.publicKey(), PublicKeyPem.read(Arrays.copyOf(whole, at % whole.length)));
    } catch (PemRejected | KeyRejected e) {
      assertNotEquals(null, e.getMessage());
    }
  }

  @Property(tries = 300)
  void aFlippedBitInAPublicKeyIsRefusedOrMakesAnotherKey(
      @ForAll @IntRange(max = 1_000) int at, @ForAll @IntRange(max = 7) int bit) throws Exception {
    byte[] file = Keys.bytes("pub.pem");
    file[at % file.length] ^= (byte) (1 << bit);
    try {
      RsaPublic key = PublicKeyPem.read(file);
      assertEquals(key, RsaPublic.fromSpki(key.spki()));
    } catch (PemRejected | KeyRejected e) {
      assertNotEquals(null, e.getMessage());
    }
  }
}
