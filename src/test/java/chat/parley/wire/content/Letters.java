package chat.parley.wire.content;

import chat.parley.model.Bytes;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.wire.content.Content.Letter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Letters of every kind, made by chance.
final class Letters {
  private Letters() {}

  static Arbitrary<Bytes> ids() {
    return Arbitraries.bytes().array(byte[].class).ofSize(Content.ID_BYTES).map(Bytes::of);
  }

  /// Texts of all characters, none of them halved.
  static Arbitrary<String> texts(int longest) {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(each -> each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE)
        .array(int[].class)
        .ofMaxSize(longest / 2)
        .map(points -> new String(points, 0, points.length));
  }

  static Arbitrary<Letter> all() {
    return Combinators.combine(
            ids(),
            Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli),
            ids().list().ofMaxSize(Content.MAX_PENDING),
            bodies())
        .as(
            (id, sentAt, pending, body) ->
                new Letter(id, sentAt, body.isAnswered() ? pending : List.of(), body));
  }

  private static Arbitrary<Emoji> emoji() {
    return Arbitraries.of("!", "é", "\u2764\ufe0f", "\ud83d\udc4d", "\ud83d\udc4d\ud83c\udffd")
        .map(Emoji::new);
  }

  private static Arbitrary<DisplayName> displayNames() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .ofMaxLength(20)
        .alpha()
        .withChars(' ', 'é', 'ß', '中')
        .map(DisplayName::typed)
        .filter(Optional::isPresent)
        .map(Optional::get);
  }

  private static Arbitrary<Body> bodies() {
    return Arbitraries.oneOf(
        Combinators.combine(
                texts(300),
                ids().injectNull(0.5),
                Arbitraries.longs()
                    .between(1, Body.Text.MAX_SECONDS)
                    .map(Duration::ofSeconds)
                    .injectNull(0.5))
            .as(Body.Text::new),
        Combinators.combine(ids(), texts(300).filter(text -> !text.isBlank())).as(Body.Edit::new),
        ids().map(Body.Delete::new),
        Combinators.combine(ids(), emoji().injectNull(0.3)).as(Body.Reaction::new),
        displayNames().injectNull(0.3).map(Body.Profile::new),
        Combinators.combine(
                Arbitraries.of(Body.Receipt.State.class),
                ids().list().ofMaxSize(Body.Receipt.MAX_IDS))
            .as(Body.Receipt::new),
        Arbitraries.of(
            new Body.Typing(),
            new Body.Resend(),
            new Body.Unknown("attachment", true),
            new Body.Unknown("wave", false)));
  }
}
