package chat.parley.ui.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.client.FakeMessenger;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.ui.contacts.ContactRow.KeyMark;
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
  private final ContactListViewModel model =
      new ContactListViewModel(messenger, Runnable::run, new LocalTimes(clock, Locale.UK));

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
    assertFalse(row.own());

    messenger.sent(bob, "mine", NOW, new Delivery.AtRelay());
    assertTrue(model.rows().getFirst().own());
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
    assertEquals(KeyMark.NONE, model.rows().getFirst().mark());
    messenger.trust(bob, new Trust.Verified(NOW));
    assertEquals(KeyMark.VERIFIED, model.rows().getFirst().mark());
    messenger.trust(bob, new Trust.Changed(FakeMessenger.fingerprintOf("old"), true));
    assertEquals(KeyMark.CHANGED, model.rows().getFirst().mark());
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

  private List<String> shown() {
    return model.rows().stream().map(row -> row.name().value()).toList();
  }
}
