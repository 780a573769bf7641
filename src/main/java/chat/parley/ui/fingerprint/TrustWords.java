package chat.parley.ui.fingerprint;

import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Texts;
import chat.parley.ui.kit.Tone;
import java.time.Instant;
import org.kordamp.ikonli.feather.Feather;

/// How a state of trust is told: an icon, a word and a sentence.
///
/// @param tone how grave it is
record TrustWords(Tone tone, Feather icon, String word, String sentence) {
  private static final Texts TEXTS = Texts.of("fingerprint");

  static TrustWords of(Name contact, Trust trust, LocalTimes times) {
    return switch (trust) {
      case Trust.New() ->
          new TrustWords(
              Tone.INFO,
              Feather.USER_PLUS,
              TEXTS.get("trust.new"),
              TEXTS.get("trust.new.text", contact));
      case Trust.SeenBefore() ->
          new TrustWords(
              Tone.INFO, Feather.EYE, TEXTS.get("trust.seen"), TEXTS.get("trust.seen.text"));
      case Trust.Verified(Instant since) ->
          new TrustWords(
              Tone.SUCCESS,
              Tone.SUCCESS.icon(),
              TEXTS.get("trust.verified"),
              TEXTS.get("trust.verified.text", times.date(since)));
      case Trust.Changed(var _, boolean wasVerified) ->
          new TrustWords(
              Tone.DANGER,
              Tone.DANGER.icon(),
              TEXTS.get("trust.changed"),
              wasVerified
                  ? TEXTS.get("trust.changed.verified.text", contact)
                  : TEXTS.get("trust.changed.seen.text", contact));
      case Trust.Offered _ ->
          new TrustWords(
              Tone.DANGER,
              Tone.DANGER.icon(),
              TEXTS.get("trust.changed"),
              TEXTS.get("trust.offered.text", contact));
    };
  }
}
