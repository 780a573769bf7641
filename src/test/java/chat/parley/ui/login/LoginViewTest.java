package chat.parley.ui.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.client.HistoryUnusable;
import chat.parley.client.Messenger;
import chat.parley.client.Preferences;
import chat.parley.identity.KeysFolder;
import chat.parley.model.Connection;
import chat.parley.model.Fingerprint;
import chat.parley.model.Invitation;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import chat.parley.ui.kit.FxEvents;
import chat.parley.ui.kit.Theme;
import chat.parley.ui.kit.UiThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;

@SuppressWarnings("NullAway.Init") // start() runs before each test
class LoginViewTest extends ApplicationTest {
  private static final Invitation INVITATION =
      new Invitation("relay.example", Invitation.PORT, new Fingerprint(new byte[32]));

  @TempDir private Path folder;
  private final FakeMessenger messenger = FakeMessenger.alice();
  private final List<Messenger> opened = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile @Nullable HistoryUnusable history;
  private LoginViewModel model;
  private LoginView view;

  @Override
  public void start(Stage stage) {
    model = model();
    view = new LoginView(model, (owner, title, start) -> Optional.empty());
    stage.setScene(new Scene(view, 560, 640));
    new Theme().apply(stage.getScene());
    stage.show();
    view.focusInside();
  }

  @Override
  public void stop() {
    model.close();
  }

  @Test
  void enterLogsTheChosenOneIn() {
    press(KeyCode.ENTER);
    assertEquals(List.of(messenger), opened);
    assertEquals(List.of("alice"), asked);
  }

  @Test
  void arrowsChooseAndTheButtonSaysWhom() {
    press(KeyCode.DOWN).release(KeyCode.DOWN);
    assertEquals("Log in as bob", view.choosingPage().logInButton().getText());
    press(KeyCode.ENTER).release(KeyCode.ENTER);
    assertEquals(List.of("bob"), asked);
  }

  @Test
  void aClickOnACardChoosesIt() {
    clickOn("carol");
    assertEquals("Log in as carol", view.choosingPage().logInButton().getText());
  }

  @Test
  void aLockedKeyAsksItsPassphraseInPlace() throws Exception {
    KeysFolder.at(folder)
        .create(new Name("dora"), 2048, "a secret".toCharArray(), new SecureRandom());
    interact(() -> model.useFolder(folder));
    clickOn("dora");
    write("wrong").push(KeyCode.ENTER);
    assertTrue(
        lookup("This passphrase does not open dora/priv.pem; try again.").tryQuery().isPresent());
    assertEquals(0, view.choosingPage().passphraseField().getLength());
    write("a secret").push(KeyCode.ENTER);
    assertEquals(List.of("dora"), asked);
  }

  @Test
  void anUnreachableRelayIsSaidWithWhatToDo() {
    messenger.connection(
        new Connection.Waiting(Connection.Reason.UNREACHABLE, Instant.ofEpochSecond(1)));
    interact(() -> model.useRelay(new RelayAddress.Classic("chat.example", 9000)));
    push(KeyCode.ENTER);
    assertTrue(lookup("The relay cannot be reached").tryQuery().isPresent());
    clickOn("Back");
    assertTrue(lookup("alice").tryQuery().isPresent());
    push(KeyCode.ENTER);
    clickOn("Open anyway");
    assertEquals(List.of(messenger), opened);
  }

  @Test
  void afterARelayWasChosenEnterLogsIn() {
    clickOn(view.choosingPage().relayLine().changeButton()).clickOn("On this computer");
    push(KeyCode.ENTER);
    assertEquals(List.of("alice"), asked);
  }

  @Test
  void aClassicServerIsChosenByKeyboard() {
    clickOn(view.choosingPage().relayLine().changeButton()).clickOn("Another relay…");
    write("h:90").push(KeyCode.TAB).push(KeyCode.DOWN).push(KeyCode.ENTER);
    assertEquals(new RelayAddress.Classic("h", 90), model.relay().get());
    assertTrue(asked.isEmpty());
  }

  @Test
  void aClassicServerIsTypedIn() {
    clickOn(view.choosingPage().relayLine().changeButton()).clickOn("Another relay…");
    write("h:x").push(KeyCode.ENTER);
    assertTrue(view.relayPage().hintWords().startsWith("An address is a host and a port"));
    assertEquals(new RelayAddress.OnThisComputer(), model.relay().get());
    interact(() -> view.relayPage().textField().clear());
    write("h:90").clickOn("A classic server").push(KeyCode.ENTER);
    assertEquals(new RelayAddress.Classic("h", 90), model.relay().get());
    assertEquals("Relay: classic server h:90", view.choosingPage().relayLine().words());
    assertTrue(asked.isEmpty());
  }

  @Test
  void aPastedInvitationIsUsedAtOnce() {
    clickOn(view.choosingPage().relayLine().changeButton()).clickOn("Another relay…");
    interact(() -> view.relayPage().textField().setText(INVITATION.text()));
    push(KeyCode.ENTER);
    assertEquals(new RelayAddress.Parley(INVITATION), model.relay().get());
    assertEquals("Relay: relay.example:7443", view.choosingPage().relayLine().words());
  }

