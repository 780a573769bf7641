package chat.parley.store;

import static chat.parley.store.TestDatabase.BOB;
import static chat.parley.store.TestDatabase.CAROL;
import static chat.parley.store.TestDatabase.NOW;
import static chat.parley.store.TestDatabase.content;
import static chat.parley.store.TestDatabase.id;
import static chat.parley.store.TestDatabase.incoming;
import static chat.parley.store.TestDatabase.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.model.Bytes;
import chat.parley.model.ChatMessage;
import chat.parley.model.Contact.Standing;
import chat.parley.model.Delivery;
import chat.parley.model.Fingerprint;
import chat.parley.model.MessageId;
import chat.parley.model.Trust;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody with the disk can see and do who does not have the identity's private key.
class SealedDatabaseTest {
  private static final String TEXT = "the cat sleeps on the warm stove";

  @TempDir private Path folder;

  @Test
  void nothingThatSaysSomethingIsInTheFilesNorInTheJournal() throws Exception {
    Bytes spki = random(294);
    Bytes state = random(400);
    Bytes payload = random(600);
    Bytes contentId = random(16);
    Bytes sendId = random(16);
    Bytes tag = random(32);
    Fingerprint key = new Fingerprint(random(32).toArray());
    MessageId message = MessageId.of(random(16).toArray());
    try (ClientDatabase database = TestDatabase.open(folder)) {
      database.change(
          tables -> {
            tables
                .contacts()
                .put(
                    StoredContact.of(BOB, Standing.ACCEPTED)
                        .withKey(spki, new Trust.Verified(NOW))
                        .withOfferedKey(spki));
            tables.settings().put("receipts of this person", "switched off");
            tables.prekeys().put(new StoredPrekey(0x5eed1234, false, state, NOW));
            tables.sessions().put(BOB, state);
            tables
                .log()
                .append(
                    new ChatMessage.Outgoing(
                        message,
                        BOB,
                        NOW,
                        TEXT,
                        new Delivery.Waiting(Delivery.WaitReason.NOT_CONNECTED)),
                    new LoggedContent(contentId, NOW, key));
            tables.outbox().add(BOB, sendId, payload, message, contentId);
            tables.seen().add(BOB, contentId);
            tables.tags().add(BOB, tag);
          });
      List<byte[]> secrets = new ArrayList<>();
      for (String text :
          List.of(
              BOB.value(),
              TEXT,
              "alice",
              "receipts",
              "switched",
              "NOT_CONNECTED",
              "ACCEPTED",
              message.hex(),
              key.hex(),
              TestDatabase.alice().fingerprint().hex(),
              "2026-11-22",
              String.valueOf(NOW.getEpochSecond()))) {
        secrets.add(text.getBytes(StandardCharsets.UTF_8));
        secrets.add(text.getBytes(StandardCharsets.UTF_16LE));
      }
      for (Bytes bytes : List.of(spki, state, payload, contentId, sendId, tag)) {
        secrets.add(Bytes.of(bytes.toArray(), 0, 16).toArray());
      }
      secrets.add(key.bytes());
      secrets.add(TestDatabase.alice().fingerprint().bytes());
      secrets.add(TestDatabase.PIN.bytes());
      secrets.add(ByteBuffer.allocate(8).putLong(NOW.getEpochSecond()).array());
      secrets.add(ByteBuffer.allocate(8).putLong(NOW.toEpochMilli()).array());
      secrets.add(ByteBuffer.allocate(4).putInt((int) NOW.getEpochSecond()).array());
      secrets.add(ByteBuffer.allocate(4).putInt(0x5eed1234).array());
      assertNoneOccurs(secrets);
      database.settle();
      assertNoneOccurs(secrets);
    }
    assertEquals(1, count("SELECT count(*) FROM entry"));
  }

  private void assertNoneOccurs(List<byte[]> secrets) throws Exception {
    for (byte[] file : TestDatabase.bytesOnDisk(folder)) {
      for (byte[] secret : secrets) {
        assertFalse(
            TestDatabase.occurs(secret, file),
            () -> "found: " + new String(secret, StandardCharsets.ISO_8859_1));
      }
    }
  }

