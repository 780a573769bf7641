package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `protocol-parley1.md`, *Identity keys*; case 22 of the adversary.
class IdentityKeyRulesTest {
  private static final BigInteger E = BigInteger.valueOf(65537);

  @TempDir Path temp;

  private static byte[] spki(BigInteger modulus, BigInteger exponent) throws Exception {
    return spki(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE, modulus, exponent);
  }

  private static byte[] spki(
      ASN1ObjectIdentifier oid, ASN1Primitive parameters, BigInteger modulus, BigInteger exponent)
      throws Exception {
    ASN1EncodableVector algorithm = new ASN1EncodableVector();
    algorithm.add(oid);
    if (!parameters.equals(ABSENT)) {
      algorithm.add(parameters);
    }
    return sequence(
            new DERSequence(algorithm),
            new DERBitString(new RSAPublicKey(modulus, exponent).getEncoded(ASN1Encoding.DER)))
        .getEncoded(ASN1Encoding.DER);
  }

  private static final ASN1Primitive ABSENT = new DERSequence(new ASN1EncodableVector());

  private static DERSequence sequence(ASN1Encodable... parts) {
    return new DERSequence(parts);
  }

  private static BigInteger modulus() throws Exception {
    return RSAPublicKey.getInstance(
            SubjectPublicKeyInfo.getInstance(Keys.publicKey().spki()).parsePublicKey())
        .getModulus();
  }

  private static void assertRejected(KeyRejected.Reason reason, byte[] der) {
    assertEquals(reason, assertThrows(KeyRejected.class, () -> RsaPublic.fromSpki(der)).reason());
  }

  @Test
  void theModelOfTheOthersIsAccepted() throws Exception {
    assertEquals(Keys.publicKey(), RsaPublic.fromSpki(spki(modulus(), E)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "4", "4294967297", "0", "-65537", "65536", "65539"})
  void anotherExponentIsRefused(String exponent) throws Exception {
    assertRejected(KeyRejected.Reason.BAD_EXPONENT, spki(modulus(), new BigInteger(exponent)));
  }

  @Test
  void anEvenAPrimeAndANegativeModulusAreRefused() throws Exception {
    assertRejected(KeyRejected.Reason.BAD_MODULUS, spki(modulus().subtract(BigInteger.ONE), E));
    // The prime of RFC 3526, group 14: 2^2048 - 2^1984 - 1 + 2^64 * (floor(2^1918 pi) + 124476).
    assertRejected(KeyRejected.Reason.BAD_MODULUS, spki(new BigInteger(GROUP_14, 16), E));
    assertRejected(KeyRejected.Reason.NOT_CANONICAL, spki(modulus().negate(), E));
    assertRejected(KeyRejected.Reason.NOT_A_KEY, spki(BigInteger.ZERO, E));
  }

  private static final String GROUP_14 =
      "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
          + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
          + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
          + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
          + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
          + "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
          + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
          + "3995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF";

  @Test
  void aModulusOfAnotherLengthIsRefused() throws Exception {
    Random random = new Random(1);
    assertRejected(KeyRejected.Reason.TOO_SHORT, spki(odd(1024, random), E));
    assertRejected(KeyRejected.Reason.TOO_SHORT, spki(odd(2047, random), E));
    assertRejected(KeyRejected.Reason.TOO_LONG, spki(odd(8193, random), E));
    assertRejected(KeyRejected.Reason.TOO_LONG, spki(odd(16384, random), E));
  }

  private static BigInteger odd(int bits, Random random) {
    return new BigInteger(bits, random).setBit(bits - 1).setBit(0);
  }

  @Test
  void theLongestKeyIsReadInBoundedTime() throws Exception {
    byte[] der = spki(odd(8192, new Random(2)), E);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertEquals(8192, RsaPublic.fromSpki(der).bits()));
  }

