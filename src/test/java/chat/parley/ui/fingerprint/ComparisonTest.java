package chat.parley.ui.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.parley.client.KeyDetails;
import chat.parley.model.Fingerprint;
import chat.parley.model.Name;
import chat.parley.ui.fingerprint.Comparison.Kind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final String HEX =
      "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90";
  private static final String OWN_HEX = "0".repeat(63) + "a";
  private static final List<String> GROUPS =
      List.of(
          "12345", "67890", "11111", "22222", "33333", "44444", "55555", "66666", "77777", "88888",
          "99999", "00001");
  private static final String NUMBER = String.join("", GROUPS);

  private final KeyDetails key =
      new KeyDetails(new Name("bob"), Fingerprint.ofHex(HEX), GROUPS, 2048, null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789011111222223333344444555556666677777888889999900001",
        "12345 67890 11111 22222\n33333 44444 55555 66666\n77777 88888 99999 00001\n",
        "  12345\u00a067890\u200b11111-22222 33333.44444 \t55555 66666 77777 88888\r\n99999 00001",
        "１２３４５ 67890 11111 22222 33333 44444 55555 66666 77777 88888 99999 00001",
        "Safety number: 12345 67890 11111 22222 33333 44444 55555 66666 77777 88888 99999 00001",
      })
  void aSafetyNumberIsEqualHoweverItIsWritten(String text) {
    assertEquals(new Comparison.Equal(Kind.SAFETY_NUMBER), compare(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HEX,
        "A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8F90",
        "a1b2 c3d4 e5f6 0718 293a 4b5c 6d7e 8f90\na1b2 c3d4 e5f6 0718 293a 4b5c 6d7e 8f90",
        "A1:B2:C3:D4:E5:F6:07:18:29:3A:4B:5C:6D:7E:8F:90:A1:B2:C3:D4:E5:F6:07:18:29:3A:4B:5C:6D:7E:8F:90",
        "SHA2-256(stdin)= " + HEX + "\n",
        "SHA256(stdin)= " + HEX,
        "(stdin)= " + HEX,
        "SHA2-256(bob/pub.der)= " + HEX,
        "writing RSA key\nSHA2-256(stdin)= " + HEX,
        "SHA256 Fingerprint=" + HEX,
        "SHA256:" + HEX,
        HEX + "  -\n",
      })
  void aSha256IsEqualHoweverItIsWritten(String text) {
    assertEquals(new Comparison.Equal(Kind.SHA_256), compare(text));
  }

  @Test
  void oneOtherDigitAnywhereIsDifferent() {
    for (int i = 0; i < NUMBER.length(); i++) {
      assertEquals(new Comparison.Different(Kind.SAFETY_NUMBER), compare(flip(NUMBER, i)));
    }
    for (int i = 0; i < HEX.length(); i++) {
      assertEquals(new Comparison.Different(Kind.SHA_256), compare(flip(HEX, i)));
    }
  }

  @Test
  void whatIsTooShortSaysHowMuchIsMissing() {
    assertEquals(new Comparison.TooShort(Kind.SAFETY_NUMBER, 20), compare(NUMBER.substring(0, 40)));
    assertEquals(new Comparison.TooShort(Kind.SAFETY_NUMBER, 1), compare(NUMBER.substring(1)));
    assertEquals(new Comparison.TooShort(Kind.SHA_256, 32), compare(HEX.substring(0, 32)));
  }

  @Test
  void aBeginningIsNeverEqual() {
    for (int length = 1; length < NUMBER.length(); length++) {
      assertInstanceOf(Comparison.TooShort.class, compare(NUMBER.substring(0, length)));
    }
    for (int length = 1; length < HEX.length(); length++) {
      assertInstanceOf(Comparison.TooShort.class, compare(HEX.substring(0, length)));
    }
  }

  @Test
  void whatIsTooLongIsNotEqual() {
    assertEquals(new Comparison.TooLong(Kind.SAFETY_NUMBER, 2), compare(NUMBER + "12"));
    assertEquals(new Comparison.TooLong(Kind.SHA_256, 64), compare(HEX + HEX));
  }

  @Test
  void theUsersOwnSha256IsNamed() {
    assertEquals(new Comparison.Own(), compare(OWN_HEX.toUpperCase(Locale.ROOT)));
  }

  @Test
  void nothingPastedSaysNothing() {
    assertEquals(new Comparison.Nothing(), compare(""));
    assertEquals(new Comparison.Nothing(), compare(" \n\t"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hello", "-----BEGIN PUBLIC KEY-----", "::", "SHA2-256(stdin)=", "12345 xyz"})
  void anythingElseIsNotANumber(String text) {
    assertEquals(new Comparison.NotANumber(), compare(text));
  }

  @Test
  void aVeryLongTextIsNotRead() {
    assertEquals(new Comparison.NotANumber(), compare("1".repeat(1_000_000)));
  }

  private Comparison compare(String text) {
    return Comparison.of(text, key, Fingerprint.ofHex(OWN_HEX));
  }

  private static String flip(String digits, int at) {
    char other = digits.charAt(at) == '1' ? '2' : '1';
    return digits.substring(0, at) + other + digits.substring(at + 1);
  }
}
