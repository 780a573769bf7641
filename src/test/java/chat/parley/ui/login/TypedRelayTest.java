package chat.parley.ui.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.parley.model.Fingerprint;
import chat.parley.model.HostPort;
import chat.parley.model.Invitation;
import chat.parley.model.RelayAddress;
import chat.parley.ui.login.TypedRelay.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedRelayTest {
  private static final String KEY = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrsa";
  private static final Invitation INVITATION =
      new Invitation("relay.example", 7443, Fingerprint.ofBase32(KEY));

  @ParameterizedTest
  @ValueSource(strings = {"%s", "  %s\n", "<%s>", "\"%s\"", "“%s”"})
  void anInvitationIsReadAsItIsHandedOn(String around) {
    assertEquals(
        new TypedRelay.Invited(INVITATION), TypedRelay.read(around.formatted(INVITATION.text())));
  }

  @Test
  void anInvitationMayBeBrokenIntoLinesAndInCapitals() {
    String text = INVITATION.text();
    assertEquals(
        new TypedRelay.Invited(INVITATION),
        TypedRelay.read(text.substring(0, 40) + "\n  " + text.substring(40)));
    assertInstanceOf(TypedRelay.Invited.class, TypedRelay.read("PARLEY://x.example/#" + KEY));
  }

  @Test
  void anAddressHasTheUsualPortOfWhatListensThere() {
    assertEquals(
        new TypedRelay.Address(
            new HostPort("chat.example", Invitation.PORT),
            new RelayAddress.Classic("chat.example", RelayAddress.CLASSIC_PORT)),
        TypedRelay.read("chat.example"));
    assertEquals(
        new TypedRelay.Address(new HostPort("::1", 9), new RelayAddress.Classic("::1", 9)),
        TypedRelay.read("[::1]:9"));
  }

  @Test
  void nothingIsNothing() {
    assertEquals(new TypedRelay.Nothing(), TypedRelay.read(" \n"));
  }

  @ParameterizedTest
  @CsvSource({
    "parley:/, KEY_MISSING",
    "parley://host, KEY_MISSING",
    "parley://host/#, KEY_SHORT",
    "parley://host/#abc, KEY_SHORT",
    "parley://host/#abc1, KEY_DAMAGED",
    "https://host/, OTHER_LINK",
    "host:, ADDRESS",
    "host:99999, ADDRESS",
    "ho st!, ADDRESS",
    "a/b, ADDRESS",
    "::1, ADDRESS"
  })
  void whatIsAmissIsNamed(String text, Flaw flaw) {
    assertEquals(flaw, flaw(text));
  }

  @Test
  void aKeyIsCounted() {
    assertEquals(
        new TypedRelay.Unclear(Flaw.KEY_SHORT, 51),
        TypedRelay.read("parley://h/#" + KEY.substring(1)));
    assertEquals(new TypedRelay.Unclear(Flaw.KEY_LONG, 53), TypedRelay.read("parley://h/#a" + KEY));
  }

  @Test
  void aWholeKeyWithAWrongEndOrAWrongAddressIsToldApart() {
    assertEquals(Flaw.KEY_DAMAGED, flaw("parley://h/#" + KEY.substring(0, 51) + "7"));
    assertEquals(Flaw.ADDRESS, flaw("parley://h:0/#" + KEY));
    assertEquals(Flaw.ADDRESS, flaw("parley:///#" + KEY));
  }

  @Test
  void aWholeBookIsNoAddress() {
    assertEquals(Flaw.ADDRESS, flaw("a".repeat(5_000_000)));
  }

  private static Flaw flaw(String text) {
    return assertInstanceOf(TypedRelay.Unclear.class, TypedRelay.read(text)).flaw();
  }
}
