package chat.parley.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AesGcmTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] KEY = new byte[AesGcm.KEY_BYTES];
  private static final byte[] NONCE = new byte[AesGcm.NONCE_BYTES];

  /// McGrew and Viega, The Galois/Counter Mode of Operation (as submitted to NIST), test cases 13 to 16.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0000000000000000000000000000000000000000000000000000000000000000, 000000000000000000000000, '', '', 530f8afbc74536b9a963b4f1c4cb738b
          0000000000000000000000000000000000000000000000000000000000000000, 000000000000000000000000, '', 00000000000000000000000000000000, cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919
          feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308, cafebabefacedbaddecaf888, '', d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255, 522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c
          feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308, cafebabefacedbaddecaf888, feedfacedeadbeeffeedfacedeadbeefabaddad2, d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39, 522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b
          """)
  void agreesWithThePublishedVectors(
      String key, String nonce, String associated, String plaintext, String ciphertext)
      throws DecryptionFailed {
    byte[] encrypted =
        AesGcm.encrypt(
            HEX.parseHex(key),
            HEX.parseHex(nonce),
            HEX.parseHex(associated),
            HEX.parseHex(plaintext));

    assertEquals(ciphertext, HEX.formatHex(encrypted));
    assertArrayEquals(
        HEX.parseHex(plaintext),
        AesGcm.decrypt(
            HEX.parseHex(key), HEX.parseHex(nonce), HEX.parseHex(associated), encrypted));
  }

  @Test
  void aFlippedBitOrAMissingByteIsRefused() {
    byte[] encrypted = AesGcm.encrypt(KEY, NONCE, new byte[3], new byte[20]);
    for (int bit = 0; bit < encrypted.length * 8; bit++) {
      byte[] flipped = encrypted.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(DecryptionFailed.class, () -> AesGcm.decrypt(KEY, NONCE, new byte[3], flipped));
    }
    for (int length = 0; length < encrypted.length; length++) {
      byte[] cut = Arrays.copyOf(encrypted, length);
      assertThrows(DecryptionFailed.class, () -> AesGcm.decrypt(KEY, NONCE, new byte[3], cut));
    }
  }

  @Test
  void otherAssociatedBytesAreRefused() {
    byte[] encrypted = AesGcm.encrypt(KEY, NONCE, new byte[] {1}, new byte[20]);

    assertThrows(
        DecryptionFailed.class, () -> AesGcm.decrypt(KEY, NONCE, new byte[] {2}, encrypted));
  }

  @Test
  void takesOnlyKeysOf32AndNoncesOf12Bytes() {
    assertThrows(
        IllegalArgumentException.class,
        () -> AesGcm.encrypt(new byte[16], NONCE, new byte[0], new byte[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> AesGcm.encrypt(KEY, new byte[16], new byte[0], new byte[0]));
  }
}
