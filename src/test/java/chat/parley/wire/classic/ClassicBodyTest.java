package chat.parley.wire.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.wire.BodyException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicBodyTest {
  static List<String> recordedJson() {
    return Stream.concat(
            RecordedSession.fromClient().stream(), RecordedSession.fromServer().stream())
        .filter(body -> body.startsWith("{"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("recordedJson")
  void aRecordedBodyIsWrittenAgainByteForByte(String json) throws Exception {
    assertEquals(json, ClassicBody.parse(json).json());
  }

  @Test
  void theRecordedSessionHoldsWhatTheProtocolSays() throws Exception {
    List<String> server = RecordedSession.fromServer();
    assertEquals(ClassicBody.NICK, server.get(0));
    assertEquals(
        new ClassicBody.Greeting("alice", ClassicBody.CONNECTED), ClassicBody.parse(server.get(1)));
    assertEquals(
        new ClassicBody.ServerMessage("all", "alice joined the chat!"),
        ClassicBody.parse(server.get(2)));
    ClassicBody.AddKey addKey =
        assertInstanceOf(ClassicBody.AddKey.class, ClassicBody.parse(server.get(3)));
    assertEquals("alice", addKey.nickname());
    assertEquals(RecordedSession.fromClient().get(1), addKey.announcementJson());
    assertEquals("alice", addKey.announcement().from());
    ClassicBody.SessionKey keys =
        assertInstanceOf(ClassicBody.SessionKey.class, ClassicBody.parse(server.get(4)));
    assertEquals(List.of("bob", "alice"), List.of(keys.from(), keys.to()));
    ClassicBody.EncryptedMessage message =
        assertInstanceOf(
            ClassicBody.EncryptedMessage.class,
            ClassicBody.parse(RecordedSession.fromClient().get(3)));
    assertEquals(32, message.ivHex().length());
    assertEquals(64, message.signatureHex().length());
  }

  @Test
  void leavingIsWrittenAsTheOriginalDoes() throws Exception {
    String json =
        "{\"to\": \"all\", \"from\": \"server\", "
            + "\"message\": {\"nickname\": \"bob\", \"key\": \"\"}, \"type\": \"delKey\"}";
    assertEquals(json, new ClassicBody.DelKey("bob").json());
    assertEquals(new ClassicBody.DelKey("bob"), ClassicBody.parse(json));
  }

  @Test
  void textIsWrittenInAsciiAsPythonDoes() {
    assertEquals(
        "{\"to\": \"b\", \"from\": \"server\", \"message\": \"\\u00fc \\ud83d\\udc4b \\u007f <&'=>"
            + " / \\\\ \\\" \\n"
            + "\\t\\b\\f\\r"
            + " \\u0001 \\u2028\", \"type\": \"message\"}",
        new ClassicBody.ServerMessage("b", "ü 👋 \u007f <&'=> / \\ \" \n\t\b\f\r \u0001 \u2028")
            .json());
  }

  @Property(tries = 300)
  void parsingWhatWasWrittenGivesTheSame(
      @ForAll @StringLength(max = 60) String nickname, @ForAll @StringLength(max = 200) String text)
      throws Exception {
    for (ClassicBody body :
        List.of(
            new ClassicBody.AddKey(nickname, text),
            new ClassicBody.DelKey(nickname),
            new ClassicBody.ServerMessage(nickname, text),
            new ClassicBody.Announcement(nickname, text, "00ff"),
            new ClassicBody.Greeting(nickname, text))) {
      assertEquals(body, ClassicBody.parse(body.json()));
    }
  }

  @Test
  void aTypeFromTheFutureIsNamed() throws Exception {
    assertEquals(
        new ClassicBody.Unknown(Optional.of("bob"), "wave"),
        ClassicBody.parse("{\"type\":\"wave\",\"from\":\"bob\",\"n\":1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NICK",
        "[]",
        "null",
        "{",
        "{}",
        "{} {}",
        "{\"type\": 1}",
        "{\"type\": null}",
        "{'type': 'message'}",
        "{\"type\": \"a\", \"type\": \"a\"}",
        "{\"type\": \"a\", \"x\": {\"y\": 1, \"y\": 1}}",
        "{\"type\": \"a\", \"\\u0074ype\": \"a\"}",
        "{\"type\": \"a\", \"n\": 1e999999}",
        "{\"type\": \"a\", \"n\": 1.5}",
        "{\"type\": \"a\", \"n\": NaN}",
        "{\"type\": \"a\", \"n\": 9007199254740993}",
        "{\"type\": \"a\", \"n\": -9007199254740993}",
        "{\"type\": \"a\", \"n\": 99999999999999999999999999}",
        "{\"type\": \"a\", \"n\": 01}",
        "{\"type\": \"a\", \"s\": \"\\x\"}",
        "{\"type\": \"a\", \"s\": \"\\u12g4\"}",
        "{\"type\": \"a\", \"s\": \"\u0001\"}",
        "{\"type\": \"a\",}",
        "{\"type\": \"a\" /* */}",
        "{\"type\": \"message\", \"to\": \"a\"}",
        "{\"type\": \"message\", \"to\": \"a\", \"from\": \"b\", \"message\": \"xyz!\", "
            + "\"signature\": \"00\", \"iv\": \"00\"}",
        "{\"type\": \"message\", \"to\": \"a\", \"from\": \"b\", \"message\": \"٠٠\", "
            + "\"signature\": \"00\", \"iv\": \"00\"}",
        "{\"type\": \"message\", \"to\": \"a\", \"from\": \"server\", \"message\": {}}",
        "{\"type\": \"addKey\", \"from\": \"bob\", \"message\": {\"nickname\": \"bob\", "
            + "\"message\": \"\"}}",
        "{\"type\": \"addKey\", \"from\": \"server\", \"message\": \"bob\"}",
        "{\"type\": \"delKey\", \"from\": \"bob\", \"message\": {\"nickname\": \"eve\", "
            + "\"key\": \"\"}}",
        "{\"to\": \"bob\", \"from\": \"eve\", \"message\": \"Connected to the server!\"}",
        "{\"to\": \"bob\", \"from\": \"eve\", \"key\": \"k\", \"signature\": \"00\"}"
      })
  void whatIsNoBodyIsRefused(String json) {
    assertThrows(BodyException.class, () -> ClassicBody.parse(json));
  }

  @Test
  void whatIsNestedTooDeepIsRefused() throws Exception {
    assertInstanceOf(ClassicBody.Unknown.class, ClassicBody.parse(nested(15)));
    assertThrows(BodyException.class, () -> ClassicBody.parse(nested(16)));
    assertThrows(BodyException.class, () -> ClassicBody.parse(nested(100_000)));
  }

  @Test
  void fieldsOfTooManyCharactersAreRefused() {
    for (ClassicBody body :
        List.of(
            new ClassicBody.DelKey("n".repeat(ClassicBody.MAX_NAME + 1)),
            new ClassicBody.Announcement("n", "k".repeat(ClassicBody.MAX_PEM + 1), "00"),
            new ClassicBody.SessionKey("00".repeat(ClassicBody.MAX_RSA_HEX), "00", "a", "b"),
            new ClassicBody.EncryptedMessage("a", "b", "00", "00", "0".repeat(66)))) {
      assertThrows(BodyException.class, () -> ClassicBody.parse(body.json()));
    }
  }

  @Test
  void tenThousandMutatedBodiesAreReadOrRefusedAndNothingElse() {
    Random random = new Random(25);
    List<String> recorded = recordedJson();
    for (int i = 0; i < 10_000; i++) {
      StringBuilder body = new StringBuilder(recorded.get(random.nextInt(recorded.size())));
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(body.length());
        switch (random.nextInt(3)) {
          case 0 -> body.setCharAt(at, (char) random.nextInt(0x250));
          case 1 -> body.insert(at, "{}[]\",:\\0".charAt(random.nextInt(9)));
          default -> body.setLength(at + 1);
        }
      }
      try {
        ClassicBody.parse(body.toString());
      } catch (BodyException expected) {
        assertInstanceOf(String.class, expected.getMessage());
      }
    }
  }

  private static String nested(int depth) {
    return "{\"type\": \"a\", \"x\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
  }
}
