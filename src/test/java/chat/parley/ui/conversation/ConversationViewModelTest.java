package chat.parley.ui.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.MessageId;
import chat.parley.model.Name;
import chat.parley.model.Presence;
import chat.parley.model.Protection;
import chat.parley.model.Trust;
import chat.parley.ui.kit.Drafts;
import chat.parley.ui.kit.LocalTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;

class ConversationViewModelTest {
  private static final Instant NOW = Instant.parse("2026-11-06T14:02:00Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final FakeMessenger messenger = new FakeMessenger(new Name("alice"), clock);
  private final Name bob = messenger.contact("bob");
  private final Drafts drafts = new Drafts();
  private final List<Runnable> fxTasks = new ArrayList<>();

  @Test
  void aConversationBeginsWithItsContact() {
    ConversationViewModel model = open();
    MessageRow.Beginning beginning =
        assertInstanceOf(MessageRow.Beginning.class, model.rows().getFirst());
    assertEquals("Same key as always. Not compared yet.", beginning.trust());
    assertTrue(model.completeProperty().get());
  }

  @Test
  void whatIsSentAndReceivedIsAdded() {
    ConversationViewModel model = open();
    messenger.receive(bob, "Did you get it?");
    model.writing().draftProperty().set("  Yes, thank you!\n");
    assertTrue(model.send());
    assertEquals(List.of("Did you get it?", "Yes, thank you!"), texts(model));
    assertEquals("send bob: Yes, thank you!", messenger.calls().getLast());
    assertEquals("", model.writing().draftProperty().get());
  }

  @Test
  void blankDraftsAreNotSent() {
    ConversationViewModel model = open();
    model.writing().draftProperty().set(" \n\t ");
    assertFalse(model.send());
    assertEquals(List.of(), messenger.calls());
    assertEquals(" \n\t ", model.writing().draftProperty().get());
  }

  @Test
  void nothingIsSentToAContactWithoutAUsableKey() {
    messenger.problem(bob, Contact.KeyProblem.MISSING);
    ConversationViewModel model = open();
    model.writing().draftProperty().set("hello");
    assertFalse(model.send());
    assertEquals("hello", model.writing().draftProperty().get());
    assertTrue(
        String.valueOf(model.headingProperty().get().obstacle()).startsWith("There is no key"));
  }

  @Test
  void aStrangerIsAnsweredOnlyAfterTheUserHasAccepted() {
    messenger.request("bob", "let me in");
    ConversationViewModel model = open();
    model.writing().draftProperty().set("hello");
    assertFalse(model.send());
    model.deciding().accept();
    assertTrue(model.send());
    assertEquals(List.of("accept bob", "send bob: hello"), messenger.calls());
    model.deciding().block();
    model.writing().draftProperty().set("more");
    assertFalse(model.send());
    model.deciding().unblock();
    assertTrue(model.send());
  }

  @Test
  void whatIsMissingIsTheLastLineUntilItHasCome() {
    messenger.receive(bob, "third");
    ConversationViewModel model = open();
    messenger.change(bob, contact -> contact.withMissing(2));
    assertEquals(new MessageRow.Missing(bob, 2), model.rows().getLast());
    messenger.change(bob, contact -> contact.withMissing(0));
    assertInstanceOf(MessageRow.Bubble.class, model.rows().getLast());
  }

  @Test
  void theLineBesideTheComposerSaysWhatOneShouldKnowWhileWriting() {
    assertEquals(Aside.Kind.LIMITS, open().asideProperty().get().kind());
    messenger.protection(Protection.PARLEY);
    ConversationViewModel model = open();
    assertEquals("", model.asideProperty().get().words());
    messenger.presence(bob, Presence.AWAY);
    assertEquals("bob is offline and gets it later.", model.asideProperty().get().words());
    messenger.change(bob, contact -> contact.withTyping(true));
    assertEquals("bob is writing…", model.asideProperty().get().words());
  }

  @Test
  void thatOneWritesIsToldWhereTheProtocolHasAWordForIt() {
    messenger.protection(Protection.PARLEY);
    ConversationViewModel model = open();
    model.writing().draftProperty().set("h");
    model.writing().draftProperty().set("");
    assertEquals(List.of("typing bob"), messenger.calls());
  }

  @Test
  void aDraftIsKeptForItsContact() {
    Name carol = messenger.contact("carol");
    ConversationViewModel first = open();
    first.writing().draftProperty().set("half a sent");
    first.close();
    ConversationViewModel other =
        new ConversationViewModel(
            messenger, carol, drafts, new LocalTimes(clock, Locale.UK), Runnable::run);
    assertEquals("", other.writing().draftProperty().get());
    assertEquals("half a sent", open().writing().draftProperty().get());
  }

  @Test
  void earlierPagesAreReadAsTheyAreAskedFor() {
    int count = ConversationViewModel.PAGE + 30;
    for (int i = 0; i < count; i++) {
      messenger.receive(bob, "text " + i);
    }
    ConversationViewModel model = open();
    assertEquals(ConversationViewModel.PAGE, texts(model).size());
    assertFalse(model.completeProperty().get());

    model.readEarlier();
    assertEquals(count, texts(model).size());
    assertEquals("text 0", texts(model).getFirst());
    assertTrue(model.completeProperty().get());
  }

  @Test
  void whoReadFarUpAndReturnsKeepsTheNewestAndCanReadUpAgain() {
    int count = ConversationViewModel.MOST + 50;
    for (int i = 0; i < count; i++) {
      messenger.receive(bob, "text " + i);
    }
    ConversationViewModel model = open();
    model.setAtNewest(false);
    while (!model.completeProperty().get()) {
      model.readEarlier();
    }
    assertEquals(count, texts(model).size());

    model.setAtNewest(true);
    assertEquals(ConversationViewModel.PAGE, texts(model).size());
    assertEquals("text " + (count - 1), texts(model).getLast());
    while (!model.completeProperty().get()) {
      model.readEarlier();
    }
    assertEquals(count, texts(model).size());
    assertEquals("text 0", texts(model).getFirst());
  }

  @Test
  void whatCannotBeReadIsNoBeginningAndIsReadWhenTheUserAsks() {
    messenger.receive(bob, "before");
    messenger.failPages(true);
    ConversationViewModel model = open();
    assertTrue(model.unreadableProperty().get());
    assertFalse(model.completeProperty().get());
    messenger.receive(bob, "after");
    assertEquals(List.of("after"), texts(model));
    model.readEarlier();
    assertTrue(model.unreadableProperty().get());
    messenger.failPages(false);
    model.readAgain();
    assertFalse(model.unreadableProperty().get());
    assertTrue(model.completeProperty().get());
    assertEquals(List.of("before", "after"), texts(model));
  }

  @Test
  void whatComesWhileAPageIsReadStandsBehindItOnce() {
    messenger.receive(bob, "before");
    messenger.holdPages();
    ConversationViewModel model = open();
    assertTrue(model.readingProperty().get());
    messenger.receive(bob, "meanwhile");
    messenger.releasePages();
    messenger.receive(bob, "after");
    assertEquals(List.of("before", "meanwhile", "after"), texts(model));
    assertFalse(model.readingProperty().get());
  }

  @Test
  void deliveryIsShownInPlace() {
    MessageId id = messenger.sent(bob, "hello", NOW, new Delivery.AtRelay());
    ConversationViewModel model = open();
    messenger.delivery(id, new Delivery.Failed(Delivery.FailReason.TOO_LARGE));
    MessageRow.Bubble bubble = (MessageRow.Bubble) model.rows().getLast();
    assertTrue(bubble.failed());
    model.retry(id);
    assertFalse(((MessageRow.Bubble) model.rows().getLast()).failed());
    model.writing().takeBack(id);
    assertEquals(List.of(), texts(model));
  }

  /// It may have left already: then the contact is asked to take it out, too.
  @Test
  void whatWaitsIsDeletedWhereThatCanBeSaid() {
    messenger.protection(Protection.PARLEY);
    MessageId id =
        messenger.sent(bob, "hello", NOW, new Delivery.Waiting(Delivery.WaitReason.SENDING));
    open().writing().takeBack(id);
    assertTrue(messenger.calls().contains("delete " + id));
  }

  @Test
  void theWordsOfWhatIsTakenBackComeBackToBeWrittenAnew() {
    MessageId id =
        messenger.sent(bob, "hello", NOW, new Delivery.Failed(Delivery.FailReason.TOO_LARGE));
    ConversationViewModel model = open();
    model.writing().takeBack(id);
    assertEquals("hello", model.writing().draftProperty().get());
    assertEquals(List.of(), texts(model));
  }

  @Test
  void whereSomethingElseIsBeingWrittenItIsAskedAboutFirst() {
    MessageId id =
        messenger.sent(bob, "hello", NOW, new Delivery.Failed(Delivery.FailReason.TOO_LARGE));
    ConversationViewModel model = open();
    model.writing().draftProperty().set("another");
    model.writing().takeBack(id);
    assertEquals(List.of("hello"), texts(model));
    model.writing().endSubject();
    assertEquals(List.of("hello"), texts(model));
    model.writing().takeBack(id);
    model.writing().deleteSubject();
    assertEquals(List.of(), texts(model));
    assertEquals("another", model.writing().draftProperty().get());
  }

  @Test
  void onlyWhatIsLookedAtIsCountedAsRead() {
    messenger.receive(bob, "1");
    ConversationViewModel model = open();
    assertEquals(List.of(), messenger.calls());
    model.setLooking(true);
    assertEquals(List.of("markRead bob"), messenger.calls());

    model.setAtNewest(false);
    messenger.receive(bob, "2");
    assertEquals(1, messenger.calls().size());
    assertEquals(1, model.newBelowProperty().get());
    model.setAtNewest(true);
    assertEquals(2, messenger.calls().size());
    assertEquals(0, model.newBelowProperty().get());
  }

  @Test
  void theLineNewStandsBeforeWhatWasNotReadUntilOneAnswers() {
    messenger.receive(bob, "old", NOW.minusSeconds(10));
    messenger.markRead(bob);
    messenger.receive(bob, "new");
    ConversationViewModel model = open();
    model.setLooking(true);
    assertInstanceOf(MessageRow.NewFromHere.class, model.rows().get(3));

    model.writing().draftProperty().set("answer");
    model.send();
    assertFalse(model.rows().stream().anyMatch(MessageRow.NewFromHere.class::isInstance));
  }

  @Test
  void theLineNewGoesWhenOneLooksAway() {
    ConversationViewModel model = open();
    messenger.receive(bob, "new");
    assertTrue(model.rows().stream().anyMatch(MessageRow.NewFromHere.class::isInstance));
    model.setLooking(true);
    assertTrue(model.rows().stream().anyMatch(MessageRow.NewFromHere.class::isInstance));
    model.setLooking(false);
    assertFalse(model.rows().stream().anyMatch(MessageRow.NewFromHere.class::isInstance));
  }

  @Test
  void aBurstIsOneChangeOfTheList() {
    ConversationViewModel model =
        new ConversationViewModel(
            messenger, bob, drafts, new LocalTimes(clock, Locale.UK), fxTasks::add);
    runFxTasks();
    List<String> changes = new ArrayList<>();
    model
        .rows()
        .addListener(
            (ListChangeListener<MessageRow>)
                change -> {
                  while (change.next()) {
                    changes.add(change.getAddedSize() + " added");
                  }
                });
    for (int i = 0; i < 500; i++) {
      messenger.receive(bob, "text " + i);
    }
    assertEquals(1, fxTasks.size());
    runFxTasks();
    // the day, the line "new" and the texts
    assertEquals(List.of("502 added"), changes);
  }

  @Test
  void aChangedKeySaysWhatItMeansAndCanBeAccepted() {
    messenger.trust(bob, new Trust.Changed(FakeMessenger.fingerprintOf("old"), true));
    ConversationViewModel model = open();
    ContactHeading heading = model.headingProperty().get();
    assertTrue(heading.blocked());
    assertEquals(
        "bob’s key is not the one you verified. Either bob made a new key, or someone is between"
            + " you. Messages to bob wait until you decide; what comes is shown and marked.",
        heading.keySentence());
    model.deciding().stopVerifying();
    assertFalse(model.headingProperty().get().blocked());
  }

  @Test
  void aKeyThatIsOnlyOfferedHoldsMessagesAndSpeaksOfNoComparison() {
    messenger.trust(bob, new Trust.Offered(FakeMessenger.fingerprintOf("old")));
    ConversationViewModel model = open();
    ContactHeading heading = model.headingProperty().get();
    assertTrue(heading.blocked());
    assertFalse(heading.keySentence().contains("verified"));
    model.deciding().stopVerifying();
    assertFalse(model.headingProperty().get().blocked());
  }

  @Test
  void aLongTextUnfoldsStepByStep() {
    MessageId id = messenger.receive(bob, "x".repeat(30_000));
    ConversationViewModel model = open();
    assertEquals(Folds.SHOWN_AT_FIRST, texts(model).getFirst().length());
    model.unfold(id);
    assertEquals(Folds.SHOWN_AT_FIRST + Folds.SHOWN_MORE, texts(model).getFirst().length());
    model.unfold(id);
    model.unfold(id);
    assertEquals(30_000, texts(model).getFirst().length());
    assertEquals(30_000, model.textOf(id).length());
  }

  @Test
  void afterItsEndItHearsNothing() {
    ConversationViewModel model = open();
    model.close();
    assertEquals(0, messenger.listeners());
    messenger.receive(bob, "not shown");
    assertEquals(List.of(), texts(model));
  }

  private ConversationViewModel open() {
    return new ConversationViewModel(
        messenger, bob, drafts, new LocalTimes(clock, Locale.UK), Runnable::run);
  }

  private void runFxTasks() {
    while (!fxTasks.isEmpty()) {
      fxTasks.removeFirst().run();
    }
  }

  private static List<String> texts(ConversationViewModel model) {
    return model.rows().stream()
        .filter(MessageRow.Bubble.class::isInstance)
        .map(row -> ((MessageRow.Bubble) row).text())
        .toList();
  }
}
