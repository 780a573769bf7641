package chat.parley.ui.conversation;

import static chat.parley.ui.kit.FxEvents.settle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.DisplayName;
import chat.parley.model.Emoji;
import chat.parley.model.Lifetime;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Particulars;
import chat.parley.model.Protection;
import chat.parley.ui.kit.Drafts;
import chat.parley.ui.kit.LocalTimes;
import chat.parley.ui.kit.Theme;
import chat.parley.ui.kit.UiThread;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// What a person does to texts, by keyboard.
class ActingViewTest {
  private static final Instant NOW = Instant.parse("2026-11-06T14:02:00Z");

  @SuppressWarnings("NullAway.Init") // made once, on the FX thread: a window costs more than a test
  private static Scene scene;

  private final FxRobot robot = new FxRobot();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final FakeMessenger messenger = new FakeMessenger(new Name("alice"), clock);
  private final Name bob = messenger.contact("bob");

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
          new Theme().apply(scene);
          stage.setScene(scene);
          stage.show();
        });
  }

  @BeforeEach
  void begin() {
    messenger.protection(Protection.PARLEY);
  }

  private void open() {
    does(
        () -> {
          model =
              new ConversationViewModel(
                  messenger, bob, new Drafts(), new LocalTimes(clock, Locale.UK), UiThread.get());
          view =
              new ConversationView(
                  model,
                  new ConversationActions() {
                    @Override
                    public void fingerprint() {}

                    @Override
                    public void compare() {}

                    @Override
                    public void closePane() {}

                    @Override
                    public Optional<Path> whereToSave(String title, String suggestion) {
                      return Optional.empty();
                    }

                    @Override
                    public void forgotten(Name contact) {}

                    @Override
                    public void back() {}
                  });
          scene.setRoot(view);
        });
    settle();
  }

  @AfterEach
  void close() {
    does(model::close);
    assertEquals(0, messenger.listeners());
  }

  @Test
  void anAnswerIsBegunByKeyAndSentWithEnter() {
    MessageId theirs = messenger.receive(bob, "Shall we meet?");
    open();
    choose(theirs);
    robot
        .press(KeyCode.CONTROL, KeyCode.SHIFT)
        .push(KeyCode.R)
        .release(KeyCode.CONTROL, KeyCode.SHIFT);
    settle();
    assertTrue(view.subject().words().contains("Reply to bob"));
    assertTrue(view.subject().words().contains("Shall we meet?"));
    assertTrue(view.messageInput().isFocused());
    robot.write("Yes").push(KeyCode.ENTER);
    settle();
    assertTrue(messenger.calls().contains("reply to " + theirs));
    assertFalse(view.subject().isVisible());
    Bubble bubble = Objects.requireNonNull(cell(1).bubble());
    assertTrue(bubble.quote().isVisible());
    choose(messenger.log(bob).getLast().id());
    robot.push(KeyCode.ENTER);
    settle();
    assertEquals(theirs, selected().id());
  }

  @Test
  void whoClicksOnATextChoosesIt() {
    MessageId theirs = messenger.receive(bob, "Shall we meet?");
    messenger.sent(bob, "At seven", NOW, new Delivery.Read());
    open();
    robot.clickOn(Objects.requireNonNull(cell(0).bubble()).text());
    settle();
    assertEquals(theirs, selected().id());
    robot
        .press(KeyCode.CONTROL, KeyCode.SHIFT)
        .push(KeyCode.R)
        .release(KeyCode.CONTROL, KeyCode.SHIFT);
    settle();
    assertEquals(theirs, Objects.requireNonNull(model.writing().subjectProperty().get()).message());
  }

  @Test
  void escapeEndsAnAnswerAndKeepsWhatIsWritten() {
    MessageId theirs = messenger.receive(bob, "Shall we meet?");
    open();
    does(() -> view.messageInput().setText("half"));
    does(() -> model.writing().beginReply(theirs));
    robot.push(KeyCode.ESCAPE);
    assertFalse(view.subject().isVisible());
    assertEquals("half", view.messageInput().getText());
  }

  @Test
  void upInAnEmptyComposerEditsTheLastTextOfOnesOwn() {
    MessageId own = messenger.sent(bob, "At seve", NOW, new Delivery.Read());
    messenger.receive(bob, "Good");
    open();
    does(() -> view.focusComposer());
    robot.push(KeyCode.UP);
    assertEquals("At seve", view.messageInput().getText());
    assertTrue(view.subject().words().contains("Edit message"));
    robot.write("n").push(KeyCode.ENTER);
    settle();
    assertTrue(messenger.calls().contains("edit " + own + ": At seven"));
    assertEquals("", view.messageInput().getText());
    assertTrue(Objects.requireNonNull(cell(0).bubble()).saysEdited());
    robot.push(KeyCode.UP);
    robot.push(KeyCode.ESCAPE);
    assertEquals("", view.messageInput().getText());
  }

  @Test
  void whatIsEditedIsNoDraftAndWhatWasWrittenComesBack() {
    MessageId own = messenger.sent(bob, "one", NOW, new Delivery.Read());
    open();
    does(() -> view.messageInput().setText("begun"));
    does(() -> model.writing().beginEdit(own));
    assertEquals("one", view.messageInput().getText());
    does(() -> model.send());
    assertEquals("begun", view.messageInput().getText());
    assertFalse(messenger.calls().stream().anyMatch(each -> each.startsWith("edit")));
  }

  @Test
  void deletingAsksFirstAndSaysWhatItMeans() {
    MessageId own = messenger.sent(bob, "oops", NOW, new Delivery.Read());
    open();
    choose(own);
    robot.push(KeyCode.DELETE);
    settle();
    assertTrue(view.subject().words().contains("bob may have read or copied it already"));
    robot.push(KeyCode.ESCAPE);
    assertFalse(messenger.calls().contains("delete " + own));
    choose(own);
    robot.push(KeyCode.DELETE);
    settle();
    robot.push(KeyCode.SPACE);
    settle();
    assertFalse(messenger.calls().contains("delete " + own), "a key too many deletes");
    choose(own);
    robot.push(KeyCode.DELETE);
    settle();
    robot.press(KeyCode.SHIFT).push(KeyCode.TAB).release(KeyCode.SHIFT).push(KeyCode.SPACE);
    settle();
    assertTrue(messenger.calls().contains("delete " + own));
    assertTrue(spoken(0).contains("You deleted this message"));
    choose(own);
    assertEquals(List.of(), offered());
  }

  @Test
  void oneThatNeverLeftIsTakenBackAtOnce() {
    MessageId own =
        messenger.sent(bob, "waits", NOW, new Delivery.Waiting(Delivery.WaitReason.NOT_CONNECTED));
    open();
    choose(own);
    robot.push(KeyCode.DELETE);
    settle();
    assertTrue(messenger.calls().contains("delete " + own));
  }

  @Test
  void aSignIsChosenByKeyAndTakenAwayByItsPill() {
    MessageId theirs = messenger.receive(bob, "Good news");
    open();
    choose(theirs);
    robot
        .press(KeyCode.CONTROL, KeyCode.SHIFT)
        .push(KeyCode.E)
        .release(KeyCode.CONTROL, KeyCode.SHIFT);
    settle();
    robot.push(KeyCode.DOWN).push(KeyCode.DOWN).push(KeyCode.ENTER);
    settle();
    String call = messenger.calls().getLast();
    assertTrue(call.startsWith("react " + theirs + " "), call);
    ReactionPills pills = Objects.requireNonNull(cell(0).reactions());
    assertTrue(pills.isVisible());
    does(() -> pills.secondPill().fire());
    assertEquals("react " + theirs + " ", messenger.calls().getLast());
    assertFalse(pills.isVisible());
  }

  @Test
  void reactionsOfBothAreCountedAndSaidAloud() {
    MessageId theirs = messenger.receive(bob, "Good news");
    Emoji sign = new Emoji("!");
    messenger.particulars(theirs, now -> new Particulars(null, false, false, sign, sign, null));
    open();
    ReactionPills pills = Objects.requireNonNull(cell(0).reactions());
    assertEquals("! 2", pills.firstPill().getText());
    assertEquals("You and bob: !", pills.firstPill().getTooltip().getText());
    assertTrue(spoken(0).contains("You and bob: !"));
  }

  @Test
  void whatDisappearsSaysWhen() {
    MessageId own = messenger.sent(bob, "goes", NOW, new Delivery.Read());
    messenger.particulars(
        own,
        now ->
            new Particulars(
                null,
                false,
                false,
                null,
                null,
                new Particulars.Expiry(Duration.ofHours(1), NOW.plusSeconds(1_801))));
    open();
    Bubble bubble = Objects.requireNonNull(cell(0).bubble());
    assertTrue(bubble.disappears());
    assertEquals("Disappears here in 31 minutes.", bubble.expiry());
    assertTrue(spoken(0).contains("31 minutes"));
  }

  @Test
  void theHeaderShowsTheChosenNameAndTheSetting() {
    messenger.change(bob, now -> now.withDisplayName(new DisplayName("Bobby")));
    open();
    assertEquals("Bobby", view.header().displayNameLabel().getText());
    does(() -> lifetimes().get(2).fire());
    settle();
    assertTrue(messenger.calls().contains("setLifetime bob DAY"));
    messenger.change(bob, now -> now.withDisplayName(null).withLifetime(Lifetime.UNLIMITED));
    settle();
    assertFalse(view.header().displayNameLabel().isVisible());
  }

  /// However wide it is: a name that one gives oneself must not stand where the account's name does.
  @Test
  void aChosenNameNeverPushesTheNameOfTheAccountOut() {
    open();
    double alone = view.header().nameLabel().getWidth();
    assertTrue(alone > 0);
    messenger.change(bob, now -> now.withDisplayName(new DisplayName("W".repeat(64))));
    settle();
    assertEquals(alone, view.header().nameLabel().getWidth());
    assertTrue(view.header().displayNameLabel().getWidth() > 0);
  }

  private List<MenuItem> lifetimes() {
    return view.header().moreMenu().getItems().stream()
        .filter(javafx.scene.control.Menu.class::isInstance)
        .map(javafx.scene.control.Menu.class::cast)
        .findFirst()
        .orElseThrow()
        .getItems();
  }

  @Test
  void classicConversationsAndRequestsOfferNoneOfThis() {
    messenger.protection(Protection.CLASSIC);
    MessageId own = messenger.sent(bob, "text", NOW, new Delivery.AtRelay());
    open();
    choose(own);
    assertEquals(1, offered().size());
    does(() -> model.writing().beginReply(own));
    does(() -> model.beginEditOfLast());
    does(() -> model.writing().askToDelete(own));
    assertNull(model.writing().subjectProperty().get());
    assertFalse(
        view.header().moreMenu().getItems().stream()
            .anyMatch(each -> each instanceof javafx.scene.control.Menu && each.isVisible()));
    does(model::close);

    messenger.protection(Protection.PARLEY);
    messenger.change(bob, now -> now.withStanding(Contact.Standing.REQUEST));
    open();
    choose(own);
    assertEquals(1, offered().size());
  }

  @Test
  void whatIsTakenAwayMeanwhileIsNothingToAnswer() {
    MessageId theirs = messenger.receive(bob, "Shall we meet?");
    open();
    does(() -> model.writing().beginReply(theirs));
    assertNotNull(model.writing().subjectProperty().get());
    messenger.deleted(theirs);
    settle();
    assertNull(model.writing().subjectProperty().get());
    assertTrue(spoken(0).contains("bob deleted this message"));
  }

  private List<MenuItem> offered() {
    return of(() -> view.messages().offered(selected()));
  }

  private MessageRow.Bubble selected() {
    return (MessageRow.Bubble)
        Objects.requireNonNull(view.messages().list().getSelectionModel().getSelectedItem());
  }

  private void choose(MessageId message) {
    does(
        () -> {
          for (int i = 0; i < model.rows().size(); i++) {
            if (model.rows().get(i).key().equals(message)) {
              view.messages().list().getSelectionModel().clearAndSelect(i);
            }
          }
          view.messages().list().requestFocus();
        });
  }

  /// The cell of a text, counted from the oldest.
  private MessageCell cell(int number) {
    return of(
        () ->
            view.messages().list().lookupAll(".list-cell").stream()
                .filter(MessageCell.class::isInstance)
                .map(MessageCell.class::cast)
                .filter(each -> each.getItem() instanceof MessageRow.Bubble)
                .sorted((one, other) -> Integer.compare(one.getIndex(), other.getIndex()))
                .toList()
                .get(number));
  }

  private String spoken(int number) {
    return cell(number).getAccessibleText();
  }

  private void does(Runnable action) {
    robot.interact(action);
  }

  private <T> T of(Supplier<@Nullable T> supplier) {
    return Objects.requireNonNull(WaitForAsyncUtils.waitForAsyncFx(20_000, supplier::get));
  }
}
