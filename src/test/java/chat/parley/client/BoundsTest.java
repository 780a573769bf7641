package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What others can make grow has an end; what must keep its order keeps it.
class BoundsTest {
  private static final Name BOB = new Name("bob");
  private static final Instant START = Instant.parse("2026-11-03T10:15:30Z");

  private Instant now = START;

  @Test
  void notices_that_anybody_can_cause_end_in_one_that_counts_the_rest() {
    List<Notice> told = new ArrayList<>();
    Notices notices = new Notices(() -> now, told::add);
    for (int i = 0; i < 1_000; i++) {
      notices.tellSparingly(new Notice.UnknownMember("member " + i));
    }
    assertEquals(300, told.size());
    notices.tell(new Notice.Joined(BOB));
    assertEquals(301, told.size());

    now = START.plusSeconds(1);
    notices.tellSparingly(new Notice.UnknownMember("one more"));

    assertEquals(new Notice.LeftOut(700), told.get(301));
    assertEquals(new Notice.UnknownMember("one more"), told.get(302));
  }

  @Test
  void a_clock_that_goes_back_stops_no_notice() {
    List<Notice> told = new ArrayList<>();
    Notices notices = new Notices(() -> now, told::add);
    now = START.minusSeconds(3_600);
    notices.tellSparingly(new Notice.UnknownMember("somebody"));

    assertEquals(1, told.size());
  }

  @Test
  void a_conversation_lets_its_oldest_entries_go_but_none_that_waits() {
    Conversation conversation = new Conversation(3, 1_000);
    ChatMessage.Outgoing waits =
        new ChatMessage.Outgoing(
            id(0), BOB, START, "hello", new Delivery.Waiting(Delivery.WaitReason.CONTACT_AWAY));
    conversation.add(waits);
    for (int i = 1; i < 10; i++) {
      conversation.add(incoming(i, "text"));
    }
    assertEquals(
        List.of(id(0), id(8), id(9)),
        conversation.page(null, 10).stream().map(ChatMessage::id).toList());

    List<ChatMessage> gone = conversation.add(incoming(10, "x".repeat(1_000)));
    assertEquals(List.of(id(8), id(9)), gone.stream().map(ChatMessage::id).toList());
    assertEquals(id(10), conversation.page(null, 10).getLast().id());
  }

  @Test
  void the_wait_doubles_to_its_end_with_a_quarter_by_chance() {
    Random random = new Random(1);
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    for (int failures : new int[] {0, 1, 4, 5, 100, Integer.MAX_VALUE}) {
      long base = Math.min(30_000, 1_000L << Math.min(failures, 10));
      long millis = backoff.delay(failures, random).toMillis();
      assertTrue(millis >= base * 3 / 4 && millis <= base * 5 / 4, failures + ": " + millis);
    }
  }

  @Test
  void a_lane_keeps_its_order_however_often_it_is_held() {
    Lanes<String> lanes = new Lanes<>();
    List<Integer> done = new ArrayList<>();
    IntStream.range(0, 6)
        .forEach(
            i ->
                lanes.run(
                    "bob",
                    () -> {
                      done.add(i);
                      if (i % 2 == 0) {
                        lanes.hold("bob");
                      }
                    }));
    lanes.run("carol", () -> done.add(100));
    assertEquals(List.of(0, 100), done);

    lanes.release("bob");
    assertEquals(List.of(0, 100, 1, 2), done);
    lanes.run("bob", () -> done.add(6));
    lanes.release("bob");
    lanes.release("bob");
    lanes.run("bob", () -> done.add(7));
    assertEquals(List.of(0, 100, 1, 2, 3, 4, 5, 6, 7), done);
  }

  @Test
  void what_is_shown_of_others_is_one_short_line_of_what_can_be_seen() {
    assertEquals("a b c d", Shown.of("a\nb\u202ec\u001bd\ud83d"));
    assertEquals("é 👋", Shown.of("é 👋"));
    assertEquals(201, Shown.of("x".repeat(1_000)).length());
  }

  private static ChatMessage.Incoming incoming(int number, String text) {
    return new ChatMessage.Incoming(id(number), BOB, START, text, false);
  }

  private static MessageId id(int number) {
    return new MessageId("%032d".formatted(number));
  }
}
