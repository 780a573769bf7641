package chat.parley.session.ratchet;

import static chat.parley.session.ratchet.Person.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.session.AlreadyOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Whatever a relay does with the payloads of two people, and whatever time passes, each is opened exactly once, or
/// refused as what it is. Every action is followed by a restart from the stored state.
class ConversationPropertiesTest {
  /// Time passes only while fewer sessions than this were opened: each of the two opens one more at most, and none is
  /// dropped that a message is under way on.
  private static final int ENOUGH_SESSIONS = ContactSessions.MOST - 1;

  /// Longer than an opening waits for its answer, and than half of what the keys of skipped messages are kept.
  private static final int MOST_DAYS = 40;

  /// Two people, and the time.
  private static final class Conversation {
    private final Person alice = Person.alice();
    private final Person bob = Person.bob();
    private final List<Way> ways = List.of(new Way(this, alice, bob), new Way(this, bob, alice));
    private Instant now = NOON;
    private int opened;

    /// @param isKeptUp whether both then drop what is too old, as they do now and then
    void pass(Duration time, boolean isKeptUp) {
      if (opened < ENOUGH_SESSIONS) {
        now = now.plus(time);
      }
      if (isKeptUp) {
        for (Person each : List.of(alice, bob)) {
          each.sessions = each.sessions.freshAt(now, each.prekeys::containsKey);
        }
      }
    }

    void restart() throws Exception {
      alice.restore(alice.state());
      bob.restore(bob.state());
    }
  }

  /// A payload under way.
  private static final class Letter {
    private final Bytes payload;
    private final String text;
    private final SessionId session;
    private boolean isOpened;
    private boolean isLost;

    /// When a later one of the same session was opened.
    private @Nullable Instant skipped;

    Letter(Bytes payload, String text) throws PayloadRefused {
      this.payload = payload;
      this.text = text;
      this.session = Payload.decode(payload).session();
    }

    boolean isTooLate(Instant now) {
      return skipped != null && now.isAfter(skipped.plus(SkippedKeys.KEPT));
    }
  }

  /// One direction: everything that was ever sent that way.
  private static final class Way {
    private final Conversation conversation;
    private final Person from;
    private final Person to;
    private final List<Letter> sent = new ArrayList<>();

    Way(Conversation conversation, Person from, Person to) {
      this.conversation = conversation;
      this.from = from;
      this.to = to;
    }

    void send() throws Exception {
      if (!from.sessions.canSend(conversation.now)) {
        from.open(to, conversation.now);
        conversation.opened++;
      }
      String text = from.identity.name() + " " + sent.size();
      sent.add(new Letter(from.say(text, conversation.now), text));
    }

    void deliver(int number) throws Exception {
      Letter letter = sent.get(number);
      if (letter.isLost) {
        return;
      }
      if (letter.isOpened) {
        repeat(letter);
      } else if (letter.isTooLate(conversation.now)) {
        assertForgotten(letter);
      } else {
        assertEquals(letter.text, to.hear(letter.payload, conversation.now));
        letter.isOpened = true;
        for (Letter before : sent.subList(0, number)) {
          if (before.session.equals(letter.session) && before.skipped == null) {
            before.skipped = conversation.now;
          }
        }
      }
    }

    /// It never comes.
    void lose(int number) {
      sent.get(number).isLost = true;
    }

    /// Dropped by its tag; and refused by the ratchet itself where the tag is forgotten.
    private void repeat(Letter letter) {
      Bytes before = to.state();
      assertThrows(AlreadyOpened.class, () -> to.receive(letter.payload, conversation.now));
      assertEquals(before, to.state());
      List<Bytes> tags = List.copyOf(to.tags);
      to.tags.clear();
      assertForgotten(letter);
      to.tags.addAll(tags);
    }

    /// Its key is gone: of the chain in use that is seen, one of an older chain looks like a new one.
    private void assertForgotten(Letter letter) {
      Bytes before = to.state();
      PayloadRefused refused =
          assertThrows(PayloadRefused.class, () -> to.receive(letter.payload, conversation.now));
      assertTrue(
          refused.reason() == PayloadRefused.Reason.KEY_GONE
              || refused.reason() == PayloadRefused.Reason.NOT_AUTHENTIC,
          () -> "refused as " + refused.reason());
      assertEquals(before, to.state());
    }

    void damage(int number, int where) {
      Letter letter = sent.get(number);
      int tailBits = 8 * (Header.BYTES + 16 + 256 + 32);
      Bytes damaged =
          Person.flipped(letter.payload, 8 * letter.payload.length() - 1 - where % tailBits);
      Bytes before = to.state();
      Exception refused =
          assertThrows(Exception.class, () -> to.receive(damaged, conversation.now));
      assertTrue(
          refused instanceof PayloadRefused
              || (refused instanceof AlreadyOpened && letter.isOpened),
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
    Conversation conversation = new Conversation();
    for (int step : schedule) {
      Way way = conversation.ways.get(step & 1);
      int choice = step >> 5;
      switch (way.sent.isEmpty() ? 0 : (step >> 1) & 15) {
        case 0, 1, 2, 3 -> way.send();
        case 4, 5 -> way.damage(choice % way.sent.size(), choice);
        case 6, 7, 8, 9 -> way.deliver(way.sent.size() - 1);
        case 10 -> way.lose(choice % way.sent.size());
        case 11 -> conversation.pass(Duration.ofDays(choice % MOST_DAYS), choice % 3 == 0);
        default -> way.deliver(choice % way.sent.size());
      }
      conversation.restart();
    }
    for (Way way : conversation.ways) {
      way.deliverTheRest();
      way.send();
      way.deliverTheRest();
    }
  }
}
