package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.CAROL;
import static chat.parley.store.TestDatabase.KEY;
import static chat.parley.store.TestDatabase.NOW;
import static chat.parley.store.TestDatabase.content;
import static chat.parley.store.TestDatabase.contentId;
import static chat.parley.store.TestDatabase.filled;
import static chat.parley.store.TestDatabase.id;
import static chat.parley.store.TestDatabase.incoming;
import static chat.parley.store.TestDatabase.outgoing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.ChatMessage;
import chat.parley.model.Contact.Standing;
import chat.parley.model.Delivery;
import chat.parley.model.Name;
import chat.parley.model.Trust;
import chat.parley.store.LogTable.Author;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every table gives back what was put into it, also after the database was closed.
class TablesTest {
  private static final Delivery WAITING = new Delivery.Waiting(Delivery.WaitReason.NOT_CONNECTED);

  @TempDir private Path folder;
  private Instant now = NOW;
  private ClientDatabase database;

  @BeforeEach
  void open() throws Exception {
    database = TestDatabase.open(folder, () -> now);
    TestDatabase.addContacts(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aContactComesBackWithEveryKindOfTrust() throws Exception {
    List<StoredContact> contacts = new ArrayList<>();
    List<Trust> trusts =
        List.of(
            new Trust.New(),
            new Trust.SeenBefore(),
            new Trust.Verified(NOW),
            new Trust.Changed(KEY, true),
            new Trust.Changed(KEY, false),
            new Trust.Offered(KEY));
    for (Trust trust : trusts) {
      contacts.add(
          StoredContact.of(new Name("contact" + contacts.size()), Standing.ACCEPTED)
              .withKey(filled(294, contacts.size()), trust)
              .withReadUpTo(new Position(5, 6))
              .withOfferedKey(filled(294, 77)));
    }
    for (StoredContact contact : contacts) {
      put(contact);
    }
    database.close();
    database = TestDatabase.open(folder);
    Rows<StoredContact> all = database.commit(tables -> tables.contacts().all());
    assertEquals(contacts, all.rows().subList(2, all.rows().size()));
    assertEquals(List.of(), all.damaged());
    assertEquals(
        Optional.of(contacts.get(3)),
        database.commit(tables -> tables.contacts().find(new Name("contact3"))));
    assertEquals(
        Optional.empty(), database.commit(tables -> tables.contacts().find(new Name("nobody"))));
  }

  @Test
  void aContactIsReplacedInItsPlaceAndForgottenWithAllItsOwn() throws Exception {
    put(StoredContact.of(BOB, Standing.BLOCKED));
    assertEquals(
        Standing.BLOCKED,
        database.commit(tables -> tables.contacts().find(BOB)).orElseThrow().standing());
    database.change(
        tables -> {
          tables.log().append(incoming(BOB, 1), content(1));
          tables.sessions().put(BOB, filled(10, 1));
          tables.seen().add(BOB, contentId(1));
          tables.tags().add(BOB, filled(32, 1));
          tables.outbox().add(BOB, contentId(1), filled(300, 2), null, null);
        });
    database.change(
        tables -> {
          tables.contacts().remove(BOB);
        });
    put(StoredContact.of(BOB, Standing.REQUEST));
    database.change(
        tables -> {
          assertEquals(List.of(), tables.log().page(BOB, null, 10).rows());
          assertEquals(Optional.empty(), tables.sessions().find(BOB));
          assertFalse(tables.seen().contains(BOB, contentId(1)));
          assertFalse(tables.tags().contains(BOB, filled(32, 1)));
          assertEquals(List.of(), tables.outbox().page(0, 10).rows());
        });
  }

  @Test
  void settingsAreKeptUntilTheyAreTakenBack() throws Exception {
    database.change(
        tables -> {
          tables.settings().put("receipts", "on");
          tables.settings().put("receipts", "off");
          tables.settings().put("typing", "on");
          tables.settings().remove("typing");
        });
    assertEquals(Optional.of("off"), database.commit(tables -> tables.settings().find("receipts")));
    assertEquals(Optional.empty(), database.commit(tables -> tables.settings().find("typing")));
  }

  @Test
  void prekeysAreFoundByTheirIdUntilTheyAreRemoved() throws Exception {
    StoredPrekey oneTime = new StoredPrekey(-5, false, filled(110, 1), null);
    StoredPrekey last = new StoredPrekey(7, true, filled(110, 2), NOW);
    database.change(
        tables -> {
          tables.prekeys().put(oneTime);
          tables.prekeys().put(new StoredPrekey(7, true, filled(110, 2), null));
          tables.prekeys().put(last);
        });
    assertEquals(List.of(oneTime, last), database.commit(tables -> tables.prekeys().all()).rows());
    database.change(
        tables -> {
          tables.prekeys().remove(-5);
        });
    assertEquals(Optional.empty(), database.commit(tables -> tables.prekeys().find(-5)));
    assertEquals(Optional.of(last), database.commit(tables -> tables.prekeys().find(7)));
  }

  @Test
  void theNewestStateOfASessionCounts() throws Exception {
    database.change(
        tables -> {
          tables.sessions().put(BOB, filled(400, 1));
          tables.sessions().put(BOB, filled(800_000, 2));
        });
    assertEquals(
        Optional.of(filled(800_000, 2)), database.commit(tables -> tables.sessions().find(BOB)));
    assertEquals(Optional.empty(), database.commit(tables -> tables.sessions().find(CAROL)));
    database.change(
        tables -> {
          tables.sessions().remove(BOB);
        });
    assertEquals(Optional.empty(), database.commit(tables -> tables.sessions().find(BOB)));
  }

  @Test
  void theNewestLedgerCountsAndGoesWithItsContact() throws Exception {
    database.change(
        tables -> {
          assertEquals(Ledger.EMPTY, tables.ledgers().find(BOB));
          tables.ledgers().put(BOB, FrozenDatabase.LEDGER);
          assertEquals(FrozenDatabase.LEDGER, tables.ledgers().find(BOB));
          Ledger next =
              FrozenDatabase.LEDGER
                  .withMissing(List.of(), Ledger.Asking.NEVER.again(NOW))
                  .withResend(Ledger.Answer.NEVER.given(NOW))
                  .withRenewal(Ledger.Answer.NEVER.due())
                  .withUnread(List.of(contentId(1)));
          tables.ledgers().put(BOB, next);
          assertEquals(next, tables.ledgers().find(BOB));
          assertEquals(Ledger.EMPTY, tables.ledgers().find(CAROL));
          tables.contacts().remove(BOB);
          assertEquals(Ledger.EMPTY, tables.ledgers().find(BOB));
        });
    assertThrows(
        IllegalStateException.class,
        () -> database.change(tables -> tables.ledgers().put(BOB, Ledger.EMPTY)));
  }

  @Test
  void everyKindOfEntryComesBack() throws Exception {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(incoming(BOB, 1));
    messages.add(outgoing(BOB, 2, new Delivery.AtRelay()));
    messages.add(outgoing(BOB, 3, new Delivery.Delivered()));
    messages.add(outgoing(BOB, 4, new Delivery.Read()));
    for (Delivery.WaitReason reason : Delivery.WaitReason.values()) {
      messages.add(outgoing(BOB, messages.size() + 1, new Delivery.Waiting(reason)));
    }
    for (Delivery.FailReason reason : Delivery.FailReason.values()) {
      messages.add(outgoing(BOB, messages.size() + 1, new Delivery.Failed(reason)));
    }
    for (ChatMessage.Note.Kind kind : ChatMessage.Note.Kind.values()) {
      messages.add(new ChatMessage.Note(id(messages.size() + 1), BOB, NOW, kind));
    }
    List<LogEntry> appended = new ArrayList<>();
    for (ChatMessage message : messages) {
      LoggedContent content = message instanceof ChatMessage.Note ? null : content(appended.size());
      appended.add(database.commit(tables -> tables.log().append(message, content)));
    }
    database.close();
    database = TestDatabase.open(folder);
    List<LogEntry> page = page(null, 100);
    assertEquals(appended, page);
    assertEquals(messages, page.stream().map(LogEntry::message).toList());
  }

  @Test
  void aConversationIsReadPageByPage() throws Exception {
    append(1, 2, 3, 4, 5);
    database.commit(tables -> tables.log().append(incoming(CAROL, 99), content(99)));
    assertEquals(List.of(4, 5), numbers(page(null, 2)));
    assertEquals(List.of(2, 3), numbers(page(page(null, 2).getFirst().position(), 2)));
    assertEquals(List.of(1), numbers(page(page(null, 4).getFirst().position(), 2)));
    assertEquals(List.of(), numbers(page(page(null, 5).getFirst().position(), 2)));
    Position second = page(null, 4).getFirst().position();
    assertEquals(
        List.of(3, 4),
        numbers(database.commit(tables -> tables.log().since(BOB, second, 2)).rows()));
    assertEquals(
        List.of(),
        database.commit(tables -> tables.log().page(new Name("nobody"), null, 5)).rows());
  }

  @Test
  void aLateTextTakesThePlaceOfItsDate() throws Exception {
    append(10, 20, 30);
    insert(15);
    insert(5);
    insert(40);
    for (int number = 16; number < 20; number++) {
      insert(number);
    }
    assertEquals(List.of(5, 10, 15, 16, 17, 18, 19, 20, 30, 40), numbers(page(null, 20)));
  }

  @Test
  void whereThereIsNoRoomLeftLateTextsStandAsTheyCame() throws Exception {
    append(0, 1_000);
    List<Integer> expected = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      if (number > 0) {
        insert(number);
      }
      expected.add(number);
    }
    expected.add(1_000);
    assertEquals(expected, numbers(page(null, 200)));
  }

  @Test
  void unreadIsWhatTheContactWroteSince() throws Exception {
    append(1, 2, 3);
    database.commit(tables -> tables.log().append(outgoing(BOB, 4, WAITING), content(4)));
    Position first = page(null, 10).getFirst().position();
    assertEquals(2, (int) database.<Integer>commit(tables -> tables.log().unread(BOB, first, 100)));
    assertEquals(
        3,
        (int)
            database.<Integer>commit(tables -> tables.log().unread(BOB, Position.BEGINNING, 100)));
  }

  @Test
  void whatHasNoReceiptIsFoundUntilItHas() throws Exception {
    List<LogEntry> own = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      ChatMessage message = outgoing(BOB, number, WAITING);
      LoggedContent content = content(number);
      own.add(database.commit(tables -> tables.log().append(message, content)));
    }
    append(9);
    deliver(own.get(1), new Delivery.Delivered());
    deliver(own.get(2), new Delivery.AtRelay());
    deliver(own.get(3), new Delivery.Failed(Delivery.FailReason.KEY_REPLACED));
    assertEquals(
        List.of(1, 3), numbers(database.commit(tables -> tables.log().awaited(BOB, 10)).rows()));
    assertEquals(
        List.of(3), numbers(database.commit(tables -> tables.log().newestAwaited(BOB, 1)).rows()));
    deliver(own.get(3), WAITING);
    assertEquals(
        List.of(1, 3, 4), numbers(database.commit(tables -> tables.log().awaited(BOB, 10)).rows()));
  }

