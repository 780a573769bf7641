package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The primitives of the classic protocol and of key files against vectors that others published.
class PublishedVectorsTest {
  /// FIPS 180-4 examples, "abc".
  @Test
  void sha256AndSha512() {
    byte[] abc = ascii("abc");
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        hex(Sha256.digest(abc)));
    assertEquals(
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        hex(Sha512.digest(ascii("a"), ascii("bc"))));
  }

  /// RFC 4231 §4.2 to §4.5.
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
        + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
        + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,"
        + " dddddddddddddddddddddddddddddddddddddddddddddddddd"
        + "dddddddddddddddddddddddddddddddddddddddddddddddddd,"
        + " 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    "0102030405060708090a0b0c0d0e0f10111213141516171819,"
        + " cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
        + "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd,"
        + " 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
  })
  void hmacSha256(String key, String data, String tag) {
    assertEquals(tag, hex(HmacSha256.tag(bytes(key), bytes(data))));
    assertTrue(HmacSha256.verify(bytes(key), bytes(tag), bytes(data)));
    byte[] other = bytes(tag);
    other[31] ^= 1;
    assertFalse(HmacSha256.verify(bytes(key), other, bytes(data)));
    assertFalse(HmacSha256.verify(bytes(key), new byte[0], bytes(data)));
  }

  /// RFC 4231 §4.7 and §4.8: a key longer than a block.
  @ParameterizedTest
  @CsvSource({
    "Test Using Larger Than Block-Size Key - Hash Key First,"
        + " 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    "This is a test using a larger than block-size key and a larger than block-size data."
        + " The key needs to be hashed before being used by the HMAC algorithm.,"
        + " 9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
  })
  void hmacSha256OfALongKey(String data, String tag) {
    assertEquals(tag, hex(HmacSha256.tag(bytes("aa".repeat(131)), ascii(data))));
  }

  /// RFC 7914 §11.
  @ParameterizedTest
  @CsvSource({
    "passwd, salt, 1, 55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
        + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
    "Password, NaCl, 80000, 4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
  })
  void pbkdf2(String password, String salt, int rounds, String derived) {
    assertEquals(derived, hex(Pbkdf2.derive(password.toCharArray(), ascii(salt), rounds, 64)));
  }

  /// RFC 6070, with HMAC-SHA-1: for key files of OpenSSL 1.0.
  @Test
  void pbkdf2WithSha1() {
    assertEquals(
        "4b007901b765489abead49d926f721d065a429c1",
        hex(Pbkdf2.derive("HmacSHA1", "password".toCharArray(), ascii("salt"), 4096, 20)));
  }

  /// NIST SP 800-38A, F.2.5 and F.2.6.
  @Test
  void aesCbc() throws Exception {
    byte[] key = bytes("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
    byte[] iv = bytes("000102030405060708090a0b0c0d0e0f");
    byte[] plaintext =
        bytes(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
    byte[] ciphertext =
        bytes(
            "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
                + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b");
    assertArrayEquals(ciphertext, AesCbc.NO_PADDING.encrypt(key, iv, plaintext));
    assertArrayEquals(plaintext, AesCbc.NO_PADDING.decrypt(key, iv, ciphertext));
    byte[] padded = AesCbc.PKCS7.encrypt(key, iv, plaintext);
    assertEquals(80, padded.length);
    assertArrayEquals(ciphertext, Arrays.copyOf(padded, 64));
  }

  /// Project Wycheproof, rsa_pss_2048_sha256_mgf1_32_test.json, cases 3 and 7.
  @ParameterizedTest
  @CsvSource({
    "54657374,"
        + " 401eb03cdb47ca88033e3030f6bdecbac8f5c8fc1dd6a13d23d379ed9a2b3098"
        + "91d13d74fea9d21d159b9e6d8f37efa2489962e24555f56dd434ff1d31ce4f9f"
        + "5abd3f22cbea8b691d6a11e44efb83e2bca155e6a164325e0fde2a8865afd5c9"
        + "f51161a9d615f62af7ec2e31b3e5ab649c164490d31d88cfae35b84aea792569"
        + "0f929a144b6d2f48e8fb894a52deecd1b9a6496990c4ecf1588699a42cacd10c"
        + "53af350514e4291ea9a058e77f101e32c1c0cefa61d945f7bc931f8bd19e7ba3"
        + "169358a60e5a8b0123bc3199b9fdcafe8e519c41ba675491a27b85e44ef2d772"
        + "77c10fe107293c8290186913bc9a99b640d8da041b64f31eab1d35920985f4a5",
    "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff,"
        + " 8bdd6db90323f3bf26a36a4ab5b92180c96881bd32b66317c4b48c2ba1421f84"
        + "34000c06adde4264c6ea2d5346468c6d5e97cb13d3cb932e523ac57b59c814fa"
        + "0397ca6dcc9bec4be1147d77abcd318a6aba1af46ede2f5640da06511a006fd1"
        + "bd5fb8e04be22789956adc47bbec7988be477150f9b24a07dff51530e8f0c14c"
        + "fef7d25ca141f512939987b7eb0825633d41a48742bd7f56d4db9733d92ac0f3"
        + "6b4041f51332695f551ec91076da2301120c438eb9ec197cbe318d4571b6b790"
        + "98d17eded0ca47747a143e34f882ad6e3f490f3a710ff7ec1bffce022027165d"
        + "96281e593180c67f44aeda9ce6605e6b8e5eac1347695dab211a965bb3d3f928"
  })
  void rsaPss(String message, String signature) throws Exception {
    RsaPublic key = PublicKeyPem.read(Keys.bytes("wycheproof-pss-pub.pem"));
    assertTrue(RsaPss.verifyUnlabelled(key, bytes(message), bytes(signature)));
    assertFalse(RsaPss.verifyUnlabelled(key, ascii("other"), bytes(signature)));
  }

  /// Project Wycheproof, rsa_oaep_2048_sha1_mgf1sha1_test.json, case 3.
  @Test
  void rsaOaepSha1() throws Exception {
    RsaPrivate key = Keys.privateKey("wycheproof-oaep.pem");
    byte[] ciphertext =
        bytes(
            "504b4e0d94d800a9da92be8fa84fc345f7ab4921ec53c073c79592b347a692cc"
                + "e2450135e998e07bb75ed7ee44f047f75a07e37b9c912d3d529b62bef144952d"
                + "5b202246ad32c5d34ec8559c4163e2145fa5fd4d56de28cbfe7e537d57323059"
                + "45c9370bbc6dcd72b3296fd54a2660365715f7d911099c96dfe6d114eec7b442"
                + "5cb65701aa9e08d99c7ac20179656bb678554d74baca4501b5d0b366c97224bf"
                + "0c8734e00ff2af8b916aef8b83142d5ec142493e0cc4c57326515a50a31ec2c6"
                + "703512034642e5789649773d2f8312561bf2f2f6000cebdbf7c7a95fbfd0f721"
                + "c31ba392acea37568a24f176767f71b31f407573deef95c305e0e063db0e9168");
    assertArrayEquals(bytes("54657374"), RsaOaep.SHA1.decrypt(key, ciphertext));
    assertThrows(DecryptionFailed.class, () -> RsaOaep.SHA256.decrypt(key, ciphertext));
  }

  /// Project Wycheproof, the same file, case 12: the first byte of the label's hash is changed.
  @Test
  void rsaOaepSha1OfAnotherLabel() throws Exception {
    RsaPrivate key = Keys.privateKey("wycheproof-oaep.pem");
    byte[] ciphertext =
        bytes(
            "7866ab0f81437de93442325f02f86a305c4a4a0871207ff3203746c26a43fff5"
                + "979e68c74264c34dad13955a32785ec1523fccb264957ed6f6b822b5c052b916"
                + "1d6b75adde451c6f8d637a75dffc9b9a9103934e777cef41b7966bf730a648e5"
                + "b96aa587936d460124dcec515b55473a009844f19cb2794bd739557d25417e2c"
                + "036762a921481d728b4d32a8015b17539b7cc2a16a2b33e43b85561a2119fb6c"
                + "9d8ed42d6bec324281be79e2f79426c653f8445a20cce87a2c263e7933b8ef3f"
                + "a0b9f9f38fd115fde459e5d32eee2412c0af06d2f6454e04ba060ea87c5aa0d4"
                + "b365f24b4f05bb27c4aa42061a45cdcef1a39118018b875dfb9f904fda4d80fb");
    assertThrows(DecryptionFailed.class, () -> RsaOaep.SHA1.decrypt(key, ciphertext));
  }

  /// Project Wycheproof, rsa_oaep_2048_sha256_mgf1sha256_test.json, case 3.
  @Test
  void rsaOaepSha256() throws Exception {
    RsaPrivate key = Keys.privateKey("wycheproof-oaep-sha256.pem");
    byte[] ciphertext =
        bytes(
            "5eab3f0741e63986ed647d53e1cd71df041986900803d0f99c68355d249a15a4"
                + "7dc5b4f70a191477654299e5a2731f3b4eec76dea18262fc696ac794e5f66cbf"
                + "cddac4472c578e246c26707598055584540b839836b1404c5611ae558a984cee"
                + "8fd036cea924e0be2474a940f61e0acc14fcae95ebdc59942a9ce9af9a9c8199"
                + "9f7f6815f057ffdc2533cb15d6391d1e2d95f16f9c04209c889a4c359c7d2926"
                + "d28a66e2b030a416b928d2825627998e5191fb4983a6e65024262d94fc09187a"
                + "2d78162122433251d1bfcc8e507d06eba2d229c10031261da32ab8ccd15f1c5f"
                + "9fbf07ed158483d736a110af4b44d6a4da60d6cb519b4454213cf9f0dc560f2b");
    assertArrayEquals(bytes("54657374"), RsaOaep.SHA256.decrypt(key, ciphertext));
    assertThrows(DecryptionFailed.class, () -> RsaOaep.SHA1.decrypt(key, ciphertext));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