  @Test
  void theKeyOfARelayThatIsMetFirstIsComparedBeforeItIsUsed() {
    clickOn(view.choosingPage().relayLine().changeButton()).clickOn("Another relay…");
    write("r").push(KeyCode.ENTER);
    assertTrue(lookup("Is this the relay’s key?").tryQuery().isPresent());
    push(KeyCode.ENTER);
    assertEquals(new RelayAddress.OnThisComputer(), model.relay().get());
    push(KeyCode.ENTER);
    clickOn("Confirm the key");
    assertEquals(new RelayAddress.Parley(INVITATION), model.relay().get());
  }

  @Test
  void aLinkAsksBeforeItsRelayIsUsed() {
    interact(() -> view.consider(INVITATION));
    assertTrue(lookup("Use this relay?").tryQuery().isPresent());
    push(KeyCode.ESCAPE);
    assertEquals(new RelayAddress.OnThisComputer(), model.relay().get());
    interact(() -> view.consider(INVITATION));
    clickOn("Use this relay");
    assertEquals(new RelayAddress.Parley(INVITATION), model.relay().get());
    assertTrue(asked.isEmpty());
  }

  @Test
  void aRelayWithAnotherKeyLeadsToANewInvitationAndNowhereElse() {
    messenger.connection(new Connection.Stopped(Connection.Reason.RELAY_CHANGED));
    Invitation former = new Invitation("relay.example", 7443, Fingerprint.ofHex("11".repeat(32)));
    interact(() -> model.useRelay(new RelayAddress.Parley(former)));
    push(KeyCode.ENTER);
    assertTrue(lookup("The relay has another key").tryQuery().isPresent());
    assertFalse(lookup("Open anyway").tryQuery().isPresent());
    assertFalse(lookup("Try again").tryQuery().isPresent());
    clickOn("New invitation…");
    assertTrue(view.relayPage().textField().isFocused());
    assertTrue(messenger.calls().contains("close"));
    write("r").push(KeyCode.ENTER);
    assertTrue(lookup("The relay has another key").tryQuery().isPresent());
    assertFalse(lookup("Confirm the key").tryQuery().isPresent());
  }

  @Test
  void aDamagedHistoryIsPutAsideOnlyIfTheUserSaysSo() {
    history =
        new HistoryUnusable(
            HistoryUnusable.Reason.DAMAGED, folder, () -> folder.resolve("kept"), null);
    push(KeyCode.ENTER);
    assertTrue(lookup("The history of alice cannot be opened").tryQuery().isPresent());
    push(KeyCode.ENTER);
    assertTrue(opened.isEmpty());
    clickOn("Put it aside and begin anew");
    assertTrue(lookup("The damaged history is put aside").tryQuery().isPresent());
    history = null;
    push(KeyCode.ENTER);
    assertEquals(List.of(messenger), opened);
  }

  @Test
  void aNewIdentityIsMadeByKeyboardAndChosen() {
    interact(() -> model.useFolder(folder));
    clickOn(".empty-state .button");
    write("dora");
    clickOn("2048 bits").clickOn("Make identity");
    FxEvents.settle();
    assertEquals("Log in as dora", view.choosingPage().logInButton().getText());
  }

  @Test
  void whoIsChosenFurtherDownIsInSight() throws Exception {
    for (int i = 1; i <= 9; i++) {
      Path copy = Files.createDirectory(folder.resolve("n" + i));
      for (String file : List.of("priv.pem", "pub.pem")) {
        Files.copy(Path.of("keys", "alice", file), copy.resolve(file));
      }
    }
    interact(() -> model.identities().choose(new Name("n9")));
    interact(() -> model.useFolder(folder));
    FxEvents.settle();
    assertTrue(isInSight("n9"));
    interact(() -> model.identities().choose(new Name("n2")));
    FxEvents.settle();
    assertTrue(isInSight("n2"));
    assertFalse(isInSight("n9"));
  }

  private boolean isInSight(String words) {
    Bounds list =
        view.choosingPage().list().localToScene(view.choosingPage().list().getLayoutBounds());
    Node card = lookup(words).query();
    return list.contains(card.localToScene(card.getLayoutBounds()));
  }

  @Test
  void passphrasesThatDifferMakeNoIdentity() {
    clickOn("New identity");
    write("dora").push(KeyCode.TAB).push(KeyCode.TAB).write("one").push(KeyCode.TAB).write("two");
    assertTrue(lookup("The two passphrases differ.").tryQuery().isPresent());
    assertTrue(lookup("Make identity").queryAs(Button.class).isDisabled());
    push(KeyCode.ESCAPE);
    assertTrue(lookup("alice").tryQuery().isPresent());
  }

  @Test
  void everyControlHasWords() {
    for (Node node : lookup(n -> n instanceof Control && n.isFocusTraversable()).queryAll()) {
      String text = node instanceof Labeled labeled ? labeled.getText() : "";
      assertFalse(
          (node.getAccessibleText() == null || node.getAccessibleText().isBlank())
              && (text == null || text.isBlank()),
          node.toString());
    }
  }

  private LoginViewModel model() {
    return new LoginViewModel(
        UiThread.get(),
        Runnable::run,
        KeysFolder.at(Path.of("keys")),
        (identity, keys, relay) -> {
          HistoryUnusable trouble = history;
          if (trouble != null) {
            throw trouble;
          }
          asked.add(identity.name().value());
          return messenger;
        },
        (host, port) -> INVITATION,
        Preferences.inMemory(),
        new TestHost(opened));
  }
}
