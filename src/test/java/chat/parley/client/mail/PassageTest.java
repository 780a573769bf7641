package chat.parley.client.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Once through a conversation, whatever becomes of it on the way.
class PassageTest {
  private static final Name BOB = World.BOB.name();
  private static final int PAGE = 2;

  private final World world = new World(1);
  private Device alice;

  @BeforeEach
  void write() {
    alice = world.join(World.ALICE, World.BOB);
    alice.disconnect();
    for (int i = 0; i < 5; i++) {
      alice.say(BOB, "text " + i);
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void itLeadsFromOneEndToTheOther() {
    List<String> all = List.of("text 0", "text 1", "text 2", "text 3", "text 4");
    assertEquals(all, rest(fromBeginning()));
    assertEquals(all.reversed(), rest(fromEnd()));
  }

  @Test
  void whatIsTakenAwayOrComesOnTheWayNeitherEndsNorRepeatsIt() {
    Passage forward = fromBeginning();
    Passage back = fromEnd();
    List<ChatMessage> first = next(forward);
    List<ChatMessage> last = next(back);
    discard(first.getLast().id());
    discard(last.getLast().id());
    alice.say(BOB, "text 5");
    assertEquals(List.of("text 2", "text 4", "text 5"), rest(forward));
    assertEquals(List.of("text 2", "text 0"), rest(back));
  }

  @Test
  void aDamagedPageIsNotTheEnd() {
    alice.kill();
    alice.disk.damage("entry");
    world.restart(alice);
    alice.disconnect();
    alice.say(BOB, "after it");
    assertTrue(rest(fromBeginning()).contains("after it"));
  }

  private Passage fromBeginning() {
    return of(mail -> mail.fromBeginning(BOB));
  }

  private Passage fromEnd() {
    return of(mail -> mail.fromEnd(BOB));
  }

  private Passage of(Function<Mail, Passage> way) {
    List<Passage> passages = new ArrayList<>();
    alice.call(mail -> passages.add(way.apply(mail)));
    return passages.getFirst();
  }

  private void discard(MessageId id) {
    alice.call(mail -> mail.discard(id));
  }

  private List<ChatMessage> next(Passage passage) {
    List<ChatMessage> page = new ArrayList<>();
    alice.call(_ -> page.addAll(passage.next(PAGE).orElseThrow()));
    return page;
  }

  private List<String> rest(Passage passage) {
    List<String> texts = new ArrayList<>();
    List<ChatMessage> page = next(passage);
    while (!page.isEmpty()) {
      page.forEach(each -> texts.add(each.text()));
      page = next(passage);
    }
    return texts;
  }
}
