package chat.parley.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.client.Notice;
import chat.parley.model.Name;
import chat.parley.ui.kit.Tone;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoticeWordsTest {
  @Test
  void aFewJoinsAreNamedAndManyAreCounted() {
    Notice bob = new Notice.Joined(new Name("bob"));
    assertEquals(List.of("bob is online"), titles(List.of(bob)));
    List<Notice> twelve =
        Stream.iterate(0, i -> i < 12, i -> i + 1)
            .<Notice>map(i -> new Notice.Joined(new Name("member" + i)))
            .toList();
    assertEquals(List.of("12 contacts are online"), titles(twelve));
  }

  @Test
  void leavingIsTooSmallForANotice() {
    assertEquals(List.of(), titles(List.of(new Notice.Left(new Name("bob")))));
  }

  @Test
  void whatConcernsKeysIsGrave() {
    List<NoticeWords> words =
        NoticeWords.of(
            List.of(new Notice.KeyChanged(new Name("bob")), new Notice.SignatureWrong("mallory")));
    assertEquals(List.of(Tone.DANGER, Tone.DANGER), words.stream().map(NoticeWords::tone).toList());
  }

  @Test
  void whatTheServerSaysIsShownAsItsWords() {
    NoticeWords words =
        NoticeWords.of(List.of(new Notice.ServerSays("Maintenance at nine"))).getFirst();
    assertEquals("Maintenance at nine", words.text());
  }

  @Test
  void thatSomebodyJoinedWithoutAKeyIsSaidOnce() {
    assertEquals(
        List.of("dave is online, but unknown"),
        titles(
            List.of(
                new Notice.ServerSays("dave joined the chat!"), new Notice.UnknownMember("dave"))));
  }

  private static List<String> titles(List<Notice> notices) {
    return NoticeWords.of(notices).stream().map(NoticeWords::title).toList();
  }
}
