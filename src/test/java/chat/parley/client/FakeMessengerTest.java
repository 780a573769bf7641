package chat.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import chat.parley.model.ChatMessage;
import chat.parley.model.Connection;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeMessengerTest {
  private final FakeMessenger messenger = FakeMessenger.alice();
  private final Name bob = messenger.contact("bob");

  @Test
  void pagesEndBeforeTheGivenEntry() {
    for (int i = 0; i < 7; i++) {
      messenger.receive(bob, "message " + i);
    }
    List<ChatMessage> newest = messenger.page(bob, null, 3).join();
    List<ChatMessage> earlier = messenger.page(bob, newest.getFirst().id(), 3).join();
    List<ChatMessage> first = messenger.page(bob, earlier.getFirst().id(), 3).join();

    assertEquals(messenger.log(bob).subList(4, 7), newest);
    assertEquals(messenger.log(bob).subList(1, 4), earlier);
    assertEquals(messenger.log(bob).subList(0, 1), first);
  }

  @Test
  void listenersHearTheStateFirstAndThenChanges() {
    List<MessengerEvent> heard = new ArrayList<>();
    Subscription listening = messenger.listen(heard::add);
    assertEquals(2, heard.size());
    messenger.receive(bob, "hello");
    listening.close();
    messenger.receive(bob, "not heard");

    assertInstanceOf(MessengerEvent.MessageAdded.class, heard.get(2));
    Contact last = assertInstanceOf(MessengerEvent.ContactChanged.class, heard.get(3)).contact();
    assertEquals(1, last.unread());
    assertEquals(4, heard.size());
  }

  @Test
  void whatIsSentWhileNotConnectedWaits() {
    messenger.connection(new Connection.Connecting());
    messenger.send(bob, "hello");

    ChatMessage.Outgoing sent =
        assertInstanceOf(ChatMessage.Outgoing.class, messenger.log(bob).getFirst());
    assertEquals(new Delivery.Waiting(Delivery.WaitReason.NOT_CONNECTED), sent.delivery());
  }
}
