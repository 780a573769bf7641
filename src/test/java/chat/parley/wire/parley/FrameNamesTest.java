package chat.parley.wire.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.model.Bytes;
import chat.parley.wire.BodyException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Case 22 of the adversary page: what is no name is refused in every frame that has one, both ways, also where
/// the locale is Turkish.
class FrameNamesTest {
  private static final String BASE64 = Base64.getEncoder().encodeToString(new byte[32]);
  private static final String FINGERPRINT = "0".repeat(64);

  private final Locale usual = Locale.getDefault();

  @BeforeEach
  void goToTurkey() {
    Locale.setDefault(Locale.of("tr", "TR"));
  }

  @AfterEach
  void comeHome() {
    Locale.setDefault(usual);
  }

  static List<String> names() {
    return List.of(
        "alice.",
        "-a",
        "con",
        "nul.txt",
        "LPT1",
        "lpt1",
        "Alice",
        "ALİCE",
        "al\u0131ce",
        "\u212a",
        "a".repeat(33),
        "..",
        "server",
        "all",
        "");
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsNoNameIsRefusedWhicheverFrameItIsIn(String name) throws Exception {
    assertInstanceOf(
        FromClient.LoginMisnamed.class, ClientFrames.decode(control(FrameType.LOGIN, login(name))));
    assertRefusedByTheRelay(control(FrameType.FETCH, fetch(name)));
    assertRefusedByTheRelay(control(FrameType.WATCH, watch(name)));
    assertRefusedByTheRelay(binary(FrameType.SEND, 1 + 16, name));
    assertRefusedByTheClient(control(FrameType.BUNDLE, bundle(name)));
    assertRefusedByTheClient(control(FrameType.PRESENCE, presence(name)));
    assertRefusedByTheClient(control(FrameType.ACCOUNTS, accounts(name)));
    assertRefusedByTheClient(binary(FrameType.DELIVER, 8 + 8, name));
  }

  /// That it is the names that are refused.
  @Test
  void aNameIsTakenInTheSameFrames() throws Exception {
    assertInstanceOf(
        FromClient.Login.class, ClientFrames.decode(control(FrameType.LOGIN, login("alice"))));
    for (Frame frame :
        List.of(
            control(FrameType.FETCH, fetch("alice")),
            control(FrameType.WATCH, watch("alice")),
            binary(FrameType.SEND, 1 + 16, "alice"))) {
      assertEquals(frame.type(), ClientFrames.encode(ClientFrames.decode(frame)).type());
    }
    for (Frame frame :
        List.of(
            control(FrameType.BUNDLE, bundle("alice")),
            control(FrameType.PRESENCE, presence("alice")),
            control(FrameType.ACCOUNTS, accounts("alice")),
            binary(FrameType.DELIVER, 8 + 8, "alice"))) {
      assertEquals(frame.type(), RelayFrames.encode(RelayFrames.decode(frame)).type());
    }
  }

  private static void assertRefusedByTheRelay(Frame frame) {
    assertThrows(BodyException.class, () -> ClientFrames.decode(frame));
  }

  private static void assertRefusedByTheClient(Frame frame) {
    assertThrows(BodyException.class, () -> RelayFrames.decode(frame));
  }

  private static String login(String name) {
    return "{\"name\":\"%s\",\"key\":\"%s\",\"signature\":\"%s\"}".formatted(name, BASE64, BASE64);
  }

  private static String fetch(String name) {
    return "{\"request\":1,\"name\":\"%s\"}".formatted(name);
  }

  private static String watch(String name) {
    return "{\"names\":[\"bob\",\"%s\"]}".formatted(name);
  }

  private static String bundle(String name) {
    String prekey = Base64.getEncoder().encodeToString(new byte[SignedPrekey.PREKEY_BYTES]);
    return "{\"request\":1,\"name\":\"%s\",\"key\":\"%s\",\"prekey\":\"%s\",\"signature\":\"%s\"}"
        .formatted(name, BASE64, prekey, BASE64);
  }

  private static String presence(String name) {
    return "{\"name\":\"%s\",\"online\":true,\"since\":1}".formatted(name);
  }

  private static String accounts(String name) {
    return "{\"request\":1,\"accounts\":[{\"name\":\"%s\",\"fingerprint\":\"%s\"}],\"more\":false}"
        .formatted(name, FINGERPRINT);
  }

  private static Frame control(int type, String json) {
    return new Frame(type, Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static Frame binary(int type, int before, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.allocate(before + 1 + bytes.length + 1);
    body.position(before).put((byte) bytes.length).put(bytes);
    return new Frame(type, Bytes.of(body.array()));
  }
}
