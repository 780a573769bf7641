package chat.parley.ui.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.MessengerEvent;
import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConversationLogTest {
  private static final Name BOB = new Name("bob");

  private final ConversationLog log = new ConversationLog(BOB);

  @Test
  void what_came_late_stands_where_it_belongs() {
    log.addPage(List.of(text(1), text(4)));
    assertTrue(log.apply(added(3, 4)));
    assertTrue(log.apply(added(2, 3)));
    assertTrue(log.apply(added(5, null)));
    assertEquals(List.of(1, 2, 3, 4, 5), numbers());
  }

  @Test
  void what_belongs_before_the_oldest_known_entry_is_the_oldest() {
    log.addPage(List.of(text(2)));
    assertTrue(log.apply(added(1, 2)));
    assertEquals(id(1), log.oldest());
  }

  @Test
  void what_belongs_further_up_than_was_read_comes_with_its_page() {
    log.addPage(List.of(text(5), text(6)));
    assertFalse(log.apply(added(2, 3)));
    log.beginReading();
    log.addPage(List.of(text(1), text(2), text(3), text(4)));
    assertEquals(List.of(1, 2, 3, 4, 5, 6), numbers());
  }

  @Test
  void what_comes_late_while_a_page_is_on_its_way_is_there_once() {
    log.beginReading();
    assertFalse(log.apply(added(2, 3)));
    assertFalse(log.apply(added(4, 5)));
    log.addPage(List.of(text(1), text(2), text(3), text(5)));
    assertEquals(List.of(1, 2, 3, 4, 5), numbers());
  }

  private List<Integer> numbers() {
    return log.entries().stream().map(entry -> Integer.parseInt(log.textOf(entry.id()))).toList();
  }

  private static MessengerEvent added(int number, @Nullable Integer before) {
    return new MessengerEvent.MessageAdded(text(number), before == null ? null : id(before));
  }

  private static ChatMessage text(int number) {
    return new ChatMessage.Incoming(
        id(number), BOB, Instant.EPOCH.plusSeconds(number), Integer.toString(number), false);
  }

  private static MessageId id(int number) {
    byte[] id = new byte[MessageId.BYTES];
    id[0] = (byte) number;
    return MessageId.of(id);
  }
}
