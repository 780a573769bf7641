package chat.parley.ui.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.model.ChatMessage;
import chat.parley.model.ChatMessage.Note.Kind;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.ui.kit.LocalTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageRowsTest {
  private static final Name BOB = new Name("bob");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /// A Friday, 15:00 in Berlin.
  private static final Instant NOW = Instant.parse("2026-11-06T14:00:00Z");

  private final List<ChatMessage> log = new ArrayList<>();
  private @Nullable MessageId firstNew;
  private int shown = 1000;

  @Test
  void oneSendersTextsWithinFiveMinutesAreOneGroup() {
    receive("a", NOW);
    receive("b", NOW.plusSeconds(299));
    receive("c", NOW.plusSeconds(599));
    assertEquals("Day(Today) [bob:a bob:b@15:04] [bob:c@15:09]", rows());
  }

  @Test
  void anotherSenderOrALineEndsAGroup() {
    receive("a", NOW);
    send("b", NOW, new Delivery.AtRelay());
    send("c", NOW, new Delivery.AtRelay());
    note(Kind.KEY_CHANGED, NOW);
    send("d", NOW, new Delivery.AtRelay());
    assertEquals(
        "Day(Today) [bob:a@15:00] [own:b own:c@15:00 AtRelay] Line(DANGER) [own:d@15:00 AtRelay]",
        rows());
  }

  @Test
  void inAGroupOnlyWhatDiffersFromItsLastIsMarked() {
    send("a", NOW, new Delivery.Failed(Delivery.FailReason.TOO_LARGE));
    send("b", NOW, new Delivery.AtRelay());
    send("c", NOW, new Delivery.AtRelay());
    assertEquals("Day(Today) [own:a Failed own:b own:c@15:00 AtRelay]", rows());
  }

  @Test
  void daysAreNamedInTheZoneOfTheUser() {
    receive("a", Instant.parse("2026-10-01T12:00:00Z"));
    receive("b", Instant.parse("2026-11-02T12:00:00Z"));
    receive("c", Instant.parse("2026-11-04T23:30:00Z"));
    receive("d", Instant.parse("2026-11-05T23:30:00Z"));
    assertEquals(
        "Day(1 October 2026) [bob:a@14:00] Day(Monday) [bob:b@13:00]"
            + " Day(Yesterday) [bob:c@00:30] Day(Today) [bob:d@00:30]",
        rows());
  }

  @Test
  void midnightEndsAGroup() {
    receive("a", Instant.parse("2026-11-05T22:59:00Z"));
    receive("b", Instant.parse("2026-11-05T23:01:00Z"));
    assertEquals("Day(Yesterday) [bob:a@23:59] Day(Today) [bob:b@00:01]", rows());
  }

  @Test
  void ofComingsAndGoingsInARowOnlyTheLastIsShown() {
    note(Kind.JOINED, NOW);
    note(Kind.LEFT, NOW);
    note(Kind.JOINED, NOW);
    receive("a", NOW);
    note(Kind.LEFT, NOW);
    assertEquals("Day(Today) Line(INFO) [bob:a@15:00] Line(INFO)", rows());
  }

  @Test
  void theLineNewStandsBeforeTheFirstUnreadAndEndsItsGroup() {
    receive("a", NOW);
    receive("b", NOW);
    firstNew = log.getLast().id();
    receive("c", NOW);
    assertEquals("Day(Today) [bob:a@15:00] New [bob:b bob:c@15:00]", rows());
  }

  @Test
  void aLongTextIsCutButNeverInsideACharacter() {
    shown = 4;
    receive("abc😀d", NOW);
    MessageRow.Bubble bubble = (MessageRow.Bubble) build().getLast();
    assertEquals("abc", bubble.text());
    assertEquals(3, bubble.hidden());
  }

  private String rows() {
    StringBuilder all = new StringBuilder();
    for (MessageRow row : build()) {
      all.append(all.isEmpty() ? "" : " ").append(word(row));
    }
    return all.toString();
  }

  private static String word(MessageRow row) {
    return switch (row) {
      case MessageRow.Beginning _ -> "Beginning";
      case MessageRow.Day(String words) -> "Day(" + words + ")";
      case MessageRow.NewFromHere() -> "New";
      case MessageRow.Missing missing -> "Missing(" + missing.count() + ")";
      case MessageRow.Line line -> "Line(" + line.tone() + ")";
      case MessageRow.Bubble bubble -> word(bubble);
    };
  }

  private static String word(MessageRow.Bubble bubble) {
    Delivery delivery = bubble.delivery();
    return (bubble.first() ? "[" : "")
        + (bubble.own() ? "own:" : "bob:")
        + bubble.text()
        + (bubble.last() ? "@" + bubble.time() : "")
        + (bubble.marked() && delivery != null ? " " + delivery.getClass().getSimpleName() : "")
        + (bubble.last() ? "]" : "");
  }

  private List<MessageRow> build() {
    LocalTimes times = new LocalTimes(Clock.fixed(NOW, BERLIN), Locale.UK);
    List<MessageRow> rows = new ArrayList<>();
    new MessageRows(times, BOB, null, firstNew, _ -> shown, false).addTo(rows, log);
    return rows;
  }

  private void receive(String text, Instant at) {
    log.add(new ChatMessage.Incoming(nextId(), BOB, at, text, false));
  }

  private void send(String text, Instant at, Delivery delivery) {
    log.add(new ChatMessage.Outgoing(nextId(), BOB, at, text, delivery));
  }

  private void note(Kind kind, Instant at) {
    log.add(new ChatMessage.Note(nextId(), BOB, at, kind));
  }

  private MessageId nextId() {
    return new MessageId("%032x".formatted(log.size()));
  }
}