  @Test
  void anEntryIsFoundByItsIdAndByItsAuthorsContentId() throws Exception {
    database.change(
        tables -> {
          tables.log().append(incoming(BOB, 1), content(5));
          tables.log().append(outgoing(BOB, 2, WAITING), content(5));
          tables.log().append(incoming(CAROL, 3), content(5));
        });
    assertEquals(1, found(BOB, Author.CONTACT));
    assertEquals(2, found(BOB, Author.ME));
    assertEquals(3, found(CAROL, Author.CONTACT));
    database.change(
        tables -> {
          assertEquals(Optional.empty(), tables.log().find(CAROL, Author.ME, contentId(5)));
          assertEquals(id(2), tables.log().find(id(2)).orElseThrow().message().id());
          assertTrue(tables.log().remove(id(2)));
          assertFalse(tables.log().remove(id(2)));
          assertEquals(Optional.empty(), tables.log().find(id(2)));
          assertEquals(Optional.empty(), tables.log().find(BOB, Author.ME, contentId(5)));
        });
  }

  @Test
  void anAuthorsContentIsThereOnce() throws Exception {
    append(1);
    StoreFailed failure =
        assertThrows(
            StoreFailed.class,
            () -> database.commit(tables -> tables.log().append(incoming(BOB, 2), content(1))));
    assertEquals(StoreFailed.Reason.CONTRADICTION, failure.reason());
    assertEquals(List.of(1), numbers(page(null, 10)));
  }

