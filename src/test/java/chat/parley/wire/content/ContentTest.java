package chat.parley.wire.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import chat.parley.model.Bytes;
import chat.parley.model.DisplayName;
import chat.parley.wire.content.Content.Damaged;
import chat.parley.wire.content.Content.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Contents as `protocol-parley1.md`, *Content*, has them, letter by letter.
class ContentTest {
  private static final String BASE64 = "AAECAwQFBgcICQoLDA0ODw==";
  private static final Bytes ID =
      Bytes.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
  private static final Instant NOON = Instant.ofEpochMilli(1_795_348_800_000L);
  private static final String HEAD = "\"id\":\"" + BASE64 + "\",\"sentAt\":1795348800000,";

  @Test
  void aTextIsWrittenLikeThis() {
    Letter letter = new Letter(ID, NOON, List.of(ID), Body.Text.of("Grüße <3"));
    assertEquals(
        "{\"id\":\"AAECAwQFBgcICQoLDA0ODw==\",\"kind\":\"text\",\"sentAt\":1795348800000,"
            + "\"pending\":[\"AAECAwQFBgcICQoLDA0ODw==\"],\"text\":\"Grüße <3\"}",
        json(letter));
  }

  @Test
  void aReceiptIsWrittenLikeThis() {
    Body receipt = new Body.Receipt(Body.Receipt.State.READ, List.of(ID));
    assertEquals(
        "{\"id\":\"AAECAwQFBgcICQoLDA0ODw==\",\"kind\":\"receipt\",\"sentAt\":1795348800000,"
            + "\"state\":\"read\",\"ids\":[\"AAECAwQFBgcICQoLDA0ODw==\"]}",
        json(new Letter(ID, NOON, List.of(), receipt)));
  }

  @Test
  void anAnswerThatExpiresIsReadWithBoth() {
    assertEquals(
        letter(new Body.Text("Ja", ID, Duration.ofSeconds(60))),
        read(
            "{"
                + HEAD
                + "\"kind\":\"text\",\"pending\":[],\"text\":\"Ja\",\"expiresAfter\":60,"
                + "\"replyTo\":\""
                + BASE64
                + "\"}"));
  }

  @Test
  void aKindOfTheFutureKeepsItsIdAndWhatIsPending() {
    assertEquals(
        new Letter(ID, NOON, List.of(ID), new Body.Unknown("attachment", true)),
        read(
            "{"
                + HEAD
                + "\"kind\":\"attachment\",\"pending\":[\""
                + BASE64
                + "\"],\"blob\":{\"size\":[1,2]}}"));
  }

  @Test
  void aKindOfTheFutureThatListsNothingAsPendingIsNotAnswered() {
    assertEquals(letter(new Body.Unknown("wave", false)), read("{" + HEAD + "\"kind\":\"wave\"}"));
    assertEquals(
        letter(new Body.Unknown("wave", true)),
        read("{" + HEAD + "\"kind\":\"wave\",\"pending\":[]}"));
  }

