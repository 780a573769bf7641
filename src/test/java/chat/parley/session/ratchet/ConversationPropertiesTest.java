package chat.parley.session.ratchet;

import static chat.parley.session.ratchet.Person.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.session.AlreadyOpened;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Whatever a relay does with the payloads of two people, each is opened exactly once, or refused as what it
/// is. Every action is followed by a restart from the stored state.
class ConversationPropertiesTest {
  /// One direction: everything that was ever sent that way.
  private static final class Way {
    private final Person from;
    private final Person to;
    private final List<Bytes> sent = new ArrayList<>();
    private final List<Boolean> opened = new ArrayList<>();

    Way(Person from, Person to) {
      this.from = from;
      this.to = to;
    }

    void send() throws Exception {
      if (!from.sessions.canSend(NOON)) {
        from.open(to, NOON);
      }
      sent.add(from.say(text(sent.size()), NOON));
      opened.add(false);
    }

    private String text(int number) {
      return from.identity.name() + " " + number;
    }

    void deliver(int number) throws Exception {
      if (opened.get(number)) {
        repeat(number);
      } else {
        assertEquals(text(number), to.hear(sent.get(number), NOON));
        opened.set(number, true);
      }
    }

    /// Dropped by its tag; and refused by the ratchet itself where the tag is forgotten.
    private void repeat(int number) {
      Bytes before = to.state();
      assertThrows(AlreadyOpened.class, () -> to.receive(sent.get(number), NOON));
      List<Bytes> tags = List.copyOf(to.tags);
      to.tags.clear();
      PayloadRefused refused =
          assertThrows(PayloadRefused.class, () -> to.receive(sent.get(number), NOON));
      to.tags.addAll(tags);
      assertTrue(
          refused.reason() == PayloadRefused.Reason.KEY_GONE
              || refused.reason() == PayloadRefused.Reason.NOT_AUTHENTIC,
          () -> "refused as " + refused.reason());
      assertEquals(before, to.state());
    }

    void damage(int number, int where) {
      Bytes payload = sent.get(number);
      int tailBits = 8 * (Header.BYTES + 16 + 256 + 32);
      Bytes damaged = Person.flipped(payload, 8 * payload.length() - 1 - where % tailBits);
      Bytes before = to.state();
      Exception refused = assertThrows(Exception.class, () -> to.receive(damaged, NOON));
      assertTrue(
          refused instanceof PayloadRefused
              || (refused instanceof AlreadyOpened && opened.get(number)),
          () -> "refused as " + refused);
      assertEquals(before, to.state());
    }

    void deliverTheRest() throws Exception {
      for (int i = 0; i < sent.size(); i++) {
        deliver(i);
      }
    }
  }

  @Property(tries = 120, shrinking = ShrinkingMode.OFF)
  void everyMessageIsOpenedExactlyOnceWhateverTheRelayDoes(
      @ForAll @Size(min = 10, max = 80) List<@IntRange(max = 1 << 20) Integer> schedule)
      throws Exception {
    Person alice = Person.alice();
    Person bob = Person.bob();
    Way[] ways = {new Way(alice, bob), new Way(bob, alice)};
    for (int step : schedule) {
      Way way = ways[step & 1];
      int choice = step >> 4;
      switch (way.sent.isEmpty() ? 0 : (step >> 1) & 7) {
        case 0, 1 -> way.send();
        case 2 -> way.damage(choice % way.sent.size(), choice);
        case 3, 4 -> way.deliver(way.sent.size() - 1);
        default -> way.deliver(choice % way.sent.size());
      }
      alice.restore(alice.state());
      bob.restore(bob.state());
    }
    for (Way way : ways) {
      way.deliverTheRest();
      way.send();
      way.deliverTheRest();
    }
  }
}
