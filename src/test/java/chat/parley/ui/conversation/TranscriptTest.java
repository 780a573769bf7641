package chat.parley.ui.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.Emoji;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import chat.parley.model.Quote;
import chat.parley.ui.kit.LocalTimes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final Name ALICE = new Name("alice");
  private static final Name BOB = new Name("bob");
  private static final Instant NOON = Instant.parse("2026-11-06T12:00:00Z");

  private final StringBuilder out = new StringBuilder();
  private final Transcript transcript =
      new Transcript(out, ALICE, BOB, new LocalTimes(Clock.fixed(NOON, ZoneOffset.UTC), Locale.UK));

  @Test
  void daysTimesAndNamesStandBeforeTheWords() throws IOException {
    transcript.begin();
    transcript.add(incoming(1, NOON, "Did you get it?", Particulars.NONE));
    transcript.add(
        new ChatMessage.Outgoing(
            id(2), BOB, NOON.plusSeconds(60), "Yes, thank you", new Delivery.Read()));
    transcript.add(
        new ChatMessage.Note(
            id(3), BOB, NOON.plus(Duration.ofDays(1)), ChatMessage.Note.Kind.KEY_CHANGED));
    transcript.end(0);
    assertEquals(
        List.of(
            "Conversation of alice with bob",
            "",
            "6 November 2026",
            "12:00  bob: Did you get it?",
            "12:01  alice: Yes, thank you",
            "",
            "7 November 2026",
            "12:00  — bob’s key changed."),
        lines());
  }

  @Test
  void aTextCannotPassForAnothers() throws IOException {
    for (String lineBreak : List.of("\n", "\r\n", "\r", "\u2028", "\u0085", "\u000b")) {
      out.setLength(0);
      transcript.add(
          incoming(1, NOON, "x" + lineBreak + "12:01  alice: I owe you", Particulars.NONE));
      assertEquals("        12:01  alice: I owe you", lines().getLast());
    }
  }

  @Test
  void whatBelongsToATextIsSaidBesideIt() throws IOException {
    Quote quote = new Quote(id(9), true, "Tea?");
    transcript.add(
        incoming(
            1,
            NOON,
            "Yes",
            new Particulars(quote, true, false, new Emoji("\u2764\uFE0F"), new Emoji("!"), null)));
    assertEquals(
        "12:00  bob: [In answer to You: Tea?.] Yes [edited] [alice: \u2764\uFE0F] [bob: !]",
        lines().getLast());
  }

  @Test
  void whatCameUnderAnotherKeySaysSo() throws IOException {
    transcript.add(new ChatMessage.Incoming(id(1), BOB, NOON, "Send money", true));
    assertEquals("12:00  bob: Send money [Under another key]", lines().getLast());
  }

  @Test
  void aDeletedTextIsNamed() throws IOException {
    transcript.add(incoming(1, NOON, "", new Particulars(null, false, true, null, null, null)));
    assertEquals("12:00  bob: bob deleted this message", lines().getLast());
  }

  @Test
  void whatIsToDisappearIsLeftOutAndCounted() throws IOException {
    Particulars passing =
        new Particulars(
            null, false, false, null, null, new Particulars.Expiry(Duration.ofHours(1), null));
    assertFalse(transcript.add(incoming(1, NOON, "secret", passing)));
    assertTrue(transcript.add(incoming(2, NOON, "open", Particulars.NONE)));
    transcript.end(1);
    assertFalse(out.toString().contains("secret"));
    assertEquals("Messages left out, as they disappear: 1", lines().getLast());
  }

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  private static ChatMessage.Incoming incoming(
      int number, Instant at, String text, Particulars particulars) {
    return new ChatMessage.Incoming(id(number), BOB, at, text, false, particulars);
  }

  private static MessageId id(int number) {
    return new MessageId("%032x".formatted(number));
  }
}
