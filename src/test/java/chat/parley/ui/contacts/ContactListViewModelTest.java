package chat.parley.ui.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.DisplayName;
import chat.parley.model.Name;
import chat.parley.model.Protection;
import chat.parley.model.Trust;
import chat.parley.ui.contacts.ContactRow.KeyMark;
import chat.parley.ui.contacts.ContactRow.Last;
import chat.parley.ui.kit.Drafts;
import chat.parley.ui.kit.LocalTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContactListViewModelTest {
  /// A Friday.
  private static final Instant NOW = Instant.parse("2026-11-06T14:02:00Z");

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final FakeMessenger messenger = new FakeMessenger(new Name("alice"), clock);
  private final Drafts drafts = new Drafts();
  private final ContactListViewModel model =
      new ContactListViewModel(messenger, Runnable::run, new LocalTimes(clock, Locale.UK), drafts);

  @AfterEach
  void closes() {
    model.close();
    assertEquals(0, messenger.listeners());
  }

  @Test
  void nobodyIsThereAtFirst() {
    assertTrue(model.emptyProperty().get());
    messenger.contact("bob");
    assertFalse(model.emptyProperty().get());
  }

  @Test
  void thoseWrittenWithLastComeFirstAndTheOthersByName() {
    Name zoe = messenger.contact("zoe");
    messenger.contact("dan");
    Name bob = messenger.contact("bob");
    messenger.contact("carol");
    messenger.receive(bob, "earlier", NOW.minusSeconds(60));
    messenger.receive(zoe, "later", NOW);
    assertEquals(List.of("zoe", "bob", "carol", "dan"), shown());
  }

  @Test
  void comingAndGoingMovesNobodyAndHidesNoMessage() {
    Name bob = messenger.contact("bob");
    messenger.contact("anna");
    messenger.note(bob, ChatMessage.Note.Kind.JOINED);
    assertEquals(List.of("anna", "bob"), shown());

    messenger.receive(bob, "hello", NOW.minusSeconds(60));
    messenger.note(bob, ChatMessage.Note.Kind.LEFT);
    assertEquals(List.of("bob", "anna"), shown());
    assertEquals("hello", model.rows().getFirst().last());
  }

  @Test
  void aRowShowsTheLastLineOnOneLineWithItsTime() {
    Name bob = messenger.contact("bob");
    messenger.receive(bob, " two\n\tlines \u0000 ", NOW);
    ContactRow row = model.rows().getFirst();
    assertEquals("two lines", row.last());
    assertEquals("14:02", row.time());
    assertEquals(1, row.unread());
    assertEquals(Last.THEIRS, row.lastIs());

    messenger.sent(bob, "mine", NOW, new Delivery.AtRelay());
    assertEquals(Last.OWN, model.rows().getFirst().lastIs());
  }

  @Test
  void timesAreTheHourTodayTheWeekdayThisWeekAndElseTheDate() {
    Name bob = messenger.contact("bob");
    messenger.receive(bob, "a", Instant.parse("2026-10-03T08:00:00Z"));
    assertEquals("03/10/2026", model.rows().getFirst().time());
    messenger.receive(bob, "b", Instant.parse("2026-11-03T08:00:00Z"));
    assertEquals("Tue", model.rows().getFirst().time());
  }

  @Test
  void aChosenNameStandsBesideTheAccountsAndIsFound() {
    messenger.contact("carol");
    Name bob = messenger.contact("bob");
    messenger.change(bob, now -> now.withDisplayName(new DisplayName("The Builder")));
    model.searchProperty().set("buil");
    assertEquals(List.of("bob"), shown());
    assertEquals("The Builder", model.rows().getFirst().displayName());
  }

  @Test
  void aTextThatWasTakenBackShowsNoWords() {
    Name bob = messenger.contact("bob");
    messenger.deleted(messenger.receive(bob, "oops", NOW));
    assertEquals("Deleted message", model.rows().getFirst().last());
  }

  @Test
  void searchingNarrowsTheListAsOneTypes() {
    messenger.contact("bob");
    messenger.contact("barbara");
    messenger.contact("carol");
    model.searchProperty().set(" BA");
    assertEquals(List.of("barbara"), shown());
    model.searchProperty().set("nobody");
    assertTrue(model.rows().isEmpty());
    assertFalse(model.emptyProperty().get());
    model.searchProperty().set("");
    assertEquals(3, model.rows().size());
  }

  @Test
  void theFirstFoundOpensAndTheSearchIsOver() {
    messenger.contact("bob");
    Name carol = messenger.contact("carol");
    model.searchProperty().set("car");
    model.openFound();
    assertEquals(carol, model.openProperty().get());
    assertEquals("", model.searchProperty().get());
  }

  @Test
  void neighboursAndPlacesStopAtTheEnds() {
    Name anna = messenger.contact("anna");
    Name bob = messenger.contact("bob");
    model.openNeighbour(1);
    assertEquals(anna, model.openProperty().get());
    model.openNeighbour(1);
    model.openNeighbour(1);
    assertEquals(bob, model.openProperty().get());
    model.openNeighbour(-5);
    assertEquals(anna, model.openProperty().get());
    model.openAt(1);
    assertEquals(bob, model.openProperty().get());
    model.openAt(7);
    assertEquals(bob, model.openProperty().get());
  }

  @Test
  void openingWhereNobodyIsDoesNothing() {
    model.openNeighbour(1);
    model.openNeighbour(-1);
    model.openAt(0);
    model.openFound();
    assertEquals(null, model.openProperty().get());
  }

  @Test
  void theMarkTellsWhatIsKnownOfTheKey() {
    Name bob = messenger.contact("bob");
    assertEquals(KeyMark.SEEN_BEFORE, model.rows().getFirst().mark());
    messenger.trust(bob, new Trust.Verified(NOW));
    assertEquals(KeyMark.VERIFIED, model.rows().getFirst().mark());
    messenger.trust(bob, new Trust.Changed(FakeMessenger.fingerprintOf("old"), true));
    assertEquals(KeyMark.CHANGED_AFTER_VERIFIED, model.rows().getFirst().mark());
    messenger.trust(bob, new Trust.Changed(FakeMessenger.fingerprintOf("old"), false));
    assertEquals(KeyMark.CHANGED, model.rows().getFirst().mark());
    messenger.trust(bob, new Trust.New());
    assertEquals(KeyMark.NEW, model.rows().getFirst().mark());
    messenger.problem(bob, Contact.KeyProblem.SIGNATURE_WRONG);
    assertEquals(KeyMark.SIGNATURE_WRONG, model.rows().getFirst().mark());
  }

  @Test
  void unreadTextsOfAllContactsAreCounted() {
    Name bob = messenger.contact("bob");
    Name carol = messenger.contact("carol");
    messenger.receive(bob, "1");
    messenger.receive(bob, "2");
    messenger.receive(carol, "3");
    assertEquals(3, model.unreadProperty().get());
    messenger.markRead(bob);
    assertEquals(1, model.unreadProperty().get());
  }

  @Test
  void whoIsGoneIsTakenOut() {
    Name bob = messenger.contact("bob");
    messenger.gone(bob);
    assertTrue(model.emptyProperty().get());
    assertTrue(model.rows().isEmpty());
  }

  @Test
  void strangersStandApartUntilTheUserHasDecided() {
    messenger.contact("bob");
    Name eve = messenger.request("eve", "hello");
    messenger.request("mallory", "me too");
    assertEquals(List.of("bob"), shown());
    assertEquals(2, model.requestsProperty().get());

    model.showRequests(true);
    assertEquals(List.of("eve", "mallory"), shown());
    assertEquals("Requests", model.rows().getFirst().heading());
    messenger.accept(eve);
    assertEquals(List.of("mallory"), shown());
    messenger.decline(new Name("mallory"));
    assertFalse(model.requestsShownProperty().get());
    assertEquals(List.of("eve", "bob"), shown());
  }

  @Test
  void aSearchFindsStrangersAndWhoIsBlocked() {
    messenger.contact("anna");
    messenger.block(messenger.contact("andy"));
    messenger.request("andrea", "hello");
    assertEquals(List.of("anna", "andy"), shown());
    assertEquals("Blocked", model.rows().getLast().heading());
    model.searchProperty().set("an");
    assertEquals(List.of("anna", "andrea", "andy"), shown());
  }

  @Test
  void aDraftShowsWhereOneIsNotWriting() {
    Name bob = messenger.contact("bob");
    Name carol = messenger.contact("carol");
    model.open(bob);
    drafts.keep(bob, "half a\nsentence");
    assertEquals(Last.THEIRS, model.rows().getFirst().lastIs());
    model.open(carol);
    assertEquals(Last.DRAFT, model.rows().getFirst().lastIs());
    assertEquals("half a sentence", model.rows().getFirst().last());
    messenger.change(bob, contact -> contact.withTyping(true));
    assertEquals(Last.TYPING, model.rows().getFirst().lastIs());
  }

  @Test
  void whoIsNotFoundCanBeLookedUpWhereTheRelayCanBeAsked() {
    model.searchProperty().set("Dave");
    assertNull(model.toLookUp());
    messenger.protection(Protection.PARLEY);
    ContactListViewModel asking =
        new ContactListViewModel(
            messenger, Runnable::run, new LocalTimes(clock, Locale.UK), drafts);
    asking.searchProperty().set("Dave");
    assertEquals(new Name("dave"), asking.toLookUp());
    asking.searchProperty().set("no such name");
    assertNull(asking.toLookUp());
    messenger.contact("dave");
    asking.searchProperty().set("dave");
    assertNull(asking.toLookUp());
    asking.close();
  }

  private List<String> shown() {
    return model.rows().stream().map(row -> row.name().value()).toList();
  }
}
