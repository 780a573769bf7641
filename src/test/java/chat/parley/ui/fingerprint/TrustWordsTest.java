package chat.parley.ui.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Tone;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrustWordsTest {
  private static final Name BOB = new Name("bob");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T20:00:00Z"), ZoneId.of("Europe/Berlin"));

  private final Locale locale = Locale.getDefault(Locale.Category.FORMAT);

  @BeforeEach
  void setBritishForms() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.UK);
  }

  @AfterEach
  void restoreForms() {
    Locale.setDefault(Locale.Category.FORMAT, locale);
  }

  @Test
  void aKeyVerifiedThisYearIsDatedWithoutTheYear() {
    assertEquals("You compared this key on 3 November.", verified("2026-11-03T12:00:00Z"));
  }

  @Test
  void aKeyVerifiedInAnotherYearIsDatedWithIt() {
    assertEquals("You compared this key on 3 November 2025.", verified("2025-11-03T12:00:00Z"));
  }

  @Test
  void theDayIsTheUsersOwn() {
    assertEquals("You compared this key on 4 November.", verified("2026-11-03T23:30:00Z"));
  }

  @Test
  void theDateHasTheFormOfTheRegion() {
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    assertEquals("You compared this key on November 3.", verified("2026-11-03T12:00:00Z"));
    Locale.setDefault(Locale.Category.FORMAT, Locale.GERMANY);
    assertEquals("You compared this key on 3. November.", verified("2026-11-03T12:00:00Z"));
  }

  @Test
  void onlyAChangedKeyIsADanger() {
    assertEquals(Tone.INFO, words(new Trust.New()).tone());
    assertEquals(Tone.INFO, words(new Trust.SeenBefore()).tone());
    assertEquals(Tone.SUCCESS, words(new Trust.Verified(CLOCK.instant())).tone());
    assertEquals(Tone.DANGER, words(changed(true)).tone());
    assertEquals(Tone.DANGER, words(changed(false)).tone());
    assertEquals(Tone.DANGER, words(new Trust.Offered(FakeMessenger.fingerprintOf("old"))).tone());
  }

  @Test
  void messagesWaitOnlyIfTheKeyBeforeWasVerifiedOrTheOtherIsOnlyOffered() {
    Trust offered = new Trust.Offered(FakeMessenger.fingerprintOf("old"));
    assertEquals(true, words(offered).sentence().contains("Messages to bob wait"));
    assertEquals(false, words(offered).sentence().contains("verified"));
    assertEquals(true, words(changed(true)).sentence().contains("Messages to bob wait"));
    assertEquals(false, words(changed(false)).sentence().contains("wait"));
  }

  private static Trust changed(boolean wasVerified) {
    return new Trust.Changed(FakeMessenger.fingerprintOf("old"), wasVerified);
  }

  private static String verified(String since) {
    return words(new Trust.Verified(Instant.parse(since))).sentence();
  }

  private static TrustWords words(Trust trust) {
    return TrustWords.of(
        BOB, trust, new LocalTimes(CLOCK, Locale.getDefault(Locale.Category.FORMAT)));
  }
}
