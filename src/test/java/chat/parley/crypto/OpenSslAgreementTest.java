package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void opensslOpensOurOaep() throws Exception {
    Files.write(temp.resolve("ciphertext"), RsaOaep.SHA1.encrypt(Keys.publicKey(), MESSAGE));
    byte[] opened =
        OpenSsl.in(temp)
            .run(
                "pkeyutl",
                "-decrypt",
                "-inkey",
                "priv.pem",
                "-in",
                "ciphertext",
                "-pkeyopt",
                "rsa_padding_mode:oaep",
                "-pkeyopt",
                "rsa_oaep_md:sha1",
                "-pkeyopt",
                "rsa_mgf1_md:sha1");
    assertArrayEquals(MESSAGE, opened);
  }

  @Test
  void weOpenOpensslsOaep() throws Exception {
    byte[] ciphertext =
        OpenSsl.in(temp)
            .run(
                "pkeyutl",
                "-encrypt",
                "-pubin",
                "-inkey",
                "pub.pem",
                "-in",
                "message",
                "-pkeyopt",
                "rsa_padding_mode:oaep",
                "-pkeyopt",
                "rsa_oaep_md:sha1",
                "-pkeyopt",
                "rsa_mgf1_md:sha1");
    assertArrayEquals(MESSAGE, RsaOaep.SHA1.decrypt(Keys.privateKey(), ciphertext));
    ciphertext[100] ^= 1;
    assertThrows(DecryptionFailed.class, () -> RsaOaep.SHA1.decrypt(Keys.privateKey(), ciphertext));
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