  @Test
  void oneKeyHasOneEncoding() throws Exception {
    byte[] good = spki(modulus(), E);
    assertRejected(
        KeyRejected.Reason.NOT_CANONICAL,
        spki(PKCSObjectIdentifiers.rsaEncryption, ABSENT, modulus(), E));
    assertRejected(KeyRejected.Reason.NOT_A_KEY, Arrays.copyOf(good, good.length + 1));
    assertRejected(
        KeyRejected.Reason.NOT_CANONICAL,
        new BERSequence(
                new ASN1Encodable[] {
                  DERSequence.getInstance(good).getObjectAt(0),
                  DERSequence.getInstance(good).getObjectAt(1)
                })
            .getEncoded());
    assertRejected(
        KeyRejected.Reason.NOT_RSA,
        spki(PKCSObjectIdentifiers.id_RSASSA_PSS, DERNull.INSTANCE, modulus(), E));
    assertRejected(
        KeyRejected.Reason.NOT_RSA,
        spki(PKCSObjectIdentifiers.id_RSAES_OAEP, DERNull.INSTANCE, modulus(), E));
  }

  @Test
  void anyTruncationAndBitFlipIsRefusedOrAnotherKey() throws Exception {
    byte[] good = spki(modulus(), E);
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThrows(KeyRejected.class, () -> RsaPublic.fromSpki(cut));
    }
    int before = 32;
    for (int at = 0; at < before; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = good.clone();
        flipped[at] ^= (byte) (1 << bit);
        assertThrows(KeyRejected.class, () -> RsaPublic.fromSpki(flipped));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ec-pub.pem, NOT_RSA",
    "ed25519-pub.pem, NOT_RSA",
    "pss-pub.pem, NOT_RSA",
    "short-pub.pem, TOO_SHORT",
    "exponent3-pub.pem, BAD_EXPONENT"
  })
  void aPublicKeyFileThatBreaksARuleSaysWhich(String file, KeyRejected.Reason reason)
      throws Exception {
    byte[] bytes = Keys.bytes(file);
    assertEquals(reason, assertThrows(KeyRejected.class, () -> PublicKeyPem.read(bytes)).reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pkcs8.pem", "certificate.pem", "pkcs1-pub.pem"})
  void aFileWithoutAPublicKeyIsRefused(String file) throws Exception {
    byte[] bytes = Keys.bytes(file);
    assertEquals(
        PemRejected.Reason.OTHER_CONTENT,
        assertThrows(PemRejected.class, () -> PublicKeyPem.read(bytes)).reason());
  }

  @Test
  void aPublicKeyIsWrittenAsPyCryptodomeDoes() throws Exception {
    String openssl = new String(Keys.bytes("pub.pem"), StandardCharsets.US_ASCII);
    assertEquals(openssl, PublicKeyPem.write(Keys.publicKey()) + "\n");
  }

  @Test
  void aPrivateKeyWhosePartsDoNotBelongTogetherIsRefused() throws Exception {
    RSAPrivateKey good = privateKey();
    BigInteger one = BigInteger.ONE;
    BigInteger n = good.getModulus();
    BigInteger d = good.getPrivateExponent();
    BigInteger p = good.getPrime1();
    BigInteger q = good.getPrime2();
    BigInteger dp = good.getExponent1();
    BigInteger dq = good.getExponent2();
    BigInteger c = good.getCoefficient();
    BigInteger zero = BigInteger.ZERO;
    RsaPrivate.fromPkcs1(good.getEncoded());
    for (RSAPrivateKey bad :
        new RSAPrivateKey[] {
          new RSAPrivateKey(n, E, d.add(one), p, q, dp, dq, c),
          new RSAPrivateKey(n, E, zero, p, q, zero, zero, c),
          new RSAPrivateKey(n, E, d.negate(), p, q, dp, dq, c),
          new RSAPrivateKey(n, E, d.add(n), p, q, dp, dq, c),
          new RSAPrivateKey(n, E, d, q, p, dp, dq, c),
          new RSAPrivateKey(n, E, d, n, one, d, zero, one),
          new RSAPrivateKey(n, E, d, one, n, zero, d, zero),
          new RSAPrivateKey(n, E, d, zero, zero, dp, dq, c),
          new RSAPrivateKey(n, E, d, p.negate(), q.negate(), dp, dq, c),
          new RSAPrivateKey(n, E, d, p, q, dp.add(one), dq, c),
          new RSAPrivateKey(n, E, d, p, q, dp, dq.add(one), c),
          new RSAPrivateKey(n, E, d, p, q, dp, dq, c.add(one)),
          new RSAPrivateKey(n, E, d, p, q, dp, dq, c.add(p)),
          new RSAPrivateKey(n, E, d, p, q, dp, dq, zero),
          new RSAPrivateKey(n.add(BigInteger.TWO), E, d, p, q, dp, dq, c)
        }) {
      byte[] der = bad.getEncoded();
      assertEquals(
          KeyRejected.Reason.INCONSISTENT,
          assertThrows(KeyRejected.class, () -> RsaPrivate.fromPkcs1(der)).reason());
    }
  }

  private static RSAPrivateKey privateKey() throws Exception {
    return RSAPrivateKey.getInstance(
        PrivateKeyInfo.getInstance(Keys.privateKey().pkcs8()).parsePrivateKey());
  }

  @Test
  void aSignatureThatIsNoNumberBelowTheModulusIsRefused() throws Exception {
    byte[] ones = new byte[256];
    Arrays.fill(ones, (byte) 0xff);
    byte[] modulus = Arrays.copyOfRange(modulus().toByteArray(), 1, 257);
    for (byte[] signature : new byte[][] {ones, modulus, new byte[256], new byte[255]}) {
      assertEquals(false, RsaPss.verifyUnlabelled(Keys.publicKey(), new byte[3], signature));
    }
    for (byte[] ciphertext : new byte[][] {ones, modulus, new byte[256], new byte[0]}) {
      assertThrows(
          DecryptionFailed.class, () -> RsaOaep.SHA1.decrypt(Keys.privateKey(), ciphertext));
    }
  }

  @Test
  void theLongestOaepPlaintextFitsAndNoLonger() throws Exception {
    int max = RsaOaep.SHA1.maxPlaintext(Keys.publicKey());
    assertEquals(214, max);
    byte[] longest = new byte[max];
    assertArrayEquals(
        longest,
        RsaOaep.SHA1.decrypt(Keys.privateKey(), RsaOaep.SHA1.encrypt(Keys.publicKey(), longest)));
    assertThrows(
        IllegalArgumentException.class,
        () -> RsaOaep.SHA1.encrypt(Keys.publicKey(), new byte[max + 1]));
  }

  @Test
  void aPaddedCiphertextOfAnyWrongLengthOrPaddingFails() {
    byte[] key = new byte[AesCbc.KEY_BYTES];
    byte[] iv = new byte[AesCbc.IV_BYTES];
    for (int length : new int[] {0, 1, 15, 17, 16, 32}) {
      assertThrows(DecryptionFailed.class, () -> AesCbc.PKCS7.decrypt(key, iv, new byte[length]));
    }
    assertThrows(
        IllegalArgumentException.class, () -> AesCbc.PKCS7.decrypt(new byte[16], iv, new byte[16]));
    assertThrows(
        IllegalArgumentException.class, () -> AesCbc.PKCS7.decrypt(key, new byte[8], new byte[16]));
  }

  @Test
  void theDerIsWhatOpensslWrites() throws Exception {
    Files.write(temp.resolve("pub.pem"), Keys.bytes("pub.pem"));
    assertArrayEquals(
        OpenSsl.in(temp).run("rsa", "-pubin", "-in", "pub.pem", "-outform", "der"),
        Keys.publicKey().spki());
  }
}