  @Test
  void theOutboxKeepsItsOrderAndItsBytes() throws Exception {
    List<Parcel> parcels = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      int each = number;
      parcels.add(
          database.commit(
              tables ->
                  tables
                      .outbox()
                      .add(
                          each == 2 ? CAROL : BOB,
                          contentId(each),
                          filled(500, each),
                          each == 3 ? null : id(each),
                          each == 3 ? null : contentId(40 + each))));
    }
    database.close();
    database = TestDatabase.open(folder);
    database.change(
        tables -> {
          assertEquals(parcels, tables.outbox().page(0, 10).rows());
          assertEquals(
              parcels.subList(1, 2), tables.outbox().page(parcels.get(0).order(), 1).rows());
          assertEquals(Optional.of(parcels.get(2)), tables.outbox().find(contentId(3)));
          assertTrue(tables.outbox().remove(contentId(3)));
          assertFalse(tables.outbox().remove(contentId(3)));
          assertEquals(1, tables.outbox().removeAll(BOB));
          assertEquals(parcels.subList(1, 2), tables.outbox().page(0, 10).rows());
        });
  }

  @Test
  void aSendIdIsUsedOnce() throws Exception {
    Work<Parcel> add = tables -> tables.outbox().add(BOB, contentId(1), filled(500, 1), null, null);
    database.commit(add);
    assertThrows(StoreFailed.class, () -> database.commit(add));
  }

  @Test
  void aContentIsNewOncePerContact() throws Exception {
    database.change(
        tables -> {
          assertTrue(tables.seen().add(BOB, contentId(1)));
          assertFalse(tables.seen().add(BOB, contentId(1)));
          assertTrue(tables.seen().add(CAROL, contentId(1)));
          assertTrue(tables.seen().contains(BOB, contentId(1)));
          assertFalse(tables.seen().contains(BOB, contentId(2)));
          assertFalse(tables.seen().contains(new Name("nobody"), contentId(1)));
        });
  }

  @Test
  void tagsAreForgottenAfterSixtyDays() throws Exception {
    database.change(
        tables -> {
          for (int i = 0; i < 300; i++) {
            tables.tags().add(BOB, filled(32 + i, 1));
          }
        });
    now = NOW.plus(Duration.ofDays(30));
    database.commit(tables -> tables.tags().add(BOB, filled(31, 1)));
    assertEquals(0, (int) database.<Integer>commit(tables -> tables.tags().expire()));
    now = NOW.plus(Duration.ofDays(61));
    assertEquals(300, (int) database.<Integer>commit(tables -> tables.tags().expire()));
    assertFalse(database.<Boolean>commit(tables -> tables.tags().contains(BOB, filled(32, 1))));
    assertTrue(database.<Boolean>commit(tables -> tables.tags().contains(BOB, filled(31, 1))));
    assertFalse(database.<Boolean>commit(tables -> tables.tags().add(BOB, filled(31, 1))));
  }

  @Test
  void nothingIsWrittenForWhoIsNoContact() {
    assertThrows(
        IllegalStateException.class,
        () ->
            database.commit(
                tables -> tables.log().append(incoming(new Name("nobody"), 1), content(1))));
  }

  private void put(StoredContact contact) throws Exception {
    database.change(
        tables -> {
          tables.contacts().put(contact);
        });
  }

  private void append(int... numbers) throws Exception {
    for (int number : numbers) {
      database.commit(tables -> tables.log().append(incoming(BOB, number), content(number)));
    }
  }

  private void insert(int number) throws Exception {
    database.commit(tables -> tables.log().insert(incoming(BOB, number), content(number)));
  }

  private void deliver(LogEntry entry, Delivery delivery) throws Exception {
    ChatMessage.Outgoing message = (ChatMessage.Outgoing) entry.message();
    assertTrue(
        database.<Boolean>commit(
            tables -> tables.log().replace(entry.with(message.with(delivery)))));
  }

  private int found(Name contact, Author author) throws Exception {
    return numbers(
            database.commit(tables -> tables.log().find(contact, author, contentId(5))).stream()
                .toList())
        .getFirst();
  }

  private List<LogEntry> page(@Nullable Position before, int limit) throws Exception {
    return database.commit(tables -> tables.log().page(BOB, before, limit)).rows();
  }

  private static List<Integer> numbers(List<LogEntry> entries) {
    return entries.stream()
        .map(entry -> Integer.parseUnsignedInt(entry.message().id().hex().substring(0, 8), 16))
        .toList();
  }
}
