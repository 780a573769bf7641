package chat.parley.ui.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import chat.parley.client.FakeMessenger;
import chat.parley.client.MessengerEvent;
import chat.parley.model.ChatMessage;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.ui.conversation.Search.Finding;
import chat.parley.ui.conversation.Search.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
  private final FakeMessenger messenger = FakeMessenger.alice();
  private final Name bob = messenger.contact("bob");
  private final Search search =
      new Search(bob, () -> messenger.fromEnd(bob), Runnable::run, Runnable::run);
  private final List<String> revealed = new ArrayList<>();

  SearchTest() {
    search.onReveal(id -> revealed.add(textOf(id)));
  }

  @Test
  void theNewestIsShownAndTheWayLeadsToOlderOnesAndBack() {
    for (int i = 0; i < 10; i++) {
      messenger.receive(bob, i % 3 == 0 ? "tea " + i : "coffee " + i);
    }
    search.seek("TEA");
    assertEquals(new Finding(State.DONE, 4, 1), search.findingProperty().get());
    search.older();
    search.older();
    search.older();
    search.older();
    search.newer();
    assertEquals(
        List.of("tea 9", "tea 6", "tea 3", "tea 0", "tea 0", "tea 3"),
        revealed,
        "the end is no way round to the beginning");
    assertEquals(new Finding(State.DONE, 4, 3), search.findingProperty().get());
  }

  @Test
  void whatTheUserWroteIsFoundToo() {
    messenger.send(bob, "see you at the lake");
    search.seek("lake");
    assertEquals(List.of("see you at the lake"), revealed);
  }

  @Test
  void otherWordsBeginAnewAndNoneEnd() {
    messenger.receive(bob, "one");
    messenger.receive(bob, "two");
    search.seek("one");
    search.seek("two");
    assertEquals(new Finding(State.DONE, 1, 1), search.findingProperty().get());
    search.seek(" ");
    assertEquals(Finding.NOTHING_SOUGHT, search.findingProperty().get());
    assertNull(search.soughtProperty().get());
    search.older();
    assertEquals(List.of("one", "two"), revealed);
  }

  @Test
  void aPageThatComesAfterTheEndCountsNoMore() {
    messenger.receive(bob, "one");
    messenger.holdPages();
    search.seek("one");
    assertEquals(new Finding(State.READING, 0, 0), search.findingProperty().get());
    search.end();
    messenger.releasePages();
    assertEquals(Finding.NOTHING_SOUGHT, search.findingProperty().get());
    assertEquals(List.of(), revealed);
  }

  @Test
  void thatNothingWasFoundIsKnownOnlyAtTheEnd() {
    messenger.receive(bob, "one");
    messenger.holdPages();
    search.seek("two");
    assertFalse(search.findingProperty().get().state() == State.DONE);
    messenger.releasePages();
    assertEquals(new Finding(State.DONE, 0, 0), search.findingProperty().get());
  }

  @Test
  void whatCannotBeReadIsSaidAndWhatWasFoundStays() {
    messenger.failPages(true);
    search.seek("one");
    assertEquals(State.UNREADABLE, search.findingProperty().get().state());
  }

  @Test
  void whatIsGoneIsNotFoundAnyMore() {
    for (String text : List.of("tea 1", "tea 2", "tea 3")) {
      messenger.receive(bob, text);
    }
    search.seek("tea");
    search.older();
    search.hear(new MessengerEvent.MessageRemoved(bob, messenger.log(bob).getLast().id()));
    assertEquals(new Finding(State.DONE, 2, 1), search.findingProperty().get());
    search.older();
    assertEquals(List.of("tea 3", "tea 2", "tea 1"), revealed);
  }

  @Test
  void moreThanAnybodyLooksThroughIsNotSoughtOn() {
    for (int i = 0; i < Search.MOST + 5; i++) {
      messenger.receive(bob, "tea");
    }
    search.seek("tea");
    assertEquals(new Finding(State.DONE, Search.MOST, 1), search.findingProperty().get());
  }

  private String textOf(MessageId id) {
    return messenger.log(bob).stream()
        .filter(each -> each.id().equals(id))
        .map(ChatMessage::text)
        .findFirst()
        .orElseThrow();
  }
}
