package chat.parley.ui.conversation;

import static chat.parley.ui.kit.FxEvents.does;
import static chat.parley.ui.kit.FxEvents.settle;
import static chat.parley.ui.kit.FxEvents.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Appearance;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.model.Trust;
import chat.parley.ui.kit.Drafts;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Theme;
import chat.parley.ui.kit.UiThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

class ConversationViewTest {
  private static final Instant NOW = Instant.parse("2026-11-06T14:02:00Z");

  @SuppressWarnings("NullAway.Init") // made once, on the FX thread: a window costs more than a test
  private static Scene scene;

  @SuppressWarnings("NullAway.Init") // made with the scene
  private static Theme theme;

  private final FxRobot robot = new FxRobot();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final FakeMessenger messenger = new FakeMessenger(new Name("alice"), clock);
  private final Name bob = messenger.contact("bob");
  private final List<String> asked = new ArrayList<>();

  @TempDir private Path folder = Path.of("");
  private Path saved = Path.of("");

  @SuppressWarnings("NullAway.Init") // made for each test, on the FX thread
  private ConversationViewModel model;

  @SuppressWarnings("NullAway.Init") // made for each test, on the FX thread
  private ConversationView view;

  @BeforeAll
  static void openWindow() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(
        stage -> {
          scene = new Scene(new Region(), 600, 600);
          theme = new Theme();
          theme.apply(scene);
          stage.setScene(scene);
          stage.show();
        });
  }

  @BeforeEach
  void open() {
    does(
        () -> {
          model =
              new ConversationViewModel(
                  messenger, bob, new Drafts(), new LocalTimes(clock, Locale.UK), UiThread.get());
          view = new ConversationView(model, new Asked());
          scene.setRoot(view);
        });
  }

  @AfterEach
  void close() {
    does(model::close);
    assertEquals(0, messenger.listeners());
  }

  @Test
  void enterSendsAndTheBubbleIsThere() {
    robot.clickOn(view.messageInput()).write("Hi").push(KeyCode.ENTER);
    settle();
    assertEquals(List.of("send bob: Hi"), messenger.calls());
    assertEquals("", view.messageInput().getText());
    assertTrue(view.messageInput().isFocused());
    assertEquals("Hi", lastBubble().selectedAfterSelectingAll());
  }

  @Test
  void whatCannotBeReadIsSaidWithAWayToTryAgain() {
    does(model::close);
    messenger.receive(bob, "before");
    messenger.failPages(true);
    open();
    settle();
    ReadingState state = view.messages().readingState();
    assertEquals("Older messages could not be read.", state.words());
    messenger.failPages(false);
    robot.clickOn(state.againButton());
    settle();
    assertEquals("", state.words());
    assertEquals("before", lastBubble().selectedAfterSelectingAll());
  }

  @Test
  void wordsAreFoundMarkedAndShownWhileTheKeyboardStays() throws TimeoutException {
    messenger.receive(bob, "Tea at the lake?");
    for (int i = 0; i < 300; i++) {
      messenger.receive(bob, "text " + i);
    }
    messenger.receive(bob, "TEA again");
    does(model::close);
    open();
    does(() -> view.search());
    robot.write("tea").push(KeyCode.ENTER);
    found("1 of 2 found");
    assertEquals("TEA again", chosen().text());
    robot.push(KeyCode.ENTER);
    found("2 of 2 found");
    assertEquals("Tea at the lake?", chosen().text());
    MessageCell cell = cellOf("Tea at the lake?");
    assertEquals(1, Objects.requireNonNull(cell.bubble()).text().marks());
    assertTrue(view.searchBar().input().isFocused());
    assertTrue(view.searchBar().olderButton().isDisabled());
    robot.push(KeyCode.ESCAPE);
    settle();
    assertFalse(view.searchBar().isVisible());
    assertEquals(0, Objects.requireNonNull(cell.bubble()).text().marks());
    assertTrue(view.messageInput().isFocused());
  }

  @Test
  void aPlaceFarInALongTextIsUnfolded() throws TimeoutException {
    messenger.receive(bob, "x ".repeat(3_000) + "needle");
    does(() -> view.search());
    robot.write("needle").push(KeyCode.ENTER);
    found("1 of 1 found");
    settle();
    assertTrue(chosen().text().endsWith("needle"), "ends otherwise");
  }

  @Test
  void aCopyIsSavedWhereTheUserSaysAndThatIsTold() throws IOException, TimeoutException {
    saved = folder.resolve("copy.txt");
    messenger.receive(bob, "hello");
    does(() -> item("Save a copy…").fire());
    until(() -> view.copyStrip().words().startsWith("Saved as"));
    assertEquals(List.of("save Parley bob 2026-11-06.txt"), asked);
    assertTrue(Files.readString(saved).contains("bob: hello"));
    robot.clickOn("Close");
    settle();
    assertEquals("", view.copyStrip().words());
  }

  private MenuItem item(String words) {
    return view.header().moreMenu().getItems().stream()
        .filter(each -> words.equals(each.getText()))
        .findFirst()
        .orElseThrow();
  }

  /// The search reads and compares on other threads.
  private void found(String words) throws TimeoutException {
    until(() -> view.searchBar().state().equals(words));
  }

  private MessageRow.Bubble chosen() {
    return (MessageRow.Bubble)
        Objects.requireNonNull(
            does(() -> view.messages().list().getSelectionModel().getSelectedItem()));
  }

  private MessageCell cellOf(String text) {
    return does(
        () ->
            view.messages().list().lookupAll(".list-cell").stream()
                .filter(MessageCell.class::isInstance)
                .map(MessageCell.class::cast)
                .filter(
                    each ->
                        each.getItem() instanceof MessageRow.Bubble bubble
                            && bubble.text().equals(text))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void aWarningStaysAsItIsWhileTheContactComesAndWrites() {
    messenger.trust(bob, new Trust.Changed(FakeMessenger.fingerprintOf("another"), true));
    settle();
    Button compare = does(() -> (Button) robot.lookup("Compare…").query());
    does(compare::requestFocus);
    messenger.presence(bob, Presence.AWAY);
    messenger.presence(bob, Presence.HERE);
    settle();
    assertTrue(compare.isFocused());
    does(compare::fire);
    assertEquals(List.of("compare"), asked);
  }

  @Test
  void enterShowsMoreOfALongText() {
    messenger.receive(bob, "x".repeat(3_000));
    does(() -> view.messages().list().requestFocus());
    assertTrue(chosen().hidden() > 0);
    robot.push(KeyCode.ENTER);
    settle();
    assertEquals(0, chosen().hidden());
  }

  @Test
  void aSignComesWhereOneWrites() {
    does(
        () -> {
          view.messageInput().setText("Good morning");
          view.messageInput().positionCaret(4);
          view.signsMenu().getItems().getFirst().fire();
        });
    assertEquals("Good\uD83D\uDE42 morning", view.messageInput().getText());
    assertTrue(view.messageInput().isFocused());
  }

  @Test
  void shiftAndEnterBreakTheLineAndTheComposerGrowsToSixLines() {
    double one = view.messageInput().getHeight();
    does(() -> view.focusComposer());
    robot.write("a").press(KeyCode.SHIFT).push(KeyCode.ENTER).release(KeyCode.SHIFT);
    assertEquals("a\n", view.messageInput().getText());
    does(() -> view.messageInput().appendText("\n".repeat(8)));
    double many = view.messageInput().getHeight();
    assertTrue(many > one * 2.5 && many < one * 6, one + " grew to " + many);
    assertEquals(List.of(), messenger.calls());
    does(() -> model.writing().draftProperty().set(""));
    settle();
    assertEquals(one, view.messageInput().getHeight());
  }

  @Test
  void tabLeavesTheComposer() {
    does(() -> view.messageInput().setText("half"));
    does(() -> view.focusComposer());
    robot.push(KeyCode.TAB);
    assertEquals("half", view.messageInput().getText());
    assertTrue(view.sendButton().isFocused());
    robot.press(KeyCode.SHIFT).push(KeyCode.TAB).release(KeyCode.SHIFT);
    assertTrue(view.messageInput().isFocused());
  }

  @Test
  void theComposerKeepsItsHeightWhenTheLightChanges() {
    does(() -> view.focusComposer());
    double before = view.messageInput().getHeight();
    does(() -> theme.appearance().set(Appearance.DARK));
    settle();
    double after = view.messageInput().getHeight();
    does(() -> theme.appearance().set(Appearance.LIGHT));
    settle();
    assertEquals(before, after);
    assertEquals(before, view.messageInput().getHeight());
  }

  @Test
  void blankTextCannotBeSent() {
    assertTrue(view.sendButton().isDisabled());
    does(() -> view.messageInput().setText("  "));
    does(() -> view.focusComposer());
    robot.push(KeyCode.ENTER);
    assertEquals(List.of(), messenger.calls());
    robot.write("x");
    assertFalse(view.sendButton().isDisabled());
    does(() -> view.sendButton().fire());
    assertEquals(List.of("send bob: x"), messenger.calls());
  }

  @Test
  void aFailedMessageSaysWhyAndCanBeTriedAgain() {
    MessageId id =
        messenger.sent(bob, "hello", NOW, new Delivery.Failed(Delivery.FailReason.CONTACT_UNKNOWN));
    settle();
    robot.clickOn(lastBubble().retryButton());
    assertEquals(List.of("retry " + id), messenger.calls());
    settle();
    assertFalse(lastBubbleNode().offersRetry());
  }

  @Test
  void theKeyboardCopiesTriesAgainAndDeletes() {
    MessageId id =
        messenger.sent(bob, "hello", NOW, new Delivery.Failed(Delivery.FailReason.CONTACT_UNKNOWN));
    settle();
    does(() -> view.messages().list().requestFocus());
    robot.press(KeyCode.CONTROL).push(KeyCode.C).release(KeyCode.CONTROL);
    assertEquals("hello", does(() -> Clipboard.getSystemClipboard().getString()));
    robot.push(KeyCode.ENTER);
    robot.push(KeyCode.DELETE);
    settle();
    assertEquals("retry " + id, messenger.calls().getFirst());
  }

  @Test
  void whoTypesWhileReadingWrites() {
    messenger.receive(bob, "hello");
    settle();
    does(() -> view.messages().list().requestFocus());
    robot.write("h");
    settle();
    assertEquals("h", view.messageInput().getText());
    assertTrue(view.messageInput().isFocused());
  }

  @Test
  void aTextIsSelectedByDraggingAndCopied() {
    messenger.receive(bob, "one two three");
    settle();
    SelectableText text = lastBubble().text();
    Bounds bounds = does(() -> text.localToScreen(text.getBoundsInLocal()));
    double y = bounds.getMinY() + 9;
    robot.moveTo(bounds.getMinX() + 1, y).press(MouseButton.PRIMARY);
    robot.moveTo(bounds.getMaxX(), y).release(MouseButton.PRIMARY);
    assertEquals("one two three", text.selected());
    robot.press(KeyCode.CONTROL).push(KeyCode.C).release(KeyCode.CONTROL);
    assertEquals("one two three", does(() -> Clipboard.getSystemClipboard().getString()));

    robot.doubleClickOn(bounds.getMinX() + 3, y);
    assertEquals("one", text.selected());
  }

  @Test
  void copyingAllOfATextCopiesWhatIsFoldedAwayToo() {
    String whole = "a long text ".repeat(300).strip();
    messenger.receive(bob, whole);
    settle();
    SelectableText text = lastBubble().text();
    does(() -> text.requestFocus());
    robot.press(KeyCode.CONTROL).push(KeyCode.C).release(KeyCode.CONTROL);
    assertEquals(whole, does(() -> Clipboard.getSystemClipboard().getString()));
  }

  @Test
  void aShortConversationStandsNextToThePlaceToWrite() {
    messenger.receive(bob, "hello");
    settle();
    assertEquals(0, belowTheNewest(), 12);
    for (int i = 0; i < 40; i++) {
      messenger.receive(bob, "text " + i);
    }
    settle();
    assertTrue(newestInSight());
    assertEquals(0, does(() -> view.messages().list().getTranslateY()));
  }

  @Test
  void aTextThatIsReadFromTheRightStandsAtTheRightOfItsBubble() {
    messenger.receive(bob, "שלום!\nשורה ארוכה הרבה יותר כאן");
    settle();
    SelectableText text = lastBubble().text();
    assertTrue(text.isRightToLeft());
    does(text::selectAll);
    assertTrue(text.selected().startsWith("שלום!"));
    messenger.receive(bob, "hello, שלום");
    settle();
    assertFalse(lastBubble().text().isRightToLeft());
  }

  @Test
  void itStaysAtTheNewestAsMoreComes() {
    for (int i = 0; i < 60; i++) {
      messenger.receive(bob, "text " + i);
    }
    settle();
    assertTrue(newestInSight());
    messenger.receive(bob, "a longer text that takes several lines\n\n\n\nto the end");
    settle();
    assertTrue(newestInSight());
    assertFalse(view.messages().jumpButton().isVisible());
  }

  @Test
  void aConversationThatNothingHappensInIsNotLaidOutAgain() {
    for (int count = 0; count < 12; count++) {
      settle();
      assertFalse(does(() -> view.messages().isNeedsLayout()), "after " + count + " messages");
      messenger.receive(bob, "a text that takes two lines in the narrowest of windows");
    }
  }

  @Test
  void largerTextKeepsTheNewestInSight() {
    for (int i = 0; i < 60; i++) {
      messenger.receive(bob, "text " + i);
    }
    settle();
    does(() -> theme.textScale().set(150));
    settle();
    boolean inSight = newestInSight();
    does(() -> theme.textScale().set(100));
    assertTrue(inSight);
  }

  @Test
  void whoReadsFurtherUpStaysThereAndIsToldWhatCame() {
    for (int i = 0; i < 60; i++) {
      messenger.receive(bob, "text " + i);
    }
    settle();
    scrollUp(600);
    settle();
    assertTrue(view.messages().jumpButton().isVisible());
    String before = firstInSight();
    messenger.receive(bob, "new");
    messenger.receive(bob, "newer");
    settle();
    assertEquals(before, firstInSight());
    assertEquals("2 new", view.messages().jumpButton().getText());

    robot.clickOn(view.messages().jumpButton());
    settle();
    assertTrue(newestInSight());
    assertFalse(view.messages().jumpButton().isVisible());
  }

  @Test
  void anEarlierPageMovesNothingInSight() {
    for (int i = 0; i < 700; i++) {
      messenger.sent(bob, "text " + i, NOW, new Delivery.AtRelay());
    }
    does(model::close);
    open();
    settle();
    assertFalse(model.completeProperty().get());
    messenger.holdPages();
    does(() -> view.messages().list().requestFocus());
    robot.push(KeyCode.HOME);
    settle();
    assertTrue(model.readingProperty().get(), "a page was asked for");
    String before = firstInSight();
    double at = firstInSightAt();
    messenger.releasePages();
    settle();
    assertEquals(before, firstInSight());
    assertEquals(at, firstInSightAt(), 1.5);
  }

  @Test
  void withoutAUsableKeyASentenceStandsInPlaceOfTheComposer() {
    messenger.problem(bob, Contact.KeyProblem.MISSING);
    settle();
    assertFalse(view.messageInput().isVisible());
    assertNotNull(labelStartingWith("There is no key for bob."));
  }

  @Test
  void thePlaceToWriteComesBackAsHighAsItWas() {
    double before = does(() -> view.messageInput().getHeight());
    messenger.problem(bob, Contact.KeyProblem.MISSING);
    settle();
    messenger.change(bob, c -> c.withProblem(null));
    settle();
    assertTrue(view.messageInput().isVisible());
    assertEquals(before, does(() -> view.messageInput().getHeight()));
  }

  @Test
  void aChangedKeyOffersComparingAndGoingOn() {
    messenger.trust(bob, new Trust.Changed(FakeMessenger.fingerprintOf("old"), true));
    settle();
    does(() -> button("Compare…").fire());
    assertEquals(List.of("compare"), asked);
    robot.clickOn(button("Stop verifying bob"));
    settle();
    assertEquals(List.of("withdrawVerification bob"), messenger.calls());
    assertTrue(view.lookupAll(".banner").isEmpty());
  }

  @Test
  void markupLinksAndWeirdCharactersAreShownAsTheyAre() {
    String text = "<b>no</b> https://example.org \u202Ereversed\u202C %s {0} \u0007 \uD83D\uDE82";
    messenger.receive(bob, text);
    settle();
    assertEquals(text, lastBubble().selectedAfterSelectingAll());
    Bounds bubble = does(() -> lastBubbleNode().localToScene(lastBubbleNode().getBoundsInLocal()));
    assertTrue(bubble.getMaxX() < view.getWidth() * 0.8);
  }

  @Test
  void aStrangersPageHasTheWaysOutInPlaceOfTheComposer() {
    messenger.change(bob, contact -> contact.withStanding(Contact.Standing.REQUEST));
    settle();
    assertFalse(view.messageInput().getParent().isVisible());
    does(() -> view.focusComposer());
    robot.write("x");
    assertEquals("", view.messageInput().getText());
    robot.clickOn(view.decision().acceptButton());
    settle();
    assertEquals(List.of("accept bob"), messenger.calls());
    assertTrue(view.messageInput().getParent().isVisible());
    assertTrue(view.messageInput().isFocused());

    messenger.change(bob, contact -> contact.withStanding(Contact.Standing.BLOCKED));
    settle();
    does(() -> view.decision().unblockButton().fire());
    assertEquals("unblock bob", messenger.calls().getLast());
  }

  @Test
  void whatCameUnderAKeyInDoubtSaysSo() {
    messenger.receiveInDoubt(bob, "new number");
    settle();
    assertNotNull(labelStartingWith("Under another key"));
    assertTrue(
        cells().getLast().getAccessibleText().contains("under another key of bob than before"));
  }

  @Test
  void aVeryLongWordBreaksInsideItsBubble() {
    messenger.receive(bob, "x".repeat(1_500));
    settle();
    Region bubble = lastBubbleNode();
    assertTrue(bubble.getWidth() <= view.getWidth() * 0.7, "width " + bubble.getWidth());
    assertTrue(bubble.getHeight() > 200);
  }

  @Test
  void everyControlSaysWhatItIs() {
    messenger.sent(bob, "hello", NOW, new Delivery.Failed(Delivery.FailReason.TOO_LARGE));
    settle();
    for (Node node : view.lookupAll(".button")) {
      if (node instanceof Labeled labeled && node.isVisible()) {
        String said = Objects.requireNonNullElse(node.getAccessibleText(), labeled.getText());
        assertFalse(said.isBlank(), node.toString());
      }
    }
    assertEquals(
        "You, 14:02: hello. Not sent: it is too long for one message. Send it in parts.",
        view.messages().list().lookupAll(".message-cell").stream()
            .map(Node::getAccessibleText)
            .filter(said -> said != null && said.startsWith("You"))
            .findFirst()
            .orElse(""));
  }

  // How a test reads the view

  private BubbleReader lastBubble() {
    return new BubbleReader(lastBubbleNode());
  }

  private Bubble lastBubbleNode() {
    return does(
        () ->
            view.messages().list().lookupAll(".bubble").stream()
                .filter(node -> node.getScene() != null && node.isVisible())
                .map(Bubble.class::cast)
                .max((a, b) -> Double.compare(bottom(a), bottom(b)))
                .orElseThrow());
  }

  /// A bubble and what one can do with it.
  private record BubbleReader(Bubble bubble) {
    SelectableText text() {
      return bubble.text();
    }

    Button retryButton() {
      return bubble.retryButton();
    }

    String selectedAfterSelectingAll() {
      return does(
          () -> {
            text().selectAll();
            return text().selected();
          });
    }
  }

  private static double bottom(Node node) {
    return node.localToScene(node.getBoundsInLocal()).getMaxY();
  }

  private boolean newestInSight() {
    return does(
        () -> {
          MessageRow newest = model.rows().getLast();
          double end = bottom(view.messages().list());
          return cells().stream()
              .anyMatch(cell -> newest.equals(cell.getItem()) && bottom(cell) <= end + 1.5);
        });
  }

  /// How far the newest row ends above the place to write.
  private double belowTheNewest() {
    return does(
        () -> {
          double lowest =
              cells().stream().mapToDouble(ConversationViewTest::bottom).max().orElseThrow();
          MessageList list = view.messages();
          return list.localToScene(0, list.getHeight()).getY() - lowest;
        });
  }

  private String firstInSight() {
    return does(() -> String.valueOf(firstCell().getItem()));
  }

  private double firstInSightAt() {
    return does(() -> firstCell().localToScene(0, 0).getY());
  }

  private MessageCell firstCell() {
    double top = view.messages().localToScene(0, 0).getY();
    return cells().stream()
        .filter(cell -> bottom(cell) > top + 1)
        .min((a, b) -> Double.compare(bottom(a), bottom(b)))
        .orElseThrow();
  }

  private List<MessageCell> cells() {
    return view.messages().list().lookupAll(".message-cell").stream()
        .map(MessageCell.class::cast)
        .filter(cell -> !cell.isEmpty() && cell.isVisible())
        .toList();
  }

  private Button button(String words) {
    return does(
        () ->
            view.lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(each -> words.equals(each.getText()))
                .findFirst()
                .orElseThrow());
  }

  private @Nullable Node labelStartingWith(String words) {
    return view.lookupAll(".label").stream()
        .filter(node -> node instanceof Labeled label && label.getText().startsWith(words))
        .findFirst()
        .orElse(null);
  }

  private void scrollUp(double pixels) {
    does(
        () -> {
          MessageCell cell = firstCell();
          cell.fireEvent(wheel(pixels));
        });
    settle();
  }

  private static ScrollEvent wheel(double pixels) {
    return new ScrollEvent(
        ScrollEvent.SCROLL,
        10,
        10,
        10,
        10,
        false,
        false,
        false,
        false,
        false,
        false,
        0,
        pixels,
        0,
        pixels,
        ScrollEvent.HorizontalTextScrollUnits.NONE,
        0,
        ScrollEvent.VerticalTextScrollUnits.NONE,
        0,
        0,
        null);
  }

  private final class Asked implements ConversationActions {
    @Override
    public void fingerprint() {
      asked.add("fingerprint");
    }

    @Override
    public void compare() {
      asked.add("compare");
    }

    @Override
    public void forgotten(Name contact) {
      asked.add("forgotten " + contact);
    }

    @Override
    public Optional<Path> whereToSave(String title, String suggestion) {
      asked.add("save " + suggestion);
      return Optional.of(saved);
    }

    @Override
    public void closePane() {
      asked.add("closePane");
    }

    @Override
    public void back() {
      asked.add("back");
    }
  }
}
