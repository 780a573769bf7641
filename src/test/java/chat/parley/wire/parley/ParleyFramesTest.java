package chat.parley.wire.parley;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.Name;
import chat.parley.wire.BodyException;
import chat.parley.wire.FrameException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParleyFramesTest {
  private static final Name BOB = new Name("bob");

  @Provide
  Arbitrary<FromClient> fromClient() {
    return Frames.fromClient();
  }

  @Provide
  Arbitrary<FromRelay> fromRelay() {
    return Frames.fromRelay();
  }

  @Property(tries = 300)
  void whatAClientSaysIsWhatTheRelayReads(@ForAll("fromClient") FromClient message)
      throws Exception {
    assertEquals(message, ClientFrames.decode(throughAStream(ClientFrames.encode(message))));
  }

  @Property(tries = 300)
  void whatARelaySaysIsWhatTheClientReads(@ForAll("fromRelay") FromRelay message) throws Exception {
    assertEquals(message, RelayFrames.decode(throughAStream(RelayFrames.encode(message))));
  }

  @Property(tries = 300)
  void aShortenedControlBodyIsRefused(
      @ForAll("fromRelay") FromRelay message, @ForAll @IntRange(min = 1, max = 2000) int cut) {
    Frame frame = RelayFrames.encode(message);
    if (frame.body().length() == 0 || frame.type() == FrameType.DELIVER) {
      return;
    }
    byte[] whole = frame.body().toArray();
    Bytes less = Bytes.of(whole, 0, Math.max(0, whole.length - cut));
    assertThrows(BodyException.class, () -> RelayFrames.decode(new Frame(frame.type(), less)));
  }

  @Property(tries = 1000)
  void anyBytesOfAnyTypeAreReadOrRefusedWithTheTypedException(
      @ForAll @IntRange(min = 0, max = 255) int type, @ForAll @Size(max = 200) byte[] body) {
    Frame frame = new Frame(type, Bytes.of(body));
    try {
      ClientFrames.decode(frame);
    } catch (BodyException refused) {
      assertTrue(refused.getMessage() != null);
    }
    try {
      RelayFrames.decode(frame);
    } catch (BodyException refused) {
      assertTrue(refused.getMessage() != null);
    }
  }

  @Test
  void aSendHasTheBytesOfTheSpecification() {
    Bytes id = Bytes.of(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"));
    Frame frame =
        ClientFrames.encode(new FromClient.Send(true, id, BOB, Bytes.of(new byte[] {9, 8})));
    assertEquals(
        "00000018" + "10" + "01" + "000102030405060708090a0b0c0d0e0f" + "03626f62" + "0908",
        HexFormat.of().formatHex(frame.encoded()));
  }

  @Test
  void aDeliverHasTheBytesOfTheSpecification() {
    Frame frame = RelayFrames.encode(new FromRelay.Deliver(258, 3, BOB, Bytes.of(new byte[] {7})));
    assertEquals(
        "00000016" + "12" + "0000000000000102" + "0000000000000003" + "03626f62" + "07",
        HexFormat.of().formatHex(frame.encoded()));
  }

  @Test
  void theLongestPayloadFitsTheLongestFrame() throws Exception {
    Name longest = new Name("a".repeat(32));
    Bytes payload = Bytes.of(new byte[FrameLimits.PAYLOAD]);
    Frame send = ClientFrames.encode(new FromClient.Send(false, id(), longest, payload));
    assertEquals(4 + FrameLimits.FRAME, send.encoded().length);
    assertEquals(send, ClientFrames.encode(ClientFrames.decode(throughAStream(send))));
    Frame deliver = RelayFrames.encode(new FromRelay.Deliver(1, 1, longest, payload));
    assertEquals(deliver, RelayFrames.encode(RelayFrames.decode(throughAStream(deliver))));
    Bytes tooLong = Bytes.of(new byte[FrameLimits.PAYLOAD + 1]);
    assertThrows(
        IllegalArgumentException.class,
        () -> ClientFrames.encode(new FromClient.Send(false, id(), BOB, tooLong)));
  }

  @Test
  void aFullSetOfPrekeysFitsAFrameWithTheLongestSignatures() throws Exception {
    SignedPrekey prekey =
        new SignedPrekey(
            Bytes.of(new byte[SignedPrekey.PREKEY_BYTES]),
            Bytes.of(new byte[SignedPrekey.MAX_SIGNATURE_BYTES]));
    FromClient publish =
        new FromClient.Publish(java.util.Collections.nCopies(FrameLimits.PREKEYS, prekey));
    assertEquals(publish, ClientFrames.decode(throughAStream(ClientFrames.encode(publish))));
  }

  @Test
  void aFrameLongerThanAllowedIsRefusedBeforeItIsRead() {
    byte[] header = ByteBuffer.allocate(5).putInt(FrameLimits.FRAME_BEFORE_WELCOME + 1).array();
    FrameReader reader = new FrameReader(new ByteArrayInputStream(header));
    assertThrows(FrameException.class, reader::read);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, FrameLimits.FRAME + 1, Integer.MAX_VALUE})
  void aLengthOutOfRangeIsRefused(int length) {
    FrameReader reader =
        new FrameReader(new ByteArrayInputStream(ByteBuffer.allocate(5).putInt(length).array()));
    reader.allow(FrameLimits.FRAME);
    assertThrows(FrameException.class, reader::read);
  }

  @Test
  void aStreamThatEndsInsideAFrameIsNotAFrame() throws IOException {
    byte[] whole = ClientFrames.encode(new FromClient.Ack(7)).encoded();
    for (int length = 1; length < whole.length; length++) {
      FrameReader reader = new FrameReader(new ByteArrayInputStream(Arrays.copyOf(whole, length)));
      assertThrows(EOFException.class, reader::read);
    }
    assertNull(new FrameReader(new ByteArrayInputStream(new byte[0])).read());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"request\":1,\"name\":\"Alice\"}",
        "{\"request\":1,\"name\":\"..\"}",
        "{\"request\":1,\"name\":\"server\"}",
        "{\"request\":-1,\"name\":\"alice\"}",
        "{\"request\":1e999999,\"name\":\"alice\"}",
        "{\"request\":9007199254740993,\"name\":\"alice\"}",
        "{\"request\":1,\"request\":1,\"name\":\"alice\"}",
        "{\"request\":\"1\",\"name\":\"alice\"}",
        "{\"request\":1,\"name\":[\"alice\"]}",
        "{\"name\":\"alice\"}",
        "[]",
        "",
        "{\"request\":1,\"name\":\"alice\"} x"
      })
  void aFetchThatIsNotToTheLetterIsRefused(String json) {
    Frame frame = new Frame(FrameType.FETCH, Bytes.of(json.getBytes(StandardCharsets.UTF_8)));
    assertThrows(BodyException.class, () -> ClientFrames.decode(frame));
  }

  @Test
  void unknownFieldsAreIgnoredAndUnknownTypesNamed() throws Exception {
    Frame fetch =
        new Frame(
            FrameType.FETCH,
            Bytes.of(
                "{\"request\":1,\"name\":\"alice\",\"new\":[{}]}"
                    .getBytes(StandardCharsets.UTF_8)));
    assertEquals(new FromClient.Fetch(1, new Name("alice")), ClientFrames.decode(fetch));
    assertEquals(new FromClient.Unknown(0x55), ClientFrames.decode(new Frame(0x55, Bytes.EMPTY)));
  }

  @Test
  void depthIsBounded() {
    String deep =
        "{\"request\":1,\"name\":\"alice\",\"x\":" + "[".repeat(200) + "]".repeat(200) + "}";
    Frame frame = new Frame(FrameType.FETCH, Bytes.of(deep.getBytes(StandardCharsets.UTF_8)));
    assertThrows(BodyException.class, () -> ClientFrames.decode(frame));
  }

  @Test
  void aPrekeyTellsItsIdWithoutASign() {
    byte[] prekey = new byte[SignedPrekey.PREKEY_BYTES];
    Arrays.fill(prekey, 0, 4, (byte) 0xff);
    assertEquals(0xffff_ffffL, new SignedPrekey(Bytes.of(prekey), Bytes.of(new byte[] {1})).id());
  }

  @Test
  void payloadsStayOutOfTexts() {
    Bytes secret = Bytes.of("secret".getBytes(StandardCharsets.UTF_8));
    String text = new FromRelay.Deliver(1, 2, BOB, secret).toString();
    assertTrue(text.contains("Bytes[6]") && !text.contains("secret"), text);
    assertArrayEquals("secret".getBytes(StandardCharsets.UTF_8), secret.toArray());
  }

  private static Bytes id() {
    return Bytes.of(new byte[16]);
  }

  private static Frame throughAStream(Frame frame) throws IOException {
    FrameReader reader = new FrameReader(new ByteArrayInputStream(frame.encoded()));
    reader.allow(FrameLimits.FRAME);
    Frame read = reader.read();
    if (read == null) {
      throw new EOFException("nothing came");
    }
    assertNull(reader.read());
    return read;
  }
}
