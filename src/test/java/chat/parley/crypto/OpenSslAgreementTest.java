package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The primitives of the classic protocol against the OpenSSL command line, both ways.
class OpenSslAgreementTest {
  private static final byte[] MESSAGE = "Grüße, 世界".getBytes(StandardCharsets.UTF_8);
  private static final String KEY =
      "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";
  private static final String IV = "000102030405060708090a0b0c0d0e0f";

  @TempDir Path temp;

  @BeforeEach
  void givesTheMessageAndTheKeys() throws Exception {
    Files.write(temp.resolve("message"), MESSAGE);
    Files.write(temp.resolve("priv.pem"), Keys.bytes("pkcs8.pem"));
    Files.write(temp.resolve("pub.pem"), Keys.bytes("pub.pem"));
  }

  @Test
  void opensslVerifiesOurPssSignature() throws Exception {
    Files.write(temp.resolve("signature"), RsaPss.signUnlabelled(Keys.privateKey(), MESSAGE));
    byte[] out =
        OpenSsl.in(temp)
            .run(
                "dgst",
                "-sha256",
                "-sigopt",
                "rsa_padding_mode:pss",
                "-sigopt",
                "rsa_pss_saltlen:32",
                "-sigopt",
                "rsa_mgf1_md:sha256",
                "-verify",
                "pub.pem",
                "-signature",
                "signature",
                "message");
    assertEquals("Verified OK", new String(out, StandardCharsets.US_ASCII).strip());
  }

  @Test
  void weVerifyOpensslsPssSignature() throws Exception {
    byte[] signature =
        OpenSsl.in(temp)
            .run(
                "dgst",
                "-sha256",
                "-sigopt",
                "rsa_padding_mode:pss",
                "-sigopt",
                "rsa_pss_saltlen:32",
                "-sigopt",
                "rsa_mgf1_md:sha256",
                "-sign",
                "priv.pem",
                "message");
    assertTrue(RsaPss.verifyUnlabelled(Keys.publicKey(), MESSAGE, signature));
  }

  @ParameterizedTest
  @EnumSource
  void opensslOpensOurOaep(RsaOaep oaep) throws Exception {
    Files.write(temp.resolve("ciphertext"), oaep.encrypt(Keys.publicKey(), MESSAGE));
    byte[] opened =
        OpenSsl.in(temp)
            .run(withOaep(oaep, "pkeyutl", "-decrypt", "-inkey", "priv.pem", "-in", "ciphertext"));
    assertArrayEquals(MESSAGE, opened);
  }

  @ParameterizedTest
  @EnumSource
  void weOpenOpensslsOaep(RsaOaep oaep) throws Exception {
    byte[] ciphertext =
        OpenSsl.in(temp)
            .run(
                withOaep(
                    oaep, "pkeyutl", "-encrypt", "-pubin", "-inkey", "pub.pem", "-in", "message"));
    assertArrayEquals(MESSAGE, oaep.decrypt(Keys.privateKey(), ciphertext));
    ciphertext[100] ^= 1;
    assertThrows(DecryptionFailed.class, () -> oaep.decrypt(Keys.privateKey(), ciphertext));
  }

  private static String[] withOaep(RsaOaep oaep, String... command) {
    String hash = oaep.name().toLowerCase(Locale.ROOT);
    List<String> all = new ArrayList<>(List.of(command));
    for (String option :
        List.of("rsa_padding_mode:oaep", "rsa_oaep_md:" + hash, "rsa_mgf1_md:" + hash)) {
      all.add("-pkeyopt");
      all.add(option);
    }
    return all.toArray(String[]::new);
  }

  @Test
  void aesCbcIsTheSameBothWays() throws Exception {
    OpenSsl openssl = OpenSsl.in(temp);
    byte[] theirs = openssl.run("enc", "-aes-256-cbc", "-K", KEY, "-iv", IV, "-in", "message");
    byte[] key = HexFormat.of().parseHex(KEY);
    byte[] iv = HexFormat.of().parseHex(IV);
    assertArrayEquals(theirs, AesCbc.PKCS7.encrypt(key, iv, MESSAGE));
    assertArrayEquals(MESSAGE, AesCbc.PKCS7.decrypt(key, iv, theirs));
    Files.write(temp.resolve("ours"), AesCbc.PKCS7.encrypt(key, iv, MESSAGE));
    assertArrayEquals(
        MESSAGE, openssl.run("enc", "-d", "-aes-256-cbc", "-K", KEY, "-iv", IV, "-in", "ours"));
  }

  @Test
  void hmacIsTheSame() throws Exception {
    byte[] theirs =
        OpenSsl.in(temp)
            .run(
                "dgst",
                "-sha256",
                "-mac",
                "HMAC",
                "-macopt",
                "hexkey:" + KEY,
                "-binary",
                "message");
    assertTrue(HmacSha256.verify(HexFormat.of().parseHex(KEY), theirs, MESSAGE));
  }
}
