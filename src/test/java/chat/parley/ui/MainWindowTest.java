package chat.parley.ui;

import static chat.parley.ui.kit.FxEvents.does;
import static chat.parley.ui.kit.FxEvents.settle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.client.Preferences;
import chat.parley.model.Connection;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.ui.kit.Program;
import chat.parley.ui.kit.Theme;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/// The window as a person uses it, with a messenger in memory.
class MainWindowTest {
  private static final Instant NOW = Instant.parse("2026-11-06T14:02:00Z");
  private static final double WIDE = 1_000;

  @SuppressWarnings("NullAway.Init") // made once, on the FX thread: a window costs more than a test
  private static Stage stage;

  private final FxRobot robot = new FxRobot();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final FakeMessenger messenger = new FakeMessenger(new Name("alice"), clock);
  private final Name anna = messenger.contact("anna");
  private final Name bob = messenger.contact("bob");
  private final Name carol = messenger.contact("carol");
  private final List<String> asked = new ArrayList<>();
  private final Preferences preferences = Preferences.inMemory();

  @SuppressWarnings("NullAway.Init") // made for each test, on the FX thread
  private MainWindow window;

  @BeforeAll
  static void openStage() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        shown -> {
          stage = shown;
          Scene scene = new Scene(new Region(), WIDE, 700);
          new Theme().apply(scene);
          shown.setScene(scene);
          shown.show();
        });
  }

  @BeforeEach
  void openWindow() {
    does(
        () -> {
          window = new MainWindow(messenger, new Asked(), preferences, clock);
          stage.getScene().getAccelerators().clear();
          stage.getScene().setRoot(window);
          stage.setWidth(WIDE);
          stage.requestFocus();
          window.installKeys(stage.getScene());
          window.focusInside();
        });
  }

  @AfterEach
  void closeWindow() {
    does(window::close);
    assertEquals(0, messenger.listeners());
  }

  @Test
  void ctrlKFindsAContactAndOneWritesAtOnce() {
    press(KeyCode.CONTROL, KeyCode.K);
    robot.write("ca").push(KeyCode.ENTER);
    settle();
    assertEquals(List.of(carol), shown());
    robot.write("Hi").push(KeyCode.ENTER);
    settle();
    assertEquals("send carol: Hi", messenger.calls().getLast());
    assertEquals(1, visible(".bubble").size());
    assertEquals("", ((TextField) visible(".contact-search").getFirst()).getText());
  }

  @Test
  void keysWalkThroughTheContacts() {
    press(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertEquals(List.of(bob), shown());
    press(KeyCode.ALT, KeyCode.DOWN);
    assertEquals(List.of(carol), shown());
    press(KeyCode.ALT, KeyCode.UP);
    press(KeyCode.ALT, KeyCode.UP);
    assertEquals(List.of(anna), shown());
  }

  @Test
  void ctrlIShowsTheFingerprintAndEscapeTakesItAway() {
    press(KeyCode.CONTROL, KeyCode.DIGIT1);
    press(KeyCode.CONTROL, KeyCode.I);
    assertTrue(window.isPanelShown());
    assertEquals(1, visible(".fingerprint-panel").size());
    robot.push(KeyCode.ESCAPE);
    settle();
    assertFalse(window.isPanelShown());
    assertTrue(focused() instanceof TextArea);
  }

  @Test
  void ctrlFSearchesInTheConversationAndEscapeEndsThatAlone() {
    press(KeyCode.CONTROL, KeyCode.DIGIT1);
    press(KeyCode.CONTROL, KeyCode.I);
    press(KeyCode.CONTROL, KeyCode.F);
    assertEquals(1, visible(".search-bar").size());
    robot.push(KeyCode.ESCAPE);
    settle();
    assertEquals(0, visible(".search-bar").size());
    assertTrue(window.isPanelShown());
    assertTrue(focused() instanceof TextArea);
    press(KeyCode.CONTROL, KeyCode.I);
    press(KeyCode.CONTROL, KeyCode.F);
    does(() -> visible(".message-list .list-view").getFirst().requestFocus());
    robot.push(KeyCode.ESCAPE);
    settle();
    assertEquals(0, visible(".search-bar").size());
  }

  @Test
  void compareShowsWhereToPasteWhetherThePanelIsThereOrNot() {
    press(KeyCode.CONTROL, KeyCode.DIGIT1);
    messenger.trust(anna, new Trust.Changed(FakeMessenger.fingerprintOf("another"), true));
    settle();
    for (int i = 0; i < 2; i++) {
      does(() -> button("Compare…").fire());
      settle();
      assertTrue(window.isPanelShown());
      assertEquals(1, visible(".comparison").size());
    }
  }

  @Test
  void theListGivesWayBeforeAConversationIsTooNarrow() {
    does(() -> stage.setWidth(905));
    press(KeyCode.CONTROL, KeyCode.DIGIT1);
    press(KeyCode.CONTROL, KeyCode.I);
    assertEquals(360, visible(".message-list").getFirst().getLayoutBounds().getWidth(), 1);
    assertEquals(300, visible(".fingerprint-panel").getFirst().getLayoutBounds().getWidth(), 1);
  }

  @Test
  void conversationsStandSideBySideEachWithItsOwnDraft() {
    press(KeyCode.CONTROL, KeyCode.DIGIT1);
    robot.write("x");
    press(KeyCode.CONTROL, KeyCode.K);
    robot.write("bo");
    press(KeyCode.CONTROL, KeyCode.ENTER);
    assertEquals(List.of(anna, bob), shown());
    robot.write("y");
    assertEquals(List.of("x", "y"), drafts());

    press(KeyCode.CONTROL, KeyCode.W);
    assertEquals(List.of(anna), shown());
    assertTrue(focused() instanceof TextArea);
    press(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertEquals(List.of("y"), drafts());
  }

  @Test
  void aClickOpensAContact() {
    robot.clickOn(visible(".contact-cell").get(1));
    settle();
    assertEquals(List.of(bob), shown());
  }

  @Test
  void withRoomForOneColumnOneGoesInAndBack() {
    does(() -> stage.setWidth(500));
    settle();
    assertTrue(visible(".conversation").isEmpty());
    robot.clickOn(visible(".contact-cell").getFirst());
    settle();
    assertEquals(1, visible(".conversation").size());
    assertTrue(visible(".contact-cell").isEmpty());
    assertEquals(1, visible(".connection-bar").size());
    robot.push(KeyCode.ESCAPE);
    settle();
    assertTrue(visible(".conversation").isEmpty());
    assertEquals(3, visible(".contact-cell").size());
  }

  @Test
  void theTitleCountsWhatWasNotLookedAt() {
    assertEquals("alice – Parley", window.titleProperty().getValue());
    messenger.receive(bob, "1");
    messenger.receive(bob, "2");
    settle();
    assertEquals("(2) alice – Parley", window.titleProperty().getValue());
    press(KeyCode.CONTROL, KeyCode.DIGIT1);
    settle();
    assertTrue(messenger.calls().contains("markRead bob"));
    assertEquals("alice – Parley", window.titleProperty().getValue());
  }

  @Test
  void anEndedConnectionSaysWhyAndIsTriedAgain() {
    messenger.connection(new Connection.Stopped(Connection.Reason.NAME_TAKEN));
    settle();
    Button again = button("Try again");
    does(again::fire);
    assertEquals(List.of("reconnectNow"), messenger.calls());
    does(() -> button("Log out").fire());
    assertEquals(List.of("logOut"), asked);
  }

  @Test
  void theEdgeOfTheContactsMovesAndIsRemembered() {
    Node edge = visible(".sidebar-edge").getFirst();
    does(edge::requestFocus);
    robot.push(KeyCode.RIGHT);
    settle();
    assertEquals(296, preferences.sidebarWidth());
    does(() -> window.columns().sidebarWidthProperty().set(200));
    robot.push(KeyCode.LEFT);
    assertEquals(200, preferences.sidebarWidth());
  }

  @Test
  void aRememberedWidthThatMakesNoSenseIsBroughtWithinItsBounds() {
    does(window::close);
    preferences.setSidebarWidth(-5);
    openWindow();
    assertEquals(200, window.columns().sidebarWidthProperty().get());
  }

  @Test
  void everyButtonAndFieldSaysWhatItIs() {
    press(KeyCode.CONTROL, KeyCode.DIGIT1);
    press(KeyCode.CONTROL, KeyCode.I);
    for (Node node : visible("*")) {
      if (node.isFocusTraversable() && node.getId() == null) {
        String words = node instanceof Labeled labeled ? labeled.getText() : "";
        String said = Objects.requireNonNullElse(node.getAccessibleText(), words);
        assertFalse(said.isBlank(), node + " says nothing");
      }
    }
  }

  private List<Name> shown() {
    settle();
    return does(() -> window.panes().shown());
  }

  private List<String> drafts() {
    settle();
    return visible(".text-area").stream().map(node -> ((TextArea) node).getText()).toList();
  }

  private Node focused() {
    return stage.getScene().getFocusOwner();
  }

  private Button button(String words) {
    return visible(".button").stream()
        .map(Button.class::cast)
        .filter(each -> words.equals(each.getText()))
        .findFirst()
        .orElseThrow();
  }

  /// What matches and can be seen, in the order in which one reads it.
  private List<Node> visible(String selector) {
    return does(
        () ->
            window.lookupAll(selector).stream()
                .filter(MainWindowTest::isSeen)
                .filter(node -> !(node instanceof javafx.scene.control.Cell<?> c && c.isEmpty()))
                .sorted(
                    (a, b) -> {
                      var one = a.localToScene(0, 0);
                      var other = b.localToScene(0, 0);
                      int byX = Double.compare(one.getX(), other.getX());
                      return byX == 0 ? Double.compare(one.getY(), other.getY()) : byX;
                    })
                .toList());
  }

  private static boolean isSeen(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private void press(KeyCode held, KeyCode key) {
    robot.press(held).push(key).release(held);
    settle();
  }

  private final class Asked implements Program {
    @Override
    public void openWindow() {
      asked.add("openWindow");
    }

    @Override
    public void openSettings(Node from) {
      asked.add("openSettings");
    }

    @Override
    public void openAbout(Node from) {
      asked.add("openAbout");
    }

    @Override
    public void logOut(Node from) {
      asked.add("logOut");
    }
  }
}
