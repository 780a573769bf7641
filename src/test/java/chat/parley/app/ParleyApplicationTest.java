package chat.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.client.Messenger;
import chat.parley.client.Preferences;
import chat.parley.model.Appearance;
import chat.parley.model.Connection;
import chat.parley.model.Disclosure;
import chat.parley.model.Name;
import chat.parley.model.RelayAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

@SuppressWarnings("NullAway.Init") // start() runs before each test
class ParleyApplicationTest extends ApplicationTest {
  private static final RelayAddress.Classic NAMED = new RelayAddress.Classic("named.example", 80);

  private final Preferences preferences = Preferences.inMemory();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final List<FakeMessenger> messengers = new CopyOnWriteArrayList<>();
  private volatile Connection connection = new Connection.Connected("here");
  private ParleyApplication application;

  @Override
  public void start(Stage unused) {
    preferences.setAppearance(Appearance.LIGHT);
    DesktopOptions options = new DesktopOptions();
    assertEquals(
        OptionalInt.empty(),
        DesktopMain.read(options, "--keys", "keys", "--classic", NAMED.text()));
    application =
        new ParleyApplication(
            new ParleyApplication.Setting(
                options,
                Path.of("target"),
                preferences,
                (identity, keys, relay) -> messenger(identity.name()),
                (host, port) -> {
                  throw new IOException("nobody there");
                },
                Executors.newVirtualThreadPerTaskExecutor(),
                () -> ended.complete(null)));
    application.start();
  }

  @Override
  public void stop() {
    application.windows().forEach(UserWindow::close);
  }

  @Test
  void onePersonLogsInAndASecondInAnotherWindow() throws Exception {
    logIn("alice");
    push(KeyCode.CONTROL, KeyCode.N);
    until(() -> application.windows().size() == 2);
    UserWindow second = application.windows().getLast();
    until(() -> second.stage().isFocused());
    until(() -> lookup("Log in as bob").tryQuery().isPresent());
    push(KeyCode.ENTER);
    until(second::isLoggedIn);
    assertEquals(List.of("alice – Parley", "bob – Parley"), titles());
    assertEquals("bob", preferences.lastIdentity().orElseThrow().value());
  }

  @Test
  void theKeyboardIsOnTheIdentitiesAtOnce() throws Exception {
    until(() -> lookup("Log in as alice").tryQuery().isPresent());
    push(KeyCode.DOWN);
    assertTrue(lookup("Log in as bob").tryQuery().isPresent());
  }

  @Test
  void closingTheLastWindowLogsOutAndEnds() throws Exception {
    logIn("alice");
    interact(() -> application.windows().getFirst().close());
    ended.get(10, TimeUnit.SECONDS);
    assertTrue(messengers.getFirst().calls().contains("close"));
    assertEquals(0, messengers.getFirst().listeners());
    assertTrue(preferences.window().isPresent());
  }

  @Test
  void aClosedWindowEndsNothingWhileAnotherIsOpen() throws Exception {
    interact(() -> application.openWindow());
    interact(() -> application.windows().getFirst().close());
    assertEquals(1, application.windows().size());
    assertEquals(false, ended.isDone());
  }

  @Test
  void whoLogsOutIsBackAtTheLoginPage() throws Exception {
    logIn("alice");
    interact(
        () -> application.logOut(application.windows().getFirst().stage().getScene().getRoot()));
    assertEquals(List.of("Parley"), titles());
    until(() -> messengers.getFirst().calls().contains("close"));
    until(() -> lookup("Log in as alice").tryQuery().isPresent());
  }

  @Test
  void whoLogsOutLogsInAsAnother() throws Exception {
    logIn("alice");
    interact(
        () -> application.logOut(application.windows().getFirst().stage().getScene().getRoot()));
    logIn("bob");
    assertEquals(List.of("bob – Parley"), titles());
    until(() -> messengers.getFirst().calls().contains("close"));
    assertFalse(messengers.getLast().calls().contains("close"));
  }

  @Test
  void aWindowClosedWhileItConnectsLogsOutBeforeTheEnd() throws Exception {
    connection = new Connection.Connecting();
    until(() -> lookup("Log in as alice").tryQuery().isPresent());
    push(KeyCode.ENTER);
    until(() -> messengers.size() == 1 && messengers.getFirst().listeners() == 1);
    interact(() -> application.windows().getFirst().close());
    ended.get(10, TimeUnit.SECONDS);
    assertTrue(messengers.getFirst().calls().contains("close"));
  }

  @Test
  void theRelayChosenLastIsTheNextWindowsRelay() {
    RelayAddress other = new RelayAddress.Classic("other.example", 1);
    assertEquals(NAMED, application.windows().getFirst().login().relay().get());
    interact(() -> application.windows().getFirst().login().useRelay(other));
    interact(() -> application.openWindow());
    assertEquals(other, application.windows().getLast().login().relay().get());
  }

  @Test
  void whatContactsSeeIsChangedForEverybodyWhoIsLoggedIn() throws Exception {
    logIn("alice");
    assertTrue(messengers.getFirst().calls().contains("disclose " + Disclosure.USUAL));
    push(KeyCode.CONTROL, KeyCode.COMMA);
    clickOn("Read receipts");
    assertTrue(messengers.getFirst().calls().contains("disclose " + new Disclosure(false, true)));
    push(KeyCode.ESCAPE);
  }

  @Test
  void theSettingsAreOneWindowThatEscCloses() throws Exception {
    until(() -> lookup("Log in as alice").tryQuery().isPresent());
    push(KeyCode.CONTROL, KeyCode.COMMA);
    interact(
        () ->
            application.openSettings(
                application.windows().getFirst().stage().getScene().getRoot()));
    assertEquals(1, shown("Settings – Parley"));
    push(KeyCode.ESCAPE);
    assertEquals(0, shown("Settings – Parley"));
  }

  @Test
  void textGrowsInAllWindowsByKeyboard() throws Exception {
    until(() -> lookup("Log in as alice").tryQuery().isPresent());
    push(KeyCode.CONTROL, KeyCode.EQUALS);
    assertEquals(110, preferences.textScale());
    push(KeyCode.CONTROL, KeyCode.DIGIT0);
    assertEquals(100, preferences.textScale());
  }

  private void logIn(String name) throws Exception {
    UserWindow window = application.windows().getLast();
    until(() -> from(window.stage().getScene().getRoot()).lookup(name).tryQuery().isPresent());
    Node card = from(window.stage().getScene().getRoot()).lookup(name).query();
    clickOn(card);
    push(KeyCode.ENTER);
    until(() -> titles().contains(name + " – Parley"));
  }

  private List<String> titles() {
    return WaitForAsyncUtils.waitForAsyncFx(
        5_000, () -> application.windows().stream().map(w -> w.stage().getTitle()).toList());
  }

  private static long shown(String title) {
    return Window.getWindows().stream()
        .filter(window -> window instanceof Stage stage && title.equals(stage.getTitle()))
        .count();
  }

  private Messenger messenger(Name name) {
    FakeMessenger messenger = new FakeMessenger(name, InstantSource.system());
    messenger.connection(connection);
    messengers.add(messenger);
    return messenger;
  }

  private static void until(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
