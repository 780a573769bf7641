package chat.parley.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {
  private static final Fingerprint PIN = new Fingerprint(new byte[32]);

  /// RFC 4648 §10, without padding and in small letters.
  @ParameterizedTest
  @CsvSource({
    "'',''",
    "f,my",
    "fo,mzxq",
    "foo,mzxw6",
    "foob,mzxw6yq",
    "fooba,mzxw6ytb",
    "foobar,mzxw6ytboi"
  })
  void theVectorsOfTheStandardComeOut(String plain, String text) {
    byte[] bytes = plain.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    assertEquals(text, Base32.encode(bytes));
    assertEquals(0, Arrays.compare(bytes, Base32.decode(text.toUpperCase(Locale.ROOT))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "mz", "mzx", "m1", "my======", "mzxw6y", "é", "m y"})
  void whatNoBytesGiveIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Base32.decode(text));
  }

  @Test
  void aFingerprintHas52CharactersThatGiveItBack() {
    byte[] bytes = new byte[32];
    new Random(7).nextBytes(bytes);
    Fingerprint fingerprint = new Fingerprint(bytes);
    assertEquals(52, fingerprint.base32().length());
    assertEquals(fingerprint, Fingerprint.ofBase32(fingerprint.base32()));
    assertThrows(IllegalArgumentException.class, () -> Fingerprint.ofBase32("a".repeat(51)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"relay.example.org", "127.0.0.1", "::1", "fe80::1%eth0", "my-relay"})
  void theTextOfAnInvitationGivesItBack(String host) {
    Invitation invitation = new Invitation(host, 7443, PIN);
    assertEquals(invitation, Invitation.parse(invitation.text()));
    assertEquals(
        invitation,
        Invitation.parse(
            " "
                + invitation
                    .text()
                    .toUpperCase(Locale.ROOT)
                    .replace(host.toUpperCase(Locale.ROOT), host)
                + "\n"));
  }

  @Test
  void anAddressOfVersionSixStandsInBrackets() {
    assertEquals("parley://[::1]:7443/#" + "a".repeat(52), new Invitation("::1", 7443, PIN).text());
  }

  @Test
  void withoutAPortItIsThatOfTheProtocol() {
    assertEquals(7443, Invitation.parse("parley://host/#" + "a".repeat(52)).port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "parley://host:7443/",
        "parley://host:7443/#abc",
        "http://host:7443/#" + PIN52,
        "parley://:7443/#" + PIN52,
        "parley://host:0/#" + PIN52,
        "parley://host:65536/#" + PIN52,
        "parley://ho st:1/#" + PIN52,
        "parley://user@host:1/#" + PIN52,
        "parley://::1:1/#" + PIN52,
        "parley://[::1:1/#" + PIN52,
        "parley://host:1/path#" + PIN52,
        "parley://host:1/#" + PIN52 + "a",
        "parley://host:1/#aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
      })
  void whatIsNoInvitationIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Invitation.parse(text));
  }

  private static final String PIN52 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
}
