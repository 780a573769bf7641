package chat.parley.wire.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.wire.BodyException;
import chat.parley.wire.FrameException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames byte for byte, and those of case 25 of the adversary page: odd headers, any split.
class ClassicFrameTest {
  @Test
  void theRecordedStreamsReadAsTheRecordedFrames() throws Exception {
    assertEquals(RecordedSession.fromClient(), readAll(RecordedSession.clientStream()));
    assertEquals(RecordedSession.fromServer(), readAll(RecordedSession.serverStream()));
  }

  @Test
  void theRecordedFramesEncodeToTheRecordedStreams() throws Exception {
    assertArrayEquals(RecordedSession.clientStream(), encodeAll(RecordedSession.fromClient()));
    assertArrayEquals(RecordedSession.serverStream(), encodeAll(RecordedSession.fromServer()));
  }

  @Test
  void aStreamSplitAtAnyByteReadsTheSame() throws Exception {
    byte[] stream = encodeAll(List.of("NICK", "Grüße 世界 👋", "", "{\"to\": \"bob\"}"));
    for (int at = 0; at <= stream.length; at++) {
      InputStream split =
          new SequenceInputStream(
              new ByteArrayInputStream(stream, 0, at),
              new ByteArrayInputStream(stream, at, stream.length - at));
      assertEquals(
          List.of("NICK", "Grüße 世界 👋", "", "{\"to\": \"bob\"}"),
          readAll(split),
          "split at " + at);
    }
  }

  @Property(tries = 300)
  void decodingWhatWasEncodedGivesTheSame(
      @ForAll @Size(max = 5) List<@StringLength(max = 300) String> bodies) throws Exception {
    List<String> encodable =
        bodies.stream().filter(StandardCharsets.UTF_8.newEncoder()::canEncode).toList();
    assertEquals(encodable, readAll(encodeAll(encodable)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+5",
        "-1",
        "٥",
        "5 ",
        "0x5",
        "5.",
        "1e3",
        "",
        " 1 2",
        "12345678",
        "1048577",
        "9999999",
        "\t5",
        "5\n",
        "\0" + "5"
      })
  void aHeaderThatIsNotSpacesAndThenDigitsIsRefused(String digits) {
    assertThrows(FrameException.class, () -> ClassicFrame.bodyLength(header(digits)));
  }

  @Test
  void aHeaderMayHoldLeadingZerosAndUpToOneMebibyte() throws Exception {
    assertEquals(0, ClassicFrame.bodyLength(header("0")));
    assertEquals(5, ClassicFrame.bodyLength(header("0000005")));
    assertEquals(1 << 20, ClassicFrame.bodyLength(header("1048576")));
  }

  @Test
  void aHeaderOfAnotherLengthIsRefused() {
    assertThrows(FrameException.class, () -> ClassicFrame.bodyLength(new byte[63]));
    assertThrows(FrameException.class, () -> ClassicFrame.bodyLength(new byte[65]));
  }

  @Test
  void aBodyOfOneMebibyteIsTheLongest() throws Exception {
    String longest = "x".repeat(ClassicFrame.MAX_BODY);
    assertEquals(List.of(longest), readAll(ClassicFrame.encode(longest)));
    assertThrows(FrameException.class, () -> ClassicFrame.encode(longest + "x"));
  }

  @Test
  void everyTruncationIsRefusedAndNeverReadAsAFrame() throws Exception {
    byte[] frame = ClassicFrame.encode("hello");
    for (int length = 1; length < frame.length; length++) {
      ClassicFrameReader reader =
          new ClassicFrameReader(new ByteArrayInputStream(Arrays.copyOf(frame, length)));
      assertThrows(FrameException.class, reader::next, "cut after " + length);
    }
  }

  @Test
  void aBodyThatIsNotUtf8IsRefusedAndTheNextIsRead() throws Exception {
    byte[] frame = ClassicFrame.encode("xy");
    frame[ClassicFrame.HEADER_LENGTH] = (byte) 0xc3;
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(frame);
    stream.writeBytes(ClassicFrame.encode("next"));
    ClassicFrameReader reader =
        new ClassicFrameReader(new ByteArrayInputStream(stream.toByteArray()));
    assertThrows(BodyException.class, reader::next);
    assertEquals(Optional.of("next"), reader.next());
  }

  private static byte[] header(String digits) {
    byte[] bytes = digits.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[ClassicFrame.HEADER_LENGTH];
    Arrays.fill(header, (byte) ' ');
    System.arraycopy(bytes, 0, header, header.length - bytes.length, bytes.length);
    return header;
  }

  private static byte[] encodeAll(List<String> bodies) throws FrameException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (String body : bodies) {
      stream.writeBytes(ClassicFrame.encode(body));
    }
    return stream.toByteArray();
  }

  private static List<String> readAll(byte[] stream) throws IOException, BodyException {
    return readAll(new ByteArrayInputStream(stream));
  }

  private static List<String> readAll(InputStream stream) throws IOException, BodyException {
    ClassicFrameReader reader = new ClassicFrameReader(stream);
    List<String> bodies = new ArrayList<>();
    for (Optional<String> body = reader.next(); body.isPresent(); body = reader.next()) {
      bodies.add(body.get());
    }
    return bodies;
  }
}
