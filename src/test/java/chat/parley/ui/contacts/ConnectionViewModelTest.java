package chat.parley.ui.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Connection;
import chat.parley.model.Protection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionViewModelTest {
  private static final Instant START = Instant.parse("2026-11-06T14:02:00Z");

  private Instant now = START;
  private final FakeMessenger messenger = FakeMessenger.alice();
  private final ConnectionViewModel model =
      new ConnectionViewModel(messenger, Runnable::run, () -> now);

  @Test
  void thatTheOwnKeyIsNewIsNotSaidAsIfSomebodyElseHadChangedIt() {
    messenger.protection(Protection.PARLEY);
    messenger.connection(new Connection.Stopped(Connection.Reason.NAME_TAKEN));
    ConnectionState state = model.stateProperty().get();
    assertEquals("Your own key is new to this relay", state.words());
    assertTrue(state.detail().contains("Log in with the key from before"));
  }

  @Test
  void aConnectionIsNamedByItsRelay() {
    messenger.connection(new Connection.Connected("127.0.0.1:8080"));
    assertEquals(ConnectionState.Stage.CONNECTED, state().stage());
    assertEquals("Classic server 127.0.0.1:8080", state().words());
    assertFalse(state().canTryNow());
    messenger.protection(Protection.PARLEY);
    messenger.connection(new Connection.Connected("relay.example:7443"));
    assertEquals("relay.example:7443", state().words());
    messenger.connection(new Connection.Connected("127.0.0.1:7443"));
    assertEquals("Relay on this computer", state().words());
    assertEquals("Connected to 127.0.0.1:7443", state().detail());
  }

  @Test
  void itCountsDownToTheNextTry() {
    messenger.connection(new Connection.Waiting(Connection.Reason.LOST, START.plusMillis(4_200)));
    assertEquals("Trying again in 5 s", state().detail());
    assertTrue(state().counting());
    now = START.plusMillis(1_300);
    model.tick();
    assertEquals("Trying again in 3 s", state().detail());
    now = START.plusMillis(3_900);
    model.tick();
    assertEquals("Trying again in 1 s", state().detail());
    now = START.plusSeconds(20);
    model.tick();
    assertEquals("Trying again in 1 s", state().detail());
  }

  @Test
  void tryingNowAsksTheCore() {
    messenger.connection(new Connection.Waiting(Connection.Reason.UNREACHABLE, START));
    assertTrue(state().canTryNow());
    model.tryNow();
    assertEquals(List.of("reconnectNow"), messenger.calls());
  }

  @Test
  void anEndSaysWhatToDo() {
    messenger.connection(new Connection.Stopped(Connection.Reason.NAME_TAKEN));
    assertEquals(ConnectionState.Stage.STOPPED, state().stage());
    assertEquals(
        "Somebody is connected as alice. Close the other window, or choose another name.",
        state().detail());
    assertTrue(state().canTryNow());
    assertFalse(state().counting());
  }

  @Test
  void afterItsEndItHearsNothing() {
    model.close();
    assertEquals(0, messenger.listeners());
  }

  private ConnectionState state() {
    return model.stateProperty().get();
  }
}
