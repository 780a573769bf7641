package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RC2CBCParameter;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyPemTest {
  private static final char[] NONE = {};
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path temp;

  private static PemRejected.Reason rejection(byte[] file, char[] passphrase) {
    return assertThrows(PemRejected.class, () -> PrivateKeyPem.read(file).unlock(passphrase))
        .reason();
  }

  private static KeyRejected.Reason keyRejection(byte[] file) {
    return assertThrows(KeyRejected.class, () -> PrivateKeyPem.read(file).unlock(NONE)).reason();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pkcs8.pem", "pkcs1.pem", "pkcs8-text-crlf.pem"})
  void opensEveryPlainForm(String file) throws Exception {
    PrivateKeyPem pem = PrivateKeyPem.read(Keys.bytes(file));
    assertFalse(pem.isLocked());
    assertEquals(Keys.publicKey(), pem.unlock(NONE).publicKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkcs8-aes-128.pem",
        "pkcs8-aes-192.pem",
        "pkcs8-aes-256.pem",
        "pkcs8-des3.pem",
        "pkcs8-hmac-sha1.pem",
        "pkcs8-hmac-sha224.pem",
        "pkcs8-hmac-sha384.pem",
        "pkcs8-hmac-sha512.pem",
        "pkcs8-scrypt.pem",
        "pkcs1-aes-128.pem",
        "pkcs1-aes-192.pem",
        "pkcs1-aes-256.pem",
        "pkcs1-des3.pem"
      })
  void opensEveryEncryptedFormWithItsPassphraseOnly(String file) throws Exception {
    byte[] bytes = Keys.bytes(file);
    assertTrue(PrivateKeyPem.read(bytes).isLocked());
    assertEquals(Keys.publicKey(), PrivateKeyPem.read(bytes).unlock(Keys.passphrase()).publicKey());
    assertEquals(PemRejected.Reason.PASSPHRASE_NEEDED, rejection(bytes, NONE));
    assertEquals(
        PemRejected.Reason.PASSPHRASE_WRONG, rejection(bytes, "grünes Pferd 43".toCharArray()));
  }

  @Test
  void aWrongPassphraseIsToldAlsoWhereThePaddingHappensToBeGood() throws Exception {
    byte[] bytes = Keys.bytes("pkcs1-aes-256.pem");
    for (int i = 0; i < 2_000; i++) {
      assertEquals(
          PemRejected.Reason.PASSPHRASE_WRONG, rejection(bytes, ("guess " + i).toCharArray()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void lineEndsAndTextAroundMakeNoDifference(String lineEnd) throws Exception {
    for (String file : new String[] {"pkcs8.pem", "pkcs8-aes-256.pem", "pkcs1-aes-256.pem"}) {
      String pem = new String(Keys.bytes(file), StandardCharsets.US_ASCII);
      for (String variant :
          new String[] {
            pem, pem.strip(), pem + "\n\n", "Grüße: an alle\n---\n" + pem, pem + "\nafter\n",
          }) {
        byte[] bytes = variant.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
        assertEquals(
            Keys.publicKey(), PrivateKeyPem.read(bytes).unlock(Keys.passphrase()).publicKey());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pub.pem, OTHER_CONTENT",
    "certificate.pem, OTHER_CONTENT",
    "pkcs1-pub.pem, OTHER_CONTENT",
    "openssh.pem, OPENSSH_FORMAT",
    "pbes1.pem, ENCRYPTION_UNKNOWN",
    "pkcs1-camellia.pem, ENCRYPTION_UNKNOWN",
    "costly-pbkdf2.pem, ENCRYPTION_COSTLY"
  })
  void whatCannotBeOpenedSaysWhy(String file, PemRejected.Reason reason) throws Exception {
    assertEquals(reason, rejection(Keys.bytes(file), Keys.passphrase()));
  }

  @ParameterizedTest
  @CsvSource({
    "ec.pem, NOT_RSA",
    "ec-with-parameters.pem, NOT_RSA",
    "ed25519.pem, NOT_RSA",
    "pss.pem, NOT_RSA",
    "short.pem, TOO_SHORT",
    "exponent3.pem, BAD_EXPONENT",
    "three-primes.pem, INCONSISTENT"
  })
  void aKeyThatBreaksARuleSaysWhich(String file, KeyRejected.Reason reason) throws Exception {
    assertEquals(reason, keyRejection(Keys.bytes(file)));
  }

  @Test
  void whatIsNoPemIsToldFromWhatIsCutOffOrDamaged() throws Exception {
    assertEquals(PemRejected.Reason.NOT_PEM, rejection(new byte[0], NONE));
    assertEquals(PemRejected.Reason.NOT_PEM, rejection(new byte[65_536], NONE));
    assertEquals(
        PemRejected.Reason.NOT_PEM,
        rejection("-----BEGIN PRIVATE".getBytes(StandardCharsets.US_ASCII), NONE));
    byte[] whole = Keys.bytes("pkcs8.pem");
    assertEquals(
        PemRejected.Reason.CUT_OFF, rejection(Arrays.copyOf(whole, whole.length / 2), NONE));
    byte[] damaged = whole.clone();
    damaged[500] = '!';
    assertEquals(PemRejected.Reason.DAMAGED, rejection(damaged, NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Proc-Type: 4,ENCRYPTED\n\n",
        "DEK-Info: AES-256-CBC,00\n\n",
        "DEK-Info: AES-256-CBC\n\n",
        "DEK-Info: AES-256-CBC,zz112233445566778899aabbccddeeff\n\n",
        "DEK-Info: DES-EDE3-CBC,00112233445566778899aabbccddeeff\n\n",
        "DEK-Info: ,\n\n"
      })
  void headersThatMakeNoSenseAreRefused(String headers) {
    byte[] file =
        ("-----BEGIN RSA PRIVATE KEY-----\n" + headers + "AAAA\n-----END RSA PRIVATE KEY-----\n")
            .getBytes(StandardCharsets.US_ASCII);
    PemRejected.Reason reason = rejection(file, Keys.passphrase());
    assertTrue(
        reason == PemRejected.Reason.DAMAGED || reason == PemRejected.Reason.ENCRYPTION_UNKNOWN,
        reason::toString);
  }

  /// As of `openssl pkcs8 -topk8 -v2 rc2-cbc` (RFC 8018 B.2.3).
  @Test
  void aCipherWithParametersOfItsOwnIsUnknownNotDamage() throws Exception {
    byte[] file =
        encrypted(
            pbkdf2(new byte[8], 2048, 16),
            new EncryptionScheme(
                PKCSObjectIdentifiers.RC2_CBC, new RC2CBCParameter(58, new byte[8])));
    assertEquals(PemRejected.Reason.ENCRYPTION_UNKNOWN, rejection(file, Keys.passphrase()));
  }

  private static byte[] encrypted(KeyDerivationFunc function, int ivBytes, String cipher)
      throws Exception {
    return encrypted(
        function,
        new EncryptionScheme(
            new ASN1ObjectIdentifier(cipher), new DEROctetString(new byte[ivBytes])));
  }

  private static byte[] encrypted(KeyDerivationFunc function, EncryptionScheme scheme)
      throws Exception {
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(function, scheme));
    return PemBlock.write(
        "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(algorithm, new byte[32]).getEncoded());
  }

  private static KeyDerivationFunc scrypt(int cost, int block, int parallel) {
    return new KeyDerivationFunc(
        MiscObjectIdentifiers.id_scrypt, new ScryptParams(new byte[8], cost, block, parallel));
  }

  private static KeyDerivationFunc pbkdf2(byte[] salt, int rounds, int keyLength) {
    return new KeyDerivationFunc(
        PKCSObjectIdentifiers.id_PBKDF2,
        new PBKDF2Params(
            salt,
            rounds,
            keyLength,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256)));
  }

  @Test
  void aHostileKeyDerivationIsRefusedAtOnce() {
    String aes = NISTObjectIdentifiers.id_aes256_CBC.getId();
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          assertCostly(encrypted(scrypt(1 << 30, 8, 1), 16, aes));
          assertCostly(encrypted(scrypt(1 << 14, 1 << 20, 1), 16, aes));
          assertCostly(encrypted(scrypt(1 << 14, 8, 1 << 20), 16, aes));
          assertCostly(encrypted(scrypt(2, 1 << 17, 16), 16, aes));
          assertCostly(encrypted(pbkdf2(new byte[8], 10_000_001, 32), 16, aes));
          assertCostly(encrypted(pbkdf2(new byte[8], Integer.MAX_VALUE, 32), 16, aes));
        });
  }

  private static void assertCostly(byte[] file) {
    assertEquals(PemRejected.Reason.ENCRYPTION_COSTLY, rejection(file, Keys.passphrase()));
  }

  @Test
  void parametersThatMakeNoSenseAreDamage() throws Exception {
    String aes = NISTObjectIdentifiers.id_aes256_CBC.getId();
    for (byte[] file :
        new byte[][] {
          encrypted(pbkdf2(new byte[0], 1000, 32), 16, aes),
          encrypted(pbkdf2(new byte[8], 0, 32), 16, aes),
          encrypted(pbkdf2(new byte[8], -1, 32), 16, aes),
          encrypted(pbkdf2(new byte[8], 1000, 16), 16, aes),
          encrypted(pbkdf2(new byte[8], 1000, 32), 8, aes),
          encrypted(scrypt(1000, 8, 1), 16, aes),
          encrypted(scrypt(0, 8, 1), 16, aes),
          encrypted(scrypt(1, 8, 1), 16, aes),
          encrypted(scrypt(1024, 0, 1), 16, aes),
          encrypted(scrypt(1024, 8, -1), 16, aes)
        }) {
      assertEquals(PemRejected.Reason.DAMAGED, rejection(file, Keys.passphrase()));
    }
  }

  @Test
  void deeplyNestedBytesAreRefusedInBoundedTimeAndStack() {
    byte[] nested = new byte[48_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }
    assertThrows(
        KeyRejected.class,
        () -> PrivateKeyPem.read(PemBlock.write("PRIVATE KEY", nested)).unlock(NONE));
    assertThrows(
        KeyRejected.class,
        () ->
            PrivateKeyPem.read(PemBlock.write("PRIVATE KEY", Arrays.copyOf(nested, 8_000)))
                .unlock(NONE));
    assertEquals(
        PemRejected.Reason.DAMAGED,
        rejection(PemBlock.write("ENCRYPTED PRIVATE KEY", nested), Keys.passphrase()));
  }

  @Test
  void whatIsWrittenPlainIsReadBackByOpenssl() throws Exception {
    byte[] file = PrivateKeyPem.write(Keys.privateKey(), NONE, RANDOM);
    assertArrayEquals(Keys.bytes("pkcs8.pem"), file);
    Files.write(temp.resolve("priv.pem"), file);
    assertArrayEquals(
        Keys.bytes("pub.pem"), OpenSsl.in(temp).run("pkey", "-in", "priv.pem", "-pubout"));
  }

  @Test
  void whatIsWrittenEncryptedIsReadBackByUsAndByOpenssl() throws Exception {
    byte[] file = PrivateKeyPem.write(Keys.privateKey(), Keys.passphrase(), RANDOM);
    assertEquals(Keys.publicKey(), PrivateKeyPem.read(file).unlock(Keys.passphrase()).publicKey());
    Files.write(temp.resolve("priv.pem"), file);
    Files.writeString(temp.resolve("passphrase"), new String(Keys.passphrase()));
    OpenSsl openssl = OpenSsl.in(temp);
    assertArrayEquals(
        Keys.bytes("pub.pem"),
        openssl.run("pkey", "-in", "priv.pem", "-passin", "file:passphrase", "-pubout"));
    String parameters =
        new String(openssl.run("asn1parse", "-in", "priv.pem"), StandardCharsets.US_ASCII);
    assertTrue(parameters.contains(":PBES2"));
    assertTrue(parameters.contains(":hmacWithSHA256"));
    assertTrue(parameters.contains(":aes-256-cbc"));
    assertTrue(parameters.contains("INTEGER           :0927C0"), "600,000 rounds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "genrsa 2048",
        "genrsa -traditional 2048",
        "genrsa -aes256 -passout file:passphrase 2048",
        "genrsa -traditional -aes128 -passout file:passphrase 2048",
        "genrsa -traditional -des3 -passout file:passphrase 2048",
        "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -aes-256-cbc -pass file:passphrase"
      })
  void opensWhatTheInstalledOpensslMakes(String command) throws Exception {
    Files.writeString(temp.resolve("passphrase"), new String(Keys.passphrase()));
    byte[] file = OpenSsl.in(temp).run(command.split(" "));
    assertEquals(2048, PrivateKeyPem.read(file).unlock(Keys.passphrase()).publicKey().bits());
  }

  @Test
  void noSecretIsInATextOfAnException() throws Exception {
    byte[] bytes = Keys.bytes("pkcs1-aes-256.pem");
    PemRejected wrong =
        assertThrows(
            PemRejected.class, () -> PrivateKeyPem.read(bytes).unlock("hunter2".toCharArray()));
    assertFalse(wrong.toString().contains("hunter2"));
    assertEquals(null, wrong.getCause());
    assertEquals("PrivateKeyPem[locked]", PrivateKeyPem.read(bytes).toString());
    assertEquals("RsaPrivate[2048 bits]", Keys.privateKey().toString());
  }
}