  @Test
  void noTwoRowsShareANonceAlsoAfterACopyWasRestored() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
    }
    Path file = TestDatabase.file(folder);
    byte[] copy = Files.readAllBytes(file);
    Set<Bytes> nonces = new HashSet<>();
    int rows = 0;
    for (int run = 0; run < 3; run++) {
      Files.write(file, copy);
      try (ClientDatabase database = TestDatabase.open(folder)) {
        database.change(
            tables -> {
              for (int number = 0; number < 50; number++) {
                tables.log().append(incoming(BOB, number), content(number));
              }
            });
      }
      for (Bytes sealed : sealed("entry")) {
        nonces.add(Bytes.of(sealed.toArray(), 0, 12));
        rows++;
      }
    }
    assertEquals(150, rows);
    assertEquals(rows, nonces.size());
  }

  @Test
  void theSameTextTwiceLooksDifferentAndLengthsAreRounded() throws Exception {
    fill(2);
    List<Bytes> sealed = sealed("entry");
    assertFalse(sealed.get(0).equals(sealed.get(1)));
    for (Bytes each : sealed) {
      assertEquals(12 + 16, each.length() % 64);
    }
  }

  @Test
  void rowsThatWereSwappedOrMovedDoNotOpenAndTheOthersDo() throws Exception {
    for (String attack :
        List.of(
            // Two swapped.
            "UPDATE entry SET sealed = other.sealed FROM (SELECT id, sealed FROM entry) AS other"
                + " WHERE entry.id IN (1, 2) AND other.id = 3 - entry.id",
            // Into another row.
            "UPDATE entry SET sealed = (SELECT sealed FROM entry WHERE id = 3) WHERE id IN (1, 2)",
            // Under other numbers.
            "UPDATE entry SET id = id + 100 WHERE id IN (1, 2)",
            // To other places.
            "UPDATE entry SET place = place + 1 WHERE id IN (1, 2)",
            // Counted as delivered or not.
            "UPDATE entry SET awaited = 1 - awaited WHERE id IN (1, 2)",
            // From another table.
            "UPDATE entry SET sealed = (SELECT sealed FROM contact WHERE id = 1)"
                + " WHERE id IN (1, 2)",
            // Damaged, cut, emptied.
            "UPDATE entry SET sealed = zeroblob(length(sealed)) WHERE id IN (1, 2)",
            "UPDATE entry SET sealed = substr(sealed, 1, 20) WHERE id IN (1, 2)",
            "UPDATE entry SET sealed = x'' WHERE id IN (1, 2)")) {
      Path each = folder.resolve("attack" + attack.hashCode());
      fill(each, 5);
      execute(each, attack);
      try (ClientDatabase database = TestDatabase.open(each)) {
        Rows<LogEntry> page = database.commit(tables -> tables.log().page(BOB, null, 10));
        assertEquals(3, page.rows().size(), attack);
        assertEquals(2, page.damaged().size(), attack);
        assertTrue(page.damaged().stream().allMatch(row -> row.table() == Table.ENTRY));
      }
    }
  }

  @Test
  void anEntryDoesNotOpenInAnotherConversation() throws Exception {
    fill(2);
    execute(folder, "UPDATE entry SET contact = 2");
    try (ClientDatabase database = TestDatabase.open(folder)) {
      Rows<LogEntry> page = database.commit(tables -> tables.log().page(CAROL, null, 10));
      assertEquals(List.of(), page.rows());
      assertEquals(2, page.damaged().size());
    }
  }

  @Test
  void aContactThatDoesNotOpenIsNotTakenForAStranger() throws Exception {
    fill(1);
    execute(
        folder,
        "UPDATE contact SET sealed = (SELECT sealed FROM contact WHERE id = 2) WHERE id = 1");
    try (ClientDatabase database = TestDatabase.open(folder)) {
      RowDamaged damage =
          assertThrows(
              RowDamaged.class, () -> database.commit(tables -> tables.contacts().find(BOB)));
      assertEquals(new DamagedRow(Table.CONTACT, 1), damage.row());
      Rows<StoredContact> all = database.commit(tables -> tables.contacts().all());
      assertEquals(List.of(CAROL), all.rows().stream().map(StoredContact::name).toList());
      assertEquals(List.of(damage.row()), all.damaged());
      // What was written with it is there all the same.
      assertEquals(1, database.commit(tables -> tables.log().page(BOB, null, 10)).rows().size());
      TestDatabase.addContacts(database);
      assertEquals(List.of(), database.commit(tables -> tables.contacts().all()).damaged());
    }
  }

  @Test
  void aDamagedRowCanBeTakenOut() throws Exception {
    fill(2);
    execute(folder, "UPDATE entry SET sealed = x'' WHERE id = 1");
    try (ClientDatabase database = TestDatabase.open(folder)) {
      database.change(tables -> tables.discard(new DamagedRow(Table.ENTRY, 1)));
      Rows<LogEntry> page = database.commit(tables -> tables.log().page(BOB, null, 10));
      assertEquals(List.of(), page.damaged());
      assertEquals(1, page.rows().size());
    }
  }

  @Test
  void anErasedTextIsInNoFileAnyMoreNotEvenSealed() throws Exception {
    fill(3);
    Bytes erased = sealed("entry").get(1);
    Bytes kept = sealed("entry").get(2);
    try (ClientDatabase database = TestDatabase.open(folder)) {
      assertTrue(occursOnDisk(erased));
      database.commit(tables -> tables.log().remove(id(1)));
      assertFalse(occursOnDisk(erased));
      assertTrue(occursOnDisk(kept));
    }
  }

  @Test
  void theWordsOfATextThatWasEditedOrTakenBackAreInNoFileAnyMore() throws Exception {
    fill(3);
    Bytes first = sealed("entry").get(1);
    try (ClientDatabase database = TestDatabase.open(folder)) {
      assertTrue(occursOnDisk(first));
      database.change(tables -> replace(tables, Annotations.NONE.edited(NOW)));
      assertFalse(occursOnDisk(first));
    }
    Bytes edited = sealed("entry").get(1);
    try (ClientDatabase database = TestDatabase.open(folder)) {
      assertTrue(occursOnDisk(edited));
      database.change(tables -> replace(tables, Annotations.NONE.deleted()));
      assertFalse(occursOnDisk(edited));
    }
  }

  private static void replace(Tables tables, Annotations annotations) throws StoreException {
    LogEntry entry = tables.log().find(id(1)).orElseThrow();
    tables.log().replace(entry.with(annotations));
  }

  /// What stands in the clear beside a row decides what is shown and what disappears.
  @Test
  void anEntryThatSomebodyHidOrFreedOfItsEndIsDamaged() throws Exception {
    fill(3);
    for (String column : List.of("hidden", "timed")) {
      execute(folder, "UPDATE entry SET " + column + " = 1 WHERE id = 2");
      try (ClientDatabase database = TestDatabase.open(folder)) {
        assertThrows(RowDamaged.class, () -> database.commit(tables -> tables.log().find(id(1))));
      }
      execute(folder, "UPDATE entry SET " + column + " = 0 WHERE id = 2");
    }
  }

  @Test
  void anErasedPrekeyAndAReplacedSessionAreInNoFileAnyMore() throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      database.change(
          tables -> {
            tables.prekeys().put(new StoredPrekey(7, false, random(110), null));
            tables.sessions().put(BOB, random(400));
          });
    }
    Bytes prekey = sealed("prekey").getFirst();
    Bytes state = sealed("session").getFirst();
    try (ClientDatabase database = TestDatabase.open(folder)) {
      database.change(
          tables -> {
            tables.sessions().put(BOB, random(400));
          });
      database.settle();
      assertFalse(occursOnDisk(state));
      assertTrue(occursOnDisk(prekey));
      database.change(
          tables -> {
            tables.prekeys().remove(7);
          });
      assertFalse(occursOnDisk(prekey));
    }
  }

  @Test
  void nothingPrintsWhatItHolds() {
    StoredContact contact =
        StoredContact.of(BOB, Standing.ACCEPTED).withTrust(new Trust.Verified(NOW));
    LogEntry entry =
        new LogEntry(
            new Position(1, 1), new ChatMessage.Incoming(id(1), BOB, NOW, TEXT, false), content(1));
    Parcel parcel = new Parcel(1, random(16), BOB, random(300), id(1), null);
    Ledger ledger = Ledger.EMPTY.withDelivered(List.of(random(16))).withNewest(NOW);
    Rows<StoredContact> rows = new Rows<>(List.of(contact), List.of());
    for (Object each : List.of(contact, entry, parcel, ledger, rows)) {
      assertFalse(each.toString().contains(BOB.value()));
      assertFalse(each.toString().contains(TEXT));
      assertFalse(each.toString().contains("2026"));
    }
  }

  private void fill(int entries) throws Exception {
    fill(folder, entries);
  }

  private static void fill(Path folder, int entries) throws Exception {
    try (ClientDatabase database = TestDatabase.open(folder)) {
      TestDatabase.addContacts(database);
      database.change(
          tables -> {
            for (int number = 0; number < entries; number++) {
              tables.log().append(incoming(BOB, number), content(number));
            }
          });
    }
  }

  private boolean occursOnDisk(Bytes bytes) throws Exception {
    // Long rows are spread over pages.
    byte[] part = Bytes.of(bytes.toArray(), 0, 64).toArray();
    return TestDatabase.bytesOnDisk(folder).stream()
        .anyMatch(file -> TestDatabase.occurs(part, file));
  }

  private List<Bytes> sealed(String table) throws Exception {
    try (Connection connection = connect(folder);
        PreparedStatement select =
            connection.prepareStatement("SELECT sealed FROM " + table + " ORDER BY id");
        ResultSet result = select.executeQuery()) {
      List<Bytes> all = new ArrayList<>();
      while (result.next()) {
        all.add(Bytes.of(result.getBytes(1)));
      }
      return all;
    }
  }

  private long count(String query) throws Exception {
    try (Connection connection = connect(folder);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.getLong(1);
    }
  }

  private static void execute(Path folder, String sql) throws Exception {
    try (Connection connection = connect(folder);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(Path folder) throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + TestDatabase.file(folder));
  }
}
