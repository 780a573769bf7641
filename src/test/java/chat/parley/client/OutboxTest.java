package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who loses a link, or writes to somebody who has just left: nothing is sent twice, and nothing that is
/// known not to have arrived is forgotten.
class OutboxTest {
  private static final Name BOB = new Name("bob");
  private static final Delivery SENT = new Delivery.AtRelay();
  private static final Delivery SENDING = new Delivery.Waiting(Delivery.WaitReason.SENDING);
  private static final Delivery AWAY = new Delivery.Waiting(Delivery.WaitReason.CONTACT_AWAY);

  private final Road road = new Road();
  private final Outbox outbox = new Outbox(road);

  @Test
  void messages_go_in_the_order_they_were_written_as_far_as_the_link_has_room() {
    road.room = 2;
    write(1, 2, 3);

    assertEquals(List.of(1, 2), road.taken);
    road.room = 10;
    road.written(0);
    assertEquals(List.of(1, 2, 3), road.taken);
    assertEquals(SENT, road.delivery(1));
    assertEquals(SENDING, road.delivery(2));
  }

  @Test
  void what_waits_says_why_and_goes_when_nothing_is_in_its_way() {
    road.obstacle = Delivery.WaitReason.CONTACT_AWAY;
    write(1, 2);
    road.obstacle = Delivery.WaitReason.KEY_CHANGED;
    outbox.send(BOB);
    assertEquals(new Delivery.Waiting(Delivery.WaitReason.KEY_CHANGED), road.delivery(2));

    road.obstacle = Delivery.WaitReason.SENDING;
    outbox.sendAll();
    assertEquals(List.of(1, 2), road.taken);
  }

  @Test
  void a_lost_link_puts_back_what_was_not_written_and_only_that() {
    write(1, 2, 3);
    road.written(0);
    outbox.linkLost();
    outbox.sendAll();
    road.written(1);

    assertEquals(List.of(1, 2, 3, 2, 3), road.taken);
    assertEquals(SENT, road.delivery(1));
    assertEquals(SENDING, road.delivery(2));
  }

  @Test
  void each_answer_that_somebody_is_not_here_is_about_the_newest_without_one() {
    write(1, 2, 3, 4);
    road.canTakeBack = false;
    road.written(0);
    road.written(1);
    road.obstacle = Delivery.WaitReason.CONTACT_AWAY;
    // 3 and 4 are on the wire as well; the answers overtake the news of their writing.
    outbox.notHere(BOB);
    outbox.notHere(BOB);
    road.written(2);
    road.written(3);
    outbox.notHere(BOB);

    assertEquals(SENT, road.delivery(1));
    assertEquals(AWAY, road.delivery(2));
    assertEquals(AWAY, road.delivery(3));
    assertEquals(AWAY, road.delivery(4));
    outbox.newSession(BOB);
    road.obstacle = Delivery.WaitReason.SENDING;
    outbox.send(BOB);
    assertEquals(List.of(1, 2, 3, 4, 2, 3, 4), road.taken);
    outbox.notHere(new Name("carol"));
  }

  @Test
  void the_end_of_a_session_takes_back_what_the_link_has_not_begun() {
    write(1, 2, 3);
    road.written(0);
    road.obstacle = Delivery.WaitReason.CONTACT_AWAY;
    outbox.sessionEnded(BOB);
    outbox.send(BOB);
    assertEquals(AWAY, road.delivery(2));

    road.obstacle = Delivery.WaitReason.SENDING;
    outbox.newSession(BOB);
    outbox.send(BOB);
    assertEquals(List.of(1, 2, 3, 2, 3), road.taken);
  }

  @Test
  void each_message_of_a_long_pile_is_told_a_few_times_and_not_once_for_every_later_one() {
    road.obstacle = Delivery.WaitReason.CONTACT_AWAY;
    write(IntStream.rangeClosed(1, 1_000).toArray());

    assertTrue(road.told <= 2_000, () -> road.told + " deliveries were told");
  }

  @Test
  void what_is_added_when_the_reason_to_wait_is_another_is_told_the_new_one() {
    road.obstacle = Delivery.WaitReason.NO_SESSION_YET;
    write(1);
    road.obstacle = Delivery.WaitReason.CONTACT_AWAY;
    write(2, 3);

    assertEquals(List.of(AWAY, AWAY, AWAY), List.of(told(1), told(2), told(3)));
  }

  private Delivery told(int number) {
    return road.deliveries.getOrDefault(id(number), SENT);
  }

  @Test
  void what_waits_can_be_taken_out_and_what_left_cannot() {
    road.room = 1;
    write(1, 2);

    assertEquals(false, outbox.remove(BOB, id(1)));
    assertEquals(true, outbox.remove(BOB, id(2)));
    road.room = 10;
    outbox.sendAll();
    assertEquals(List.of(1), road.taken);
  }

  private void write(int... numbers) {
    for (int number : numbers) {
      outbox.add(BOB, id(number));
    }
  }

  private static MessageId id(int number) {
    return new MessageId("%032d".formatted(number));
  }

  private static int number(MessageId id) {
    return Integer.parseInt(id.hex());
  }

  private static final class Road implements Outbox.Road {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Runnable> written = new ArrayList<>();
    private final Map<MessageId, Delivery> deliveries = new HashMap<>();
    private Delivery.WaitReason obstacle = Delivery.WaitReason.SENDING;
    private boolean canTakeBack = true;
    private int room = 10;
    private int told;

    void written(int attempt) {
      written.get(attempt).run();
    }

    Delivery delivery(int number) {
      return deliveries.getOrDefault(id(number), AWAY);
    }

    @Override
    public Delivery.WaitReason obstacle(Name contact) {
      return obstacle;
    }

    @Override
    public boolean hasRoom() {
      return taken.size() < room;
    }

    @Override
    public BooleanSupplier take(Name contact, MessageId message, Runnable whenWritten) {
      taken.add(number(message));
      written.add(whenWritten);
      return () -> canTakeBack;
    }

    @Override
    public void delivery(Name contact, MessageId message, Delivery delivery) {
      told++;
      deliveries.put(message, delivery);
    }
  }
}