  @Test
  void aFieldThatNobodyKnowsIsIgnored() {
    assertEquals(
        letter(new Body.Resend()), read("{" + HEAD + "\"kind\":\"resend\",\"urgent\":true}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kind\":\"text\"",
        "\"kind\":\"text\",\"text\":5",
        "\"kind\":\"text\",\"text\":null",
        "\"kind\":\"text\",\"text\":\"a\",\"text\":\"b\"",
        "\"kind\":\"text\",\"text\":\"a\",\"replyTo\":\"AAEC\"",
        "\"kind\":\"text\",\"text\":\"a\",\"expiresAfter\":0",
        "\"kind\":\"text\",\"text\":\"a\",\"expiresAfter\":1e3",
        "\"kind\":\"text\",\"text\":\"a\",\"expiresAfter\":-1",
        "\"kind\":\"text\",\"text\":\"a\",\"expiresAfter\":1.5",
        "\"kind\":\"text\",\"text\":\"a\",\"expiresAfter\":31536001",
        "\"kind\":\"text\",\"text\":\"a\",\"expiresAfter\":1000000000",
        "\"kind\":\"text\",\"text\":\"a\",\"expiresAfter\":\"60\"",
        "\"kind\":\"text\",\"text\":\"a\",\"expiresAfter\":null",
        "\"kind\":\"text\",\"text\":\"half a pair: \\ud800\"",
        "\"kind\":\"edit\",\"text\":\"a\"",
        "\"kind\":\"edit\",\"target\":\"" + BASE64 + "\"",
        "\"kind\":\"edit\",\"target\":\"" + BASE64 + "\",\"text\":\" \"",
        "\"kind\":\"delete\"",
        "\"kind\":\"delete\",\"target\":[\"" + BASE64 + "\"]",
        "\"kind\":\"reaction\",\"reaction\":\"!\"",
        "\"kind\":\"reaction\",\"target\":\"" + BASE64 + "\"",
        "\"kind\":\"reaction\",\"target\":\"" + BASE64 + "\",\"reaction\":\"two\"",
        "\"kind\":\"reaction\",\"target\":\"" + BASE64 + "\",\"reaction\":\"\\n\"",
        "\"kind\":\"profile\"",
        "\"kind\":\"profile\",\"name\":\" \"",
        "\"kind\":\"profile\",\"name\":\"moc.knab \\u202e\"",
        "\"kind\":\"profile\",\"name\":\"a\\u0000b\"",
        "\"kind\":\"receipt\",\"state\":\"burnt\",\"ids\":[]",
        "\"kind\":\"receipt\",\"state\":\"read\",\"ids\":[1]",
        "\"kind\":\"receipt\",\"state\":\"read\",\"ids\":{}",
        "\"kind\":\"resend\",\"pending\":\"all\"",
        "\"kind\":\"resend\",\"more\":{\"a\":1,\"a\":2}",
        "\"kind\":5"
      })
  void aKnownKindWithAWrongFieldIsDamaged(String fields) {
    assertEquals(Damaged.class, read("{" + HEAD + fields + "}").getClass());
  }

  @Test
  void longestTimesAndNamesAreReadAndLongerOnesDamaged() {
    assertEquals(
        letter(new Body.Text("a", null, Duration.ofDays(365))),
        read("{" + HEAD + "\"kind\":\"text\",\"text\":\"a\",\"expiresAfter\":31536000}"));
    assertThrows(
        IllegalArgumentException.class, () -> new Body.Text("a", null, Duration.ofDays(366)));
    assertThrows(IllegalArgumentException.class, () -> new Body.Text("a", null, Duration.ZERO));
    String name = "a".repeat(64);
    assertEquals(
        letter(new Body.Profile(new DisplayName(name))),
        read("{" + HEAD + "\"kind\":\"profile\",\"name\":\"" + name + "\"}"));
    for (int length : new int[] {65, 10_000}) {
      assertEquals(
          new Damaged(ID),
          read("{" + HEAD + "\"kind\":\"profile\",\"name\":\"" + "a".repeat(length) + "\"}"));
    }
  }

  @Test
  void anEmptyReactionAndAnEmptyNameTakeBackWhatWasThere() {
    assertEquals(
        letter(new Body.Reaction(ID, null)),
        read(
            "{" + HEAD + "\"kind\":\"reaction\",\"target\":\"" + BASE64 + "\",\"reaction\":\"\"}"));
    assertEquals(
        letter(new Body.Profile(null)), read("{" + HEAD + "\"kind\":\"profile\",\"name\":\"\"}"));
  }

  @Test
  void theIdOfADamagedContentIsKeptWhereItCanBeRead() {
    assertEquals(new Damaged(ID), read("{" + HEAD + "\"kind\":\"text\"}"));
    assertEquals(new Damaged(null), read("{\"kind\":\"text\",\"text\":\"a\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"id\":1e999999}",
        "{\"sentAt\":99999999999999999999999999999}",
        "{'id':'a'}",
        "{\"id\":\"AAECAwQFBgcICQoLDA0ODx==\",\"kind\":\"typing\",\"sentAt\":0}",
        "{\"id\":\"AAECAwQFBgcICQoLDA0ODw\",\"kind\":\"typing\",\"sentAt\":0}",
        "{\"id\":\"AAECAwQFBgcICQoLDA0O\\n\\n==\",\"kind\":\"typing\",\"sentAt\":0}",
        "{\"id\":\"AAECAwQFBgcICQoLDA0ODw==\",\"id\":\"AAECAwQFBgcICQoLDA0ODw==\"}"
      })
  void whatIsNoContentIsDamaged(String json) {
    assertEquals(new Damaged(null), read(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "253402300800000", "9007199254740993", "1.5", "1e999999", "\"0\""})
  void aDateThatNobodyHasIsDamaged(String sentAt) {
    assertEquals(
        Damaged.class,
        read("{\"id\":\"" + BASE64 + "\",\"kind\":\"typing\",\"sentAt\":" + sentAt + "}")
            .getClass());
  }

  /// Case 14: 200-deep JSON, duplicate keys, 1e999999.
  @Test
  void poisonIsDamagedAtOnce() {
    String deep = "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}";
    String endless = "{\"a\":" + "[".repeat(250_000);
    String digits = "{\"sentAt\":" + "9".repeat(250_000) + "}";
    assertTimeoutPreemptively(
        Duration.ofSeconds(1),
        () -> {
          assertEquals(new Damaged(null), read(deep));
          assertEquals(new Damaged(null), read(endless));
          assertEquals(new Damaged(null), read(digits));
          assertEquals(
              Damaged.class,
              read("{" + HEAD + "\"kind\":\"new\",\"deep\":" + deep + "}").getClass());
        });
  }

  @Test
  void textThatIsNoUtf8IsDamaged() {
    byte[] json = ("{" + HEAD + "\"kind\":\"x\"}").getBytes(StandardCharsets.UTF_8);
    json[json.length - 3] = (byte) 0xff;
    assertEquals(new Damaged(null), Content.decode(Bytes.of(json)));
  }

  @Test
  void tooManyIdsAreRefusedBothWays() {
    String nine = String.join(",", Collections.nCopies(9, "\"" + BASE64 + "\""));
    assertEquals(
        new Damaged(ID),
        read("{" + HEAD + "\"kind\":\"text\",\"text\":\"\",\"pending\":[" + nine + "]}"));
    List<Bytes> ids = Collections.nCopies(9, ID);
    assertThrows(IllegalArgumentException.class, () -> new Letter(ID, NOON, ids, Body.Text.of("")));
    List<Bytes> many = Collections.nCopies(1_001, ID);
    assertThrows(
        IllegalArgumentException.class, () -> new Body.Receipt(Body.Receipt.State.DELIVERED, many));
  }

  @Test
  void aDateThatIsNotInMillisecondsCannotBeSent() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Letter(ID, NOON.plusNanos(1), List.of(), new Body.Typing()));
  }

  @Test
  void receiptsTypingAndResendAreNotAnswered() {
    assertFalse(new Body.Receipt(Body.Receipt.State.READ, List.of()).isAnswered());
    assertFalse(new Body.Typing().isAnswered());
    assertFalse(new Body.Resend().isAnswered());
  }

  private static Letter letter(Body body) {
    return new Letter(ID, NOON, List.of(), body);
  }

  private static String json(Letter letter) {
    return new String(letter.encode().toArray(), StandardCharsets.UTF_8);
  }

  private static Content read(String json) {
    return Content.decode(Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
  }
}
